"""The months: a page for each from the first to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, month_uri, place_id
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.month import month_page as draw_month_page
from gameplan.publish.views.calendar.month import days_of, month_page
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gameplan.publish.views.calendar.plan import Plan


def month_documents(plan: Plan) -> Iterator[Document]:
    """A page for each month from the first to the last."""
    order = list(plan.happenings.months)
    for month, before, after in zip(order, [None, *order], [*order[1:], None], strict=False):
        yield Document(
            uri=month_uri(month),
            title=words.month_title(month),
            search_words=f"{say('Month')} · {words.entries_words(len({each.entry for each in plan.happenings.months[month]}))}",
            head=_head(plan, month, (before, after)),
            ids=(
                "calendar",
                *(f"d-{day}" for day in days_of(month)),
                *map(place_id, plan.context.addresses.brief.get(month, ())),
            ),
            hide=("navigation", "toc"),
            landscape=True,
            section=CALENDAR,
            previous=month_uri(before) if before else None,
            next=month_uri(after) if after else None,
        )


def _head(plan: Plan, month: date, around: tuple[date | None, date | None]) -> Callable[[], str]:
    """What makes the page when it is needed."""
    return lambda: draw_month_page(month_page(plan, month, around), plan.context.addresses.to(month_uri(month)))
