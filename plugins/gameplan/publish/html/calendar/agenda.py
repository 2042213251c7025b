"""The agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.agenda import Agenda, AgendaDay, AgendaWeek, MonthLink, Year


def agenda(view: Agenda, to: Linker) -> str:
    """Draw the plan as a list."""
    return render(
        "agenda.html",
        **frame(view.frame, to),
        title=view.title,
        years=[_year(year, to) for year in view.years if year.near],
        other_years=[_year(year, to) for year in view.years if not year.near],
        first=view.first,
        last=view.last,
        overdue=[row(each, to) for each in view.overdue],
        more_overdue=view.more_overdue,
        earlier=[_day(day, to) for day in view.earlier],
        running=[row(each, to) for each in view.running],
        weeks=[_week(week, to) for week in view.weeks],
        empty=not any(week.begins for week in view.weeks),
        later=view.later,
        undated=[row(each, to) for each in view.undated],
        more_undated=view.more_undated,
        subscribe=address_of(view.subscribe, to),
        add=relative(view.add, to) if view.add else None,
    )


def _year(view: Year, to: Linker) -> tuple[str, str, list[dict[str, object]]]:
    return view.link.text, address_of(view.link, to), [_month(month, to) for month in view.months]


def _month(view: MonthLink, to: Linker) -> dict[str, object]:
    return {"link": relative(view.link, to), "size": view.size, "tense": view.tense, "name": view.name}


def _week(view: AgendaWeek, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "monday": view.monday.isoformat(),
        "label": view.label,
        "words": view.words,
        "this": view.this,
        "begins": view.begins,
        "days": [_day(day, to) for day in view.days],
    }


def _day(view: AgendaDay, to: Linker) -> dict[str, object]:
    rows = [row(each, to) for each in view.rows]
    return {"iso": view.day.isoformat(), "words": view.words, "tense": view.tense, "rows": rows, "size": len(rows)}
