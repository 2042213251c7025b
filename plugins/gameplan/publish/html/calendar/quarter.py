"""A quarter: a lane for each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame, turn
from gameplan.publish.html.chips import chip
from gameplan.publish.html.counted import counted_entries
from gameplan.publish.html.icons import STAGES
from gameplan.publish.html.lanes import lane
from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.quarter import QuarterArea, QuarterPage


def quarter_page(view: QuarterPage, to: Linker) -> str:
    """Draw a quarter."""
    return render(
        "quarter.html",
        **frame(view.frame, to),
        **turn(view.turn, to),
        title=view.title,
        count=view.size,
        days=view.days,
        months=view.months,
        weeks=[(week.area, week.number, address_of(week.link, to)) for week in view.weeks],
        today=view.today,
        first=view.first.isoformat(),
        areas=[_area(area, to) for area in view.areas],
        counted=counted_entries(view.counted, to),
        undated=[chip(each, to) for each in view.undated],
        statuses=[(badge.label, STAGES[badge.stage]) for badge in view.statuses],
        here=view.name,
        grouped=view.grouped,
    )


def _area(view: QuarterArea, to: Linker) -> dict[str, object]:
    rows = [{"goal": relative(row.goal, to), "depth": row.depth, "lane": lane(row.lane, to)} for row in view.rows]
    return {"title": relative(view.title, to), "colour": view.colour, "rows": rows, "alone": view.alone}
