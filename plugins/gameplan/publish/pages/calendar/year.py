"""The years: a page for each of which a month has one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, year_uri
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.year import year_page as draw_year_page
from gameplan.publish.views.calendar.year import year_page, year_title, years_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.views.calendar.plan import Plan


def year_documents(plan: Plan) -> Iterator[Document]:
    """A page for each year of which a month has one."""
    for year in years_of(plan):
        yield Document(
            uri=year_uri(year),
            title=year_title(year),
            head=partial(_head, plan, year),
            hide=("navigation", "toc"),
            landscape=True,
            section=CALENDAR,
        )


def _head(plan: Plan, year: int) -> str:
    """Make the page when it is needed."""
    return draw_year_page(year_page(plan, year), plan.context.addresses.to(year_uri(year)))
