"""The quarters: a page for each of which a month has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, quarter_uri
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.quarter import quarter_page as draw_quarter_page
from gameplan.publish.views.calendar.quarter import quarter_page
from gameplan.wording import dates as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gameplan.publish.views.calendar.plan import Plan


def quarter_documents(plan: Plan) -> Iterator[Document]:
    """A page for each quarter of which a month has one."""
    order = list(plan.happenings.quarters)
    for quarter, before, following in zip(order, [None, *order], [*order[1:], None], strict=False):
        yield Document(
            uri=quarter_uri(quarter),
            title=words.quarter_words(quarter),
            head=_head(plan, quarter, (before, following)),
            hide=("navigation", "toc"),
            landscape=True,
            search={"exclude": True},
            section=CALENDAR,
            previous=quarter_uri(before) if before else None,
            next=quarter_uri(following) if following else None,
        )


def _head(plan: Plan, quarter: date, around: tuple[date | None, date | None]) -> Callable[[], str]:
    """What makes the page when it is needed."""
    to = plan.context.addresses.to(quarter_uri(quarter))
    return lambda: draw_quarter_page(quarter_page(plan, quarter, around), to)
