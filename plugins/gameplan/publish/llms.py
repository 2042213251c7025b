"""`llms.txt`: the playbook in brief, as Markdown with links, for readers that are programs (llmstxt.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.publish import words
from gameplan.publish.actions import SUBSCRIBE, WHATS_NEW
from gameplan.publish.ahead import is_ahead
from gameplan.publish.language import say
from gameplan.publish.names import inside, kinds_label, status_label
from gameplan.publish.playbook_json import PLAYBOOK, SCHEMA
from gameplan.publish.rows import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition

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
        say(
            "A strategy and the plan that serves it: each entry cites the goals that it is for. All of it for programs:"
        ),
    )
    schema = _link(edition, SCHEMA, say("a JSON Schema"))
    yield say("{file}, whose form is {schema}.", file=_link(edition, PLAYBOOK, "playbook.json"), schema=schema)
    for kind in edition.shown_kinds:
        yield from ("", f"## {_plain(kinds_label(kind))}", "")
        yield from _listed(
            edition, [_line(edition, page, edition.summary(page)) for page in playbook.of_kind(kind.name)]
        )
    coming = sorted((entry for entry in playbook.entries if is_ahead(entry, edition)), key=sort_key)
    if coming:
        yield from ("", f"## {say('The plan ahead')}", "")
        yield from _listed(edition, [_line(edition, entry, _about(edition, entry)) for entry in coming])
    yield from ("", "## Optional", "")
    news, feeds = _link(edition, WHATS_NEW, say("What’s new")), _link(edition, SUBSCRIBE, say("Subscribe"))
    yield say("- {page}: what was added, moved and dropped", page=news)
    yield say("- {page}: calendar feeds", page=feeds)


def _listed(edition: Edition, lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        file = _link(edition, PLAYBOOK, "playbook.json")
        yield say("- and {count} more in {file}", count=len(lines) - MOST_LINES, file=file)


def _about(edition: Edition, entry: Entry) -> str:
    goals = ", ".join(goal.title for goal in edition.targets(entry, "goals"))
    when = words.schedule_words(entry.schedule, edition.playbook.vocabulary.zone)
    status = inside(status_label(entry.status))
    return "; ".join(part for part in (when, status, say("for {goals}", goals=goals) if goals else "") if part)


def _line(edition: Edition, page: Page, about: str) -> str:
    uri = edition.uris.get(page.path)
    name = _link(edition, uri, page.title) if uri else _plain(page.title)
    return f"- {name}: {_plain(about)}" if about else f"- {name}"


def _link(edition: Edition, uri: str, text: str) -> str:
    return f"[{_plain(text)}]({edition.base}{edition.urls[uri]})"


def _plain(text: str) -> str:
    """A text in one line that Markdown takes for nothing else."""
    return _SYNTAX.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
