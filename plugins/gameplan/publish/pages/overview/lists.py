"""Lists: every page of a kind as a row of a table, and all entries."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.page import Entry, sort_key
from gameplan.model.status import Stage
from gameplan.publish.addresses import CALENDAR, index_uri, list_uri
from gameplan.publish.columns import listed
from gameplan.publish.document import Document
from gameplan.publish.html.overview.lists import list_page as draw_list_page
from gameplan.publish.views.overview.lists import list_page, part_words, plan_frame
from gameplan.wording.labels import kinds_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.calendar.plan import Plan

MOST_ROWS = 1200
"""Entries in one part of their list: more would make a page that phones load slowly."""


def list_document(context: Context, kind: Kind) -> Document:
    """Return the list of all pages of a kind: what they are, who answers for them, what is ahead."""
    uri = index_uri(kind)
    intro = context.addresses.intros.get(uri)
    title = intro.title if intro else kinds_label(kind)
    return Document(
        uri=uri,
        title=title,
        source=intro.path if intro else None,
        head=draw_list_page(list_page(context, kind, _shown(context, kind), title), context.addresses.to(uri)),
        body=intro.body.text if intro else "",
        hide=("toc",),
        section=uri,
    )


def entries_documents(plan: Plan) -> Iterator[Document]:
    """Yield the list of all entries by their day; a long plan in parts, of which the first has the newest and those without a day."""
    # What returns stands where it happens next, as its column says.
    pages = sorted(_shown(plan.context, plan.context.playbook.vocabulary.entry), key=partial(_next, plan.context))
    ends = range(len(pages), 0, -MOST_ROWS) or (0,)
    uris = [list_uri(number + 1) for number in range(len(ends))]
    for number, (uri, end) in enumerate(zip(uris, ends, strict=True), 1):
        title = say("All entries") if number == 1 else say("All entries, part {number}", number=number)
        beside = ("".join(uris[number - 2 : number - 1]), "".join(uris[number : number + 1]))
        yield Document(
            uri=uri,
            title=title,
            head=partial(_part, plan, uri, title, pages, end, beside),
            hide=("navigation", "toc"),
            landscape=True,
            search={} if number == 1 else {"exclude": True},
            section=CALENDAR,
        )


def _part(plan: Plan, uri: str, title: str, pages: Sequence[Page], end: int, beside: tuple[str, str]) -> str:
    """Make a part of the list when it is needed."""
    context = plan.context
    shown = pages[max(end - MOST_ROWS, 0) : end]
    part = part_words(len(shown), len(pages), -(-len(pages) // MOST_ROWS))
    view = list_page(context, context.playbook.vocabulary.entry, shown, title, plan_frame(plan, *beside), part)
    return draw_list_page(view, context.addresses.to(uri))


def _next(context: Context, page: Page) -> date:
    if not isinstance(page, Entry):
        return date.max
    repeats = page.schedule.recurrence and page.status.stage is not Stage.DROPPED
    coming = context.analysis.ahead.upcoming(page) if repeats else None
    return coming.first if coming else sort_key(page)[0]


def _shown(context: Context, kind: Kind) -> list[Page]:
    return [page for page in listed(context, kind) if page.path in context.addresses.uris]
