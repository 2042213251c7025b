"""A year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame
from gameplan.publish.html.lanes import lane
from gameplan.publish.html.templates import address_of, relative, render
from gameplan.wording.dates import first_weekday, weekday_names

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.year import YearMonth, YearPage


def year_page(view: YearPage, to: Linker) -> str:
    """Draw a year."""
    return render(
        "year.html",
        **frame(view.frame, to),
        title=view.title,
        before=relative(view.before, to) if view.before else None,
        after=relative(view.after, to) if view.after else None,
        quarters=[relative(each, to) for each in view.quarters],
        count=view.size,
        weekdays=[letter for *_, letter in weekday_names(first_weekday())],
        small=[_month(month, to) for month in view.months],
        first=view.first.isoformat(),
        days=view.days,
        months=view.heads,
        weeks=[],
        today=view.today,
        campaigns=lane(view.campaigns, to) if view.campaigns else None,
    )


def _month(view: YearMonth, to: Linker) -> dict[str, object]:
    days = [
        {
            "number": day.number,
            "url": address_of(day.link, to),
            "words": day.link.text,
            "heat": day.heat,
            "quiet": day.quiet,
            "today": day.today,
        }
        for day in view.days
    ]
    return {"title": relative(view.title, to), "size": view.size, "offset": view.offset, "days": days}
