"""Days, moments and windows as people type them: ISO 8601 or a named window, and nothing guessed."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from gameplan.model.date_words import date_hint, two_days
from gameplan.model.faults import fault

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Years that a plan may name; outside of them arithmetic overflows and calendars differ."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|\s+)([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?\s*"
    r"(Z|z|[+-][0-9]{2}:[0-9]{2}|[+-][0-9]{4})?"
)
_WINDOW = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})))?")
_LONGEST = 64
"""Characters of a date, with room for every form that a hint corrects; its patterns need long for long texts."""
_LAST_DAY_OF_QUARTER, _MONTHS_IN_HALF, _MONTHS_IN_QUARTER, _MONTHS_IN_YEAR = 31, 6, 3, 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall-clock time; an instant where an offset from UTC was typed with it."""

    local: datetime
    """Naive: what the clock on the wall shows."""
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch in which something will happen, on a day not yet known."""

    label: str
    """As typed: `2026-Q4`, `2026-12`, `2026`, or `TBD`."""
    first: date | None = None
    last: date | None = None
    """The last day, included; both are None for `TBD`."""


@dataclass(frozen=True, slots=True)
class When:
    """A date field's value."""

    value: date | Moment | Window
    typed: str
    correction: str = ""
    """The right spelling, where the value was clear but not well typed (`-0500` for `-05:00`)."""

    @property
    def day(self) -> date | None:
        """The calendar day, on the clock as typed; None for a window."""
        if isinstance(self.value, Moment):
            return self.value.local.date()
        return None if isinstance(self.value, Window) else self.value


@lru_cache(maxsize=4096)
def parse_when(text: str) -> When:
    """Read a day, a moment or a window; anything else is refused with the corrected form.

    Raises:
        PydanticCustomError: with a message and a hint for the author.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise fault(f"'{text[:_LONGEST]}…' is not a date", date_hint(""))
    if _DAY.fullmatch(text):
        return When(_day(text), text)
    if match := _MOMENT.fullmatch(text):
        return _moment(match, text)
    if text.upper() == "TBD":
        return When(Window("TBD"), text)
    if match := _WINDOW.fullmatch(text):
        return When(_window(match, text), text)
    raise fault(f"'{text}' is not a date", date_hint(text))


def parse_day(text: str) -> date:
    """Read a day (`2026-12-03`).

    Raises:
        PydanticCustomError: where it is not one.
    """
    when = parse_when(text)
    if not isinstance(when.value, date):
        raise fault(f"'{text}' is not a day", "write year-month-day, as in 2026-12-03")
    return when.value


def parse_period(text: str) -> Window:
    """Read a period of one or more days: a window, or two days with a slash between (ISO 8601-1 4.4).

    Raises:
        PydanticCustomError: where it is neither.
    """
    first, slash, last = (part.strip() for part in text.partition("/"))
    if slash:
        begin, end = parse_when(first), parse_when(last)
        opening = begin.value.first if isinstance(begin.value, Window) else begin.day
        closing = end.value.last if isinstance(end.value, Window) else end.day
        if opening and closing and opening <= closing:
            return Window(text, opening, closing)
    elif _DAY.fullmatch(text) or _WINDOW.fullmatch(text):
        when = parse_when(text).value
        if isinstance(when, Window) and when.first:
            return when
        if isinstance(when, date):
            return Window(text, when, when)
    raise fault(f"'{text}' is not a period", _period_hint(text))


def _period_hint(text: str) -> str:
    if days := two_days(text):
        return f"write {days[0]}/{days[1]}"
    hint = date_hint(text)
    if re.fullmatch(r"write [0-9]{4}-(?:[QH][0-9]|[0-9]{2}(?:-[0-9]{2})?)", hint):
        return hint
    return "write one of 2026-Q4, 2026-12, 2026-H2, 2026 or 2026-10-01/2026-12-31"


def _day(text: str) -> date:
    year, month, day = map(int, text.split("-"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise fault(f"the year {year} is out of range", f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    if not 1 <= month <= _MONTHS_IN_YEAR:
        hint = f"did you mean {year}-{day:02}-{month:02}?" if 1 <= day <= _MONTHS_IN_YEAR else "months go from 01 to 12"
        raise fault(f"'{text}' is not a date: there is no month {month}", hint)
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        month_name = calendar.month_name[month]
        raise fault(
            f"'{text}' is not a date: {month_name} {year} has {length} days",
            f"the last day is {year}-{month:02}-{length}",
        )
    return date(year, month, day)


def _moment(match: re.Match[str], text: str) -> When:
    day, hour, minute, second, zone = match.groups()
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    try:
        clock = time(hours, minutes, seconds)
    except ValueError:
        raise fault(f"'{text}' is not a time of day", "hours go from 00 to 23, minutes from 00 to 59") from None
    local = datetime.combine(_day(day), clock)
    if not zone:
        return When(Moment(local), text)
    offset, spelling = _offset(zone, text)
    seconds_text = f":{second}" if seconds else ""
    correction = "" if spelling == zone.upper() else f"{day} {hour}:{minute}{seconds_text}{spelling}"
    return When(Moment(local, offset), text, correction)


def _offset(zone: str, text: str) -> tuple[timedelta, str]:
    if zone in "Zz":
        return timedelta(0), "Z"
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:  # noqa: PLR2004 - UTC+14:00 is the farthest that any place on earth keeps
        raise fault(f"'{text}' has an impossible offset from UTC", "offsets go from -12:00 to +14:00")
    offset = timedelta(hours=hours, minutes=minutes)
    return (-offset if zone[0] == "-" else offset), f"{zone[0]}{hours:02}:{minutes:02}"


def _window(match: re.Match[str], text: str) -> Window:
    year, quarter, half, month = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise fault(
            f"'{text}' is not a date", f"write a day, as in 2026-12-03, in a year from {FIRST_YEAR} to {LAST_YEAR}"
        )
    if month is not None and not 1 <= month <= _MONTHS_IN_YEAR:
        raise fault(f"'{text}' is not a month", "months go from 01 to 12")
    first, length = 1, _MONTHS_IN_YEAR
    if quarter:
        first, length = _MONTHS_IN_QUARTER * quarter - 2, _MONTHS_IN_QUARTER
    elif half:
        first, length = _MONTHS_IN_HALF * half - 5, _MONTHS_IN_HALF
    elif month:
        first, length = month, 1
    last = first + length - 1
    return Window(text, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def at_offset(moment: Moment) -> datetime | None:
    """The instant of a moment that was typed with an offset, in UTC; None for wall-clock times."""
    if moment.offset is None:
        return None
    return moment.local.replace(tzinfo=timezone(moment.offset)).astimezone(UTC)
