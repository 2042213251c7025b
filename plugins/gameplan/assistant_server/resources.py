"""What assistants can read by an address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from gameplan.answering import pages, plan
from gameplan.answering.bounds import LONGEST_TEXT
from gameplan.answering.markdown import page_markdown
from gameplan.answering.naming import entry_named, page_named
from gameplan.answering.refusal import Refusal
from gameplan.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.answering.shown import Shown

_SCHEME = "gameplan://"
_MARKDOWN, _JSON = "text/markdown", "application/json"
_LONGEST = 500


class Readable(NamedTuple):
    """Something with an address, or many things with addresses of one form."""

    uri: str
    """With a name in braces where there are many."""
    name: str
    about: str
    type: str
    read: Callable[[Shown, str], str]
    """Asked with what stands in the place of the braces."""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


READABLE = (
    Readable(
        f"{_SCHEME}playbook",
        "The playbook",
        "The playbook as a whole: its vision, all kinds of pages with ids and titles, and what is ahead. Begin here.",
        _MARKDOWN,
        lambda shown, _: pages.whole(shown),
    ),
    Readable(
        f"{_SCHEME}rules",
        "The rules of the check",
        "Each rule with its severity and what it finds.",
        _JSON,
        lambda shown, _: _json(plan.rules(shown)),
    ),
    Readable(
        f"{_SCHEME}rules/{{name}}",
        "A rule",
        "A rule with its reason and an example, as in gameplan://rules/missing-field.",
        _MARKDOWN,
        plan.rule,
    ),
    Readable(
        f"{_SCHEME}page/{{page}}",
        "A page",
        "A page of strategy or plan as Markdown, by its id or path, as in gameplan://page/goal:grow.",
        _MARKDOWN,
        lambda shown, name: page_markdown(shown, page_named(shown.playbook, name), LONGEST_TEXT),
    ),
    Readable(
        f"{_SCHEME}brief/{{entry}}",
        "The brief of an entry",
        "All that somebody needs who makes an entry, as in gameplan://brief/gift-season.",
        _MARKDOWN,
        lambda shown, name: page_markdown(shown, entry_named(shown.playbook, name), LONGEST_TEXT),
    ),
    Readable(
        f"{_SCHEME}calendar/{{period}}",
        "The calendar of a period",
        "What happens in a quarter, a month or other days, with deadlines, as in gameplan://calendar/2027-Q1.",
        _JSON,
        lambda shown, typed: _json(plan.calendar(shown, typed)),
    ),
)


def read(shown: Shown, uri: str) -> tuple[str, str]:
    """Return the text at an address, and its type.

    Raises:
        Refusal: where there is nothing.
    """
    for each in READABLE:
        before, brace, _ = each.uri.partition("{")
        if (uri == before) if not brace else (uri.startswith(before) and len(uri) > len(before)):
            return each.read(shown, unquote(uri[len(before) :])), each.type
    said = visible(uri if len(uri) <= _LONGEST else f"{uri[:_LONGEST]}…")
    raise Refusal(f"there is nothing at {said}: read {', '.join(each.uri for each in READABLE)}")
