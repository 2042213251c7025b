"""Dates, times and numbers as people read them."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from gameplan.model.pages import Journey

if TYPE_CHECKING:
    from decimal import Decimal

    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Commitment
    from gameplan.model.schedule import Schedule


# Names for good: the calendar module formats a date each time that it is asked for one.
_DAYS = tuple(calendar.day_abbr)
_MONTHS = tuple(calendar.month_abbr)
_WHOLE_MONTHS = tuple(calendar.month_name)


def day_words(day: date, *, weekday: bool = True) -> str:
    """`Thu 3 Dec 2026`."""
    text = f"{day.day} {_MONTHS[day.month]} {day.year}"
    return f"{_DAYS[day.weekday()]} {text}" if weekday else text


def days_words(first: date, last: date) -> str:
    """`Thu 3 Dec 2026`, `23–30 Nov 2026`, `30 Nov – 4 Dec 2026`."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last, weekday=False)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]} – {day_words(last, weekday=False)}"
    return f"{day_words(first, weekday=False)} – {day_words(last, weekday=False)}"


def month_words(month: date) -> str:
    """`December 2026`."""
    return f"{_WHOLE_MONTHS[month.month]} {month.year}"


def short_month_words(month: date) -> str:
    """`Dec 2026`."""
    return f"{_MONTHS[month.month]} {month.year}"


def entries_words(count: int) -> str:
    """`1 entry`, `12 entries`."""
    return f"{count} {'entry' if count == 1 else 'entries'}"


def window_words(label: str) -> str:
    """A window's label: `Q4 2026`, `December 2026`, `2026`, `no day yet`."""
    if label.upper() == "TBD":
        return "no day yet"
    year, _, part = label.partition("-")
    if "/" in label or not part:
        return label.replace("/", " – ")
    return month_words(date(int(year), int(part), 1)) if part.isdigit() else f"{part} {year}"


def zone_words(name: str) -> str:
    """A time zone by its city: `Toronto time`."""
    return "UTC" if name == "UTC" else f"{name.rpartition('/')[2].replace('_', ' ')} time"


def schedule_words(schedule: Schedule, home_zone: str) -> str:
    """When an entry happens, in a line."""
    start, end = schedule.start, schedule.end
    if start is None or end is None:
        return window_words(schedule.window.label) if schedule.window else "no day yet"
    if isinstance(start, datetime) and isinstance(end, datetime):
        text = f"{day_words(start.date())}, {start:%H:%M}"
        text += (
            f"–{end:%H:%M}"
            if start.date() == end.date() and end > start
            else f" – {day_words(end.date())}, {end:%H:%M}"
            if end > start
            else ""
        )
        return text if schedule.zone == home_zone else f"{text} {zone_words(schedule.zone)}"
    return (
        days_words(start, max(start, end))
        if not isinstance(start, datetime) and not isinstance(end, datetime)
        else day_words(start)
    )


def stage_words(journey: Page, entry: Entry) -> str:
    """A journey's stage by its titles."""
    name = entry.entry.stage.rpartition("/")[2]
    stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
    title = next((stage.title for stage in stages if stage.id == name and stage.title), name)
    return f"{title} ({journey.title})"


def number_words(number: Decimal) -> str:
    """A number with thin spaces between thousands, and no zeros at its end."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, dot, rest = text.partition(".")
    sign = "−" if whole.startswith("-") else ""
    digits = whole.lstrip("-+")
    if len(digits) > 4:  # noqa: PLR2004 - four digits read well without a gap
        digits = f"{int(digits):,}".replace(",", "\u202f")
    return f"{sign}{digits}{dot}{rest}"


def is_symbol(unit: str) -> bool:
    """Whether a unit is a sign that belongs to the number."""
    return unit in ("%", "€", "$", "£")


def measure(number: Decimal, unit: str) -> str:
    """A number with its unit."""
    text = number_words(number)
    if is_symbol(unit):
        return f"{text}\u202f{unit}"
    return f"{text} {unit}" if unit else text


def promise_words(commitment: Commitment) -> str:
    """`at least 2 articles every month`."""
    what = commitment.of or "entry"
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"at least {commitment.at_least} {what if commitment.at_least == 1 else plural} every {commitment.every}"


def length_words(length: timedelta) -> str:
    """`3 days`, `90 minutes`, `1 hour`."""
    minutes = int(length.total_seconds() // 60)
    for size, unit in ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes % size == 0 and minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'s' if count != 1 else ''}"
    return "no time"


def week_of(day: date) -> tuple[date, date]:
    """The Monday and Sunday of a day's ISO week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
