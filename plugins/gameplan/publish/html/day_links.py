"""Links to days and weeks of the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.model.days import week_id
from gameplan.publish.addresses import CALENDAR, month_uri

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.happenings import Happenings
    from gameplan.publish.addresses import Linker


def week_url(happenings: Happenings, to: Linker, day: date) -> str:
    """Return the address of a day's week in the agenda; an empty text where the agenda doesn't list it."""
    listed = happenings.weeks[0] <= day < happenings.weeks[-1] + timedelta(weeks=1)
    return f"{to(CALENDAR)}#{week_id(day)}" if listed else ""


def day_url(happenings: Happenings, to: Linker, day: date) -> str:
    """Return the address of a day in its month; of the agenda where the month has no page."""
    return f"{to(month_uri(day))}#d-{day}" if day.replace(day=1) in happenings.months else to(CALENDAR)
