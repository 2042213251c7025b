"""`llms.txt`: the playbook in brief, as Markdown with links, for readers that are programs (llmstxt.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.publish import words
from gameplan.publish.actions import SUBSCRIBE, WHATS_NEW
from gameplan.publish.ahead import is_ahead
from gameplan.publish.playbook_json import PLAYBOOK, SCHEMA
from gameplan.publish.rows import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.site import Edition

LLMS = "llms.txt"
MOST_LINES = 100
"""Of a kind; the rest is in the file of all."""
_SYNTAX = re.compile(r"[\\`*_\[\]<>#&|~]")


def llms_txt(edition: Edition) -> bytes:
    """The vision, the strategy by kind, what is ahead, and where the rest is."""
    return ("\n".join(_lines(edition)) + "\n").encode("utf-8", "replace")


def _lines(edition: Edition) -> Iterator[str]:
    playbook, vision = edition.playbook, edition.vision
    yield f"# {_plain(edition.site_name)}"
    if vision:
        yield from ("", f"> {_plain(vision.title)}")
        if summary := edition.summary(vision):
            yield from ("", _plain(summary))
    yield from (
        "",
        "A strategy and the plan that serves it: each entry cites the goals that it is for. All of it for programs:",
    )
    yield f"{_link(edition, PLAYBOOK, 'playbook.json')}, whose form is {_link(edition, SCHEMA, 'a JSON Schema')}."
    for kind in edition.shown_kinds:
        yield from ("", f"## {_plain(kind.plural_label)}", "")
        yield from _listed(
            edition, [_line(edition, page, edition.summary(page)) for page in playbook.of_kind(kind.name)]
        )
    coming = sorted((entry for entry in playbook.entries if is_ahead(entry, edition)), key=sort_key)
    if coming:
        yield from ("", "## The plan ahead", "")
        yield from _listed(edition, [_line(edition, entry, _about(edition, entry)) for entry in coming])
    yield from ("", "## Optional", "")
    yield f"- {_link(edition, WHATS_NEW, 'What’s new')}: what was added, moved and dropped"
    yield f"- {_link(edition, SUBSCRIBE, 'Subscribe')}: calendar feeds"


def _listed(edition: Edition, lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"- and {len(lines) - MOST_LINES} more in {_link(edition, PLAYBOOK, 'playbook.json')}"


def _about(edition: Edition, entry: Entry) -> str:
    goals = ", ".join(goal.title for goal in edition.targets(entry, "goals"))
    when = words.schedule_words(entry.schedule, edition.playbook.vocabulary.zone)
    return "; ".join(part for part in (when, entry.status.label.lower(), f"for {goals}" if goals else "") if part)


def _line(edition: Edition, page: Page, about: str) -> str:
    uri = edition.uris.get(page.path)
    name = _link(edition, uri, page.title) if uri else _plain(page.title)
    return f"- {name}: {_plain(about)}" if about else f"- {name}"


def _link(edition: Edition, uri: str, text: str) -> str:
    return f"[{_plain(text)}]({edition.base}{edition.urls[uri]})"


def _plain(text: str) -> str:
    """A text in one line that Markdown takes for nothing else."""
    return _SYNTAX.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
