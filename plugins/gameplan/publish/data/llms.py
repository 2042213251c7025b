"""`llms.txt`: the playbook in brief, as Markdown with links, for readers that are programs (llmstxt.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.model.page import sort_key
from gameplan.publish.addresses import SUBSCRIBE, WHATS_NEW
from gameplan.publish.data.playbook_json import PLAYBOOK, SCHEMA
from gameplan.wording import dates as words
from gameplan.wording.labels import inside, kinds_label, status_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

LLMS = "llms.txt"
MOST_LINES = 100
"""Of a kind; the rest is in the file of all."""
_SYNTAX = re.compile(r"[\\`*_\[\]<>#&|~]")


def llms_txt(context: Context) -> bytes:
    """The vision, the strategy by kind, what is ahead, and where the rest is."""
    return ("\n".join(_lines(context)) + "\n").encode("utf-8", "replace")


def _lines(context: Context) -> Iterator[str]:
    playbook, vision = context.playbook, context.lookups.vision
    yield f"# {_plain(context.edition.site_name)}"
    if vision:
        yield from ("", f"> {_plain(vision.title)}")
        if summary := context.lookups.summary(vision):
            yield from ("", _plain(summary))
    yield from (
        "",
        say(
            "A strategy and the plan that serves it: each entry cites the goals that it is for. All of it for programs:"
        ),
    )
    schema = _link(context, SCHEMA, say("a JSON Schema"))
    yield say("{file}, whose form is {schema}.", file=_link(context, PLAYBOOK, "playbook.json"), schema=schema)
    for kind in context.lookups.shown_kinds:
        yield from ("", f"## {_plain(kinds_label(kind))}", "")
        yield from _listed(
            context, [_line(context, page, context.lookups.summary(page)) for page in playbook.of_kind(kind.name)]
        )
    coming = sorted((entry for entry in playbook.entries if context.analysis.ahead.has(entry)), key=sort_key)
    if coming:
        yield from ("", f"## {say('The plan ahead')}", "")
        yield from _listed(context, [_line(context, entry, _about(context, entry)) for entry in coming])
    yield from ("", "## Optional", "")
    news, feeds = _link(context, WHATS_NEW, say("What’s new")), _link(context, SUBSCRIBE, say("Subscribe"))
    yield say("- {page}: what was added, moved and dropped", page=news)
    yield say("- {page}: calendar feeds", page=feeds)


def _listed(context: Context, lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        file = _link(context, PLAYBOOK, "playbook.json")
        yield say("- and {count} more in {file}", count=len(lines) - MOST_LINES, file=file)


def _about(context: Context, entry: Entry) -> str:
    goals = ", ".join(goal.title for goal in context.lookups.targets(entry, "goals"))
    when = words.when_words(entry, context.playbook.vocabulary.zone)
    status = inside(status_label(entry.status))
    return "; ".join(part for part in (when, status, say("for {goals}", goals=goals) if goals else "") if part)


def _line(context: Context, page: Page, about: str) -> str:
    uri = context.addresses.uris.get(page.path)
    twin = context.addresses.twins.get(uri or "")
    if twin:
        name = f"[{_plain(page.title)}]({context.edition.base}{quote(twin)})"
    else:
        name = _link(context, uri, page.title) if uri else _plain(page.title)
    return f"- {name}: {_plain(about)}" if about else f"- {name}"


def _link(context: Context, uri: str, text: str) -> str:
    return f"[{_plain(text)}]({context.edition.base}{context.addresses.urls[uri]})"


def _plain(text: str) -> str:
    """A text in one line that Markdown takes for nothing else."""
    return _SYNTAX.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
