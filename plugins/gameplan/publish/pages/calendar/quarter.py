"""The quarters: a page for each of which a month has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, quarter_uri
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.quarter import quarter_page as draw_quarter_page
from gameplan.publish.pages.calendar.grouped import found_after
from gameplan.publish.views.calendar.quarter import quarter_page, quarter_title
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gameplan.publish.views.calendar.groups import Grouping
    from gameplan.publish.views.calendar.plan import Plan


def quarter_documents(plan: Plan) -> Iterator[Document]:
    """A page for each quarter of which a month has one, and for each field that it can be grouped by."""
    for grouping in (None, *plan.groupings):
        yield from _grouped(plan, grouping)


def _grouped(plan: Plan, grouping: Grouping | None) -> Iterator[Document]:
    field = grouping.own.name if grouping else ""
    order = list(plan.happenings.quarters)
    for quarter, before, following in zip(order, [None, *order], [*order[1:], None], strict=False):
        yield Document(
            uri=quarter_uri(quarter, field),
            title=quarter_title(quarter, grouping),
            search=found_after(grouping),
            search_words=say("Quarter"),
            head=_head(plan, quarter, (before, following), grouping),
            hide=("navigation", "toc"),
            landscape=True,
            section=CALENDAR,
            previous=quarter_uri(before, field) if before else None,
            next=quarter_uri(following, field) if following else None,
        )


def _head(
    plan: Plan, quarter: date, around: tuple[date | None, date | None], grouping: Grouping | None
) -> Callable[[], str]:
    """What makes the page when it is needed."""
    to = plan.context.addresses.to(quarter_uri(quarter, grouping.own.name if grouping else ""))
    return lambda: draw_quarter_page(quarter_page(plan, quarter, around, grouping), to)
