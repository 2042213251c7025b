"""A quarter: a lane for each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame, turn
from gameplan.publish.html.chips import chip
from gameplan.publish.html.counted import counted_entries
from gameplan.publish.html.lanes import lane
from gameplan.publish.html.standings import state_mark
from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.known_days import Mark
    from gameplan.publish.views.calendar.quarter import QuarterArea, QuarterPage, QuarterWeek


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
        weeks=weeks(view.weeks, to),
        today=view.today,
        **marks(view.marks, to),
        first=view.first.isoformat(),
        areas=[area(each, to) for each in view.areas],
        counted=counted_entries(view.counted, to),
        undated=[chip(each, to) for each in view.undated],
        here=view.name,
        grouped=view.grouped,
    )


def marks(views: Iterable[Mark], to: Linker) -> dict[str, object]:
    """Return the days to know of a strip, and how many rows they take, as the template takes them."""
    shown = [
        {
            "area": mark.area,
            "url": address_of(mark.days.link, to),
            "text": mark.days.link.text,
            "words": mark.days.words,
            "hint": f"{mark.days.link.text}\n{mark.days.words}",
            "kind": mark.days.kind,
            "back": mark.backwards,
            "size": mark.size,
        }
        for mark in views
    ]
    return {"known": shown, "known_rows": max((int(str(mark["area"]).partition("/")[0]) for mark in shown), default=0)}


def weeks(views: Iterable[QuarterWeek], to: Linker) -> list[tuple[str, str, str, str]]:
    """Return the weeks at the head of a strip, as the template takes them."""
    return [(week.area, week.day, week.words, address_of(week.link, to)) for week in views]


def area(view: QuarterArea, to: Linker) -> dict[str, object]:
    """Return a goal area with its lanes, as the template takes it."""
    rows = [
        {
            "goal": relative(row.goal, to),
            "depth": row.depth,
            "lane": lane(row.lane, to),
            "mark": state_mark(row.state) if row.state else "",
        }
        for row in view.rows
    ]
    return {"title": relative(view.title, to), "colour": view.colour, "rows": rows, "alone": view.alone}
