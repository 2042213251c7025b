"""The key dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame
from gameplan.publish.html.icons import KNOWN
from gameplan.publish.html.templates import relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.key_dates import KeyDate, KeyDatesPage, KeyMonth


def key_dates_page(view: KeyDatesPage, to: Linker) -> str:
    """Draw the key dates, month by month."""
    return render(
        "key_dates.html",
        **frame(view.frame, to),
        title=view.title,
        feeds=[relative(feed, to) for feed in view.feeds],
        overdue=[_date(each, to) for each in view.overdue],
        parts=[_month(each, to) for each in view.months],
        earlier=[_month(each, to) for each in view.earlier],
        count=view.size,
        more=view.more,
    )


def _month(view: KeyMonth, to: Linker) -> dict[str, object]:
    return {"title": relative(view.title, to), "dates": [_date(each, to) for each in view.dates]}


def _date(view: KeyDate, to: Linker) -> dict[str, object]:
    return {
        "iso": view.first.isoformat(),
        "when": view.when,
        "what": relative(view.what, to),
        "icon": KNOWN[view.kind],
        "about": view.about,
    }
