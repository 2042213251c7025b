"""The months: a table with a row for each week; on narrow pages the same table is a list by day.

The parts of a bar touch, so that it looks whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.calendar.frame import frame, turn
from gameplan.publish.html.chips import bar_day, bar_part, chip
from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.icons import KNOWN
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import address_of, linked, relative, render
from gameplan.publish.views.calendar.month import MOST_DUE
from gameplan.publish.views.chips import BarPart
from gameplan.wording.dates import first_weekday, weekday_names

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.month import MonthDay, MonthPage, MonthWeek
    from gameplan.publish.views.chips import BarDay

_GAP = Markup('<li class="gp-bar gp-bar--gap" aria-hidden="true"></li>')


def month_page(view: MonthPage, to: Linker) -> str:
    """Draw a month."""
    return render(
        "month.html",
        **frame(view.frame, to),
        **turn(view.turn, to),
        title=view.title,
        month=view.month,
        count=view.size,
        weekdays=weekday_names(first_weekday()),
        weeks=[_week(week, to) for week in view.weeks],
        month_name=view.month_name,
        offset=view.offset,
        undated=[chip(each, to) for each in view.undated],
        longer=linked(view.longer, to) if view.longer else "",
        agenda=address_of(view.agenda, to),
        empty=view.empty,
        brief=[row(each, to) for each in view.brief],
        gap=_GAP,
        here=view.name,
        free=[day for week in view.weeks for day in week.days if day.add and not day.quiet],
    )


def _week(view: MonthWeek, to: Linker) -> dict[str, object]:
    return {"number": view.number, "url": address_of(view.link, to), "days": [_day(day, to) for day in view.days]}


def _day(view: MonthDay, to: Linker) -> dict[str, object]:
    return {
        "date": view.date,
        "inside": view.inside,
        "today": view.today,
        "around": view.around,
        "bars": [_bar(bar, to) for bar in view.bars],
        "chips": [chip(each, to) for each in view.chips],
        "folded": [chip(each, to) for each in view.folded],
        "begins": view.begins,
        "add": "" if view.quiet else view.add,
        "quiet": view.quiet,
        "known": [
            {"icon": KNOWN[note.kind], "link": relative(note.link, to), "again": note.again} for note in view.known
        ],
        "heat": view.heat,
        "due_folded": len(view.due) > MOST_DUE,
        "due": [
            {
                "url": address_of(due.link, to),
                "text": due.link.text,
                "hint": due.hint,
                "facets": attributes(due.facets),
                "overdue": due.overdue,
            }
            for due in view.due
        ],
    }


def _bar(view: BarPart | BarDay | None, to: Linker) -> Markup:
    if view is None:
        return Markup()
    return bar_part(view, to) if isinstance(view, BarPart) else bar_day(view, to)
