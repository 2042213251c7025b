"""What else an entry's front matter says: where, with whom, at what cost, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.links import links
from gameplan.publish.html.templates import Fragment, joined, link_html
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Entry
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_GAP = Fragment('<span class="gp-gap">{what}</span>')


def details(context: Context, to: Linker, page: Entry) -> Iterator[tuple[str, Markup]]:
    """The lines of an entry below its dates; only what there is."""
    entry = page.entry
    if not entry.owner and page.status.stage.open:
        yield say("Owner"), _GAP(what=say("nobody yet: write owner: with the id of a person"))
    if entry.location:
        yield say("Where"), Markup.escape(entry.location)
    for label, field, typed in (
        (say("With"), "contributors", entry.contributors),
        (say("Signed off"), "approved_by", entry.approved_by),
    ):
        if typed:
            yield (
                label,
                _joined(links(context, to, context.lookups.targets(page, field)) or (Link(name) for name in typed)),
            )
    if entry.effort:
        yield say("Effort"), Markup.escape(words.length_words(entry.effort))
    if entry.budget:
        yield say("Budget"), Markup.escape(entry.budget)
    if entry.published or entry.url:
        done = words.day_words(entry.published) if entry.published else say("there")
        yield say("Went out"), link_html(Link(done, entry.url or None))
    yield from _related(context, to, page)


def _related(context: Context, to: Linker, page: Entry) -> Iterator[tuple[str, Markup]]:
    for label, pages in (
        (say("Replaces"), context.lookups.targets(page, "supersedes")),
        (say("Replaced by"), context.lookups.sources(page, "supersedes")),
        (say("Related"), context.lookups.targets(page, "related")),
    ):
        if pages:
            yield label, _joined(links(context, to, pages))


def _joined(found: Iterable[Link]) -> Markup:
    return joined([link_html(link) for link in found], ", ")
