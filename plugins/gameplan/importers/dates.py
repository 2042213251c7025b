"""Days as other programs write them: read as a column, so that the days in it decide what no single one can."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.importers.moments import at, typed
from gameplan.importers.table import Fault
from gameplan.model.date_words import clock, date_hint, month_of, plain, two_days
from gameplan.model.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
_LONGEST = 120
_MONTHS = 12
_CENTURY = 2000
_SHORT_YEAR = 2
"""Digits."""
_MIDNIGHT = time()
_ARROW = re.compile(r"(?<!\s)\s*+(?:->|…)\s*+|(?<!\s)\s++(?:-{1,2}|to|until|bis|au|/)\s++", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\.?")
_COMPACT = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])\s?([0-9]{1,2})\2\s?([0-9]{4}|[0-9]{2})")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,?\s+)?([0-9]{1,2})(?:st|nd|rd|th|er|\.)?[\s/-]*(?:of\s+)?([^\W\d_]{3,10})\.?,?[\s/-]*([0-9]{4}|[0-9]{2})"
)
_MONTH_DAY = re.compile(r"(?:[^\W\d_]{2,10}\.?,?\s+)?([^\W\d_]{3,10})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_WINDOW = re.compile(r"([0-9]{4})(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])))?|TBD", re.IGNORECASE)
_QUARTER = re.compile(r"([0-9]{4})[\s_/-]*([QTHS])\s?([1-4])|([QTHS])\s?([1-4])[\s_/-]*([0-9]{4})", re.IGNORECASE)
_MONTH = re.compile(r"([^\W\d_]{3,10})\.?,?\s+([0-9]{4})")
_ZONE = re.compile(
    r"(?<!\s)\s*+\(?(?:(Z|UTC|GMT)(?:\s?([+-][0-9]{1,2})(?::?([0-9]{2}))?)?|([+-][0-9]{2}):?([0-9]{2}))\)?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(.*?[0-9,.])(?:[Tt]|,?\s+(?:at\s+|um\s+|à\s+)?)([0-9]{1,2}(?:[:.h][0-9]{0,2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?\s*(?:[ap]\.?m\.?|uhr|h)?|[0-9]{1,2}\s*(?:[ap]\.?m\.?|uhr))",
    re.IGNORECASE,
)
_SECONDS = re.compile(r":[0-9]{2}(?:\.[0-9]{1,9})?(?=\s*(?:[ap]\.?m\.?)?$)", re.IGNORECASE)


class Days(NamedTuple):
    """What a cell says of a time, as it is typed."""

    start: str
    end: str = ""


class _Point(NamedTuple):
    """A day or a window, perhaps with a time."""

    day: date | str
    clock: time | None = None
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class DateReader:
    """How the days of a column are written."""

    zone: str
    order: str = ""
    """`DAY_FIRST` or `MONTH_FIRST`; empty where no day in the column decides."""
    short_years: bool = False
    """Whether somebody named the order, which two digits for a year need too."""
    clocks: bool = True
    """Whether midnight is a time: not where every day of the column has it."""

    @classmethod
    def of(cls, texts: Iterable[str], zone: str, order: str = "") -> DateReader | Fault:
        """Return the reader of a column; a fault where its days contradict each other."""
        sides = [side for text in texts for side in _sides(plain(text)[:_LONGEST])]
        days = {DAY_FIRST: 0, MONTH_FIRST: 0}
        for side in sides:
            match = _NUMBERS.fullmatch(_timeless(side))
            if match and match[2] != ".":
                days[DAY_FIRST] += int(match[1]) > _MONTHS >= int(match[3])
                days[MONTH_FIRST] += int(match[3]) > _MONTHS >= int(match[1])
        if days[DAY_FIRST] and days[MONTH_FIRST] and not order:
            return Fault("some days can only be day/month, and others only month/day", "use --dates dmy or --dates mdy")
        found = order or next((name for name, count in days.items() if count), "")
        clocks = [match for side in sides if (match := _CLOCK.fullmatch(_ZONE.sub("", side)))]
        midnights = [match for match in clocks if _at(match[2]) == _MIDNIGHT]
        return cls(zone, found, bool(order), not (midnights and len(midnights) == len(clocks)))

    def read(self, text: str) -> Days | Fault:
        """Return what a cell says, or why it can't be read."""
        text = plain(text)
        if len(text) > _LONGEST:
            return Fault("it is no day", "write year-month-day, as in 2026-12-03")
        sides = _sides(text)
        points = [self._point(side) for side in sides]
        if len(points) == 2 and points[1] is None and isinstance(points[0], _Point) and (end := _at(sides[1])):  # noqa: PLR2004 - a range
            points[1] = _Point(points[0].day, end, points[0].offset)
        if any(point is None for point in points) and (days := two_days(text)):
            return Days(*map(str, days))
        for point in points:
            if not isinstance(point, _Point):
                return point or self._fault(text)
        typed_points = [self._typed(point) for point in points if isinstance(point, _Point)]
        return Days(
            typed_points[0], typed_points[1] if len(typed_points) > 1 and typed_points[1] != typed_points[0] else ""
        )

    def _fault(self, text: str) -> Fault:
        if not self.order and (match := _NUMBERS.fullmatch(_timeless(text))) and match[2] != ".":
            return Fault(f"'{text}' may be day/month or month/day", "say which: --dates dmy or --dates mdy")
        return Fault(f"'{text}' is no day", date_hint(text))

    def _point(self, text: str) -> _Point | Fault | None:
        """A day or a window; None where the text is neither."""
        zone = _ZONE.search(text) if re.search(r"[0-9]:[0-9]{2}|[ap]\.?m", text, re.IGNORECASE) else None
        bare = text[: zone.start()] if zone else text
        match = _CLOCK.fullmatch(bare)
        moment = _at(match[2]) if match else None
        if match and moment is not None:
            day = self._day(match[1].rstrip(", "))
            if not isinstance(day, date):
                return day if isinstance(day, Fault) else None
            if moment == _MIDNIGHT and not self.clocks:
                return _Point(day)
            return _Point(day, moment, _offset(zone) if zone else None)
        found = self._day(text)
        return found if isinstance(found, Fault) else _Point(found) if found else _window(text)

    def _day(self, text: str) -> date | Fault | None:
        if match := _ISO.fullmatch(text):
            return _valid(int(match[1]), int(match[3]), int(match[4]), text)
        if match := _COMPACT.fullmatch(text):
            return _valid(int(match[1]), int(match[2]), int(match[3]), text)
        if match := _NUMBERS.fullmatch(text):
            return self._of_numbers(match, text)
        for matched, first in ((_DAY_MONTH.fullmatch, 1), (_MONTH_DAY.fullmatch, 2)):
            if (match := matched(text)) and (month := month_of(match[3 - first])):
                return _valid(_year(match[3]), month, int(match[first]), text)
        return None

    def _of_numbers(self, match: re.Match[str], text: str) -> date | Fault | None:
        dotted = match[2] == "."
        order = DAY_FIRST if dotted else self.order
        if not order:
            same = match[1] == match[3] and len(match[4]) > _SHORT_YEAR
            return _valid(int(match[4]), int(match[3]), int(match[1]), text) if same else None
        if len(match[4]) == _SHORT_YEAR and not (dotted or self.short_years):
            return Fault(f"'{text}' has two digits for a year", f"if the year comes last, use --dates {order}")
        day, month = (match[1], match[3]) if order == DAY_FIRST else (match[3], match[1])
        return _valid(_year(match[4]), int(month), int(day), text)

    def _typed(self, point: _Point) -> str:
        if not isinstance(point.day, date) or point.clock is None:
            return str(point.day)
        local = datetime.combine(point.day, point.clock)
        return f"{local:%Y-%m-%d %H:%M}" if point.offset is None else typed(at(local, point.offset), self.zone)


def _sides(text: str) -> list[str]:
    """The two sides of a range, else the whole."""
    sides = [side.strip() for side in _ARROW.split(text)]
    return sides if len(sides) == 2 and all(sides) else [text]  # noqa: PLR2004 - a range


def _timeless(text: str) -> str:
    match = _CLOCK.fullmatch(_ZONE.sub("", text) if ":" in text else text)
    return match[1].rstrip(", ") if match else text


def _at(text: str) -> time | None:
    return clock(_SECONDS.sub("", text) if text.count(":") > 1 else text)


def _offset(match: re.Match[str]) -> timedelta | None:
    hours, minutes = match[2] or match[4] or "0", match[3] or match[5] or "0"
    length = timedelta(hours=abs(int(hours)), minutes=int(minutes))
    return -length if hours.startswith("-") else length


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) == _SHORT_YEAR else 0)


def _valid(year: int, month: int, day: int, text: str) -> date | Fault:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Fault(
            f"'{text}' is in no year from {FIRST_YEAR} to {LAST_YEAR}", "write year-month-day, as in 2026-12-03"
        )
    if not 1 <= month <= _MONTHS:
        return Fault(f"'{text}' is no day: there is no month {month}", "write year-month-day, as in 2026-12-03")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return Fault(f"'{text}' is no day", f"the last day of that month is {year}-{month:02}-{last}")
    return date(year, month, day)


def _window(text: str) -> _Point | None:
    """A month, quarter, half or year."""
    if _WINDOW.fullmatch(text):
        return _Point(text.upper())
    if match := _QUARTER.fullmatch(text):
        year, letter, number = match[1] or match[6], (match[2] or match[4]).upper(), match[3] or match[5]
        half = letter in "HS"
        return None if half and number in "34" else _Point(f"{year}-{'H' if half else 'Q'}{number}")
    if (match := _MONTH.fullmatch(text)) and (month := month_of(match[1])):
        return _Point(f"{match[2]}-{month:02}")
    return None
