"""Links to days and weeks of the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.model.days import monday_of, week_id
from gameplan.publish.addresses import CALENDAR, month_uri
from gameplan.publish.views.links import Link

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.happenings import Happenings


def week_link(happenings: Happenings, day: date, text: str = "") -> Link:
    """Link to a day's week in the agenda; a text where the agenda doesn't list it."""
    # Past weeks are folded there, and have no place of their own.
    listed = monday_of(happenings.today) <= day < happenings.weeks[-1] + timedelta(weeks=1)
    return Link(text, uri=CALENDAR, place=week_id(day)) if listed else Link(text)


def day_link(happenings: Happenings, day: date, text: str = "") -> Link:
    """Link to a day in its month; to the agenda where the month has no page."""
    if day.replace(day=1) in happenings.months:
        return Link(text, uri=month_uri(day), place=f"d-{day}")
    return Link(text, uri=CALENDAR)
