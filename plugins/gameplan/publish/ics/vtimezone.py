"""VTIMEZONE (RFC 5545 3.6.5) of an IANA zone, from the zone's own TZif data (RFC 9636): exact, short, without end.

The footer of a TZif file is the rule that is in force after the last listed change, as a POSIX TZ string. It becomes two yearly
RRULEs, dated from the first change that followed it already, so that the text doesn't depend on the events. Older changes, and
those of zones without a yearly rule (Africa/Casablanca), get an observance each. There is no RDATE: ical.js reads only its first
value, and Outlook ignores such a zone.
"""

from __future__ import annotations

import calendar
import re
import struct
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from gameplan.model.zones import zone_file

HORIZON = 2040
"""The year up to which the changes of a zone without a yearly rule are listed."""
FIRST_YEAR = 2020
"""From which year on every local time is right; earlier where an event is earlier."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - naive on purpose: UTC by TZif's definition
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST_WEEK = 5
_POSIX = re.compile(r"(<[^>]+>|[A-Za-z]+)([-+\d:]+)(?:(<[^>]+>|[A-Za-z]+)([-+\d:]*),(M[^,]+),(M[^,]+))?")


class _Kind(NamedTuple):
    """A local time type: seconds east of UTC, whether it is summer time, its abbreviation."""

    offset: int
    daylight: bool
    name: str


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the clocks."""

    at: datetime
    """In UTC."""
    before: _Kind
    after: _Kind

    @property
    def label(self) -> str:
        """DAYLIGHT is the larger offset, also where tzdata has a negative summer time (Europe/Dublin)."""
        if self.after.daylight != self.before.daylight:
            return "DAYLIGHT" if self.after.offset > self.before.offset else "STANDARD"
        return "DAYLIGHT" if self.after.daylight else "STANDARD"

    @property
    def local(self) -> datetime:
        """The onset on the clock as it was before (RFC 5545 3.6.5)."""
        return self.at + timedelta(seconds=self.before.offset)

    @property
    def lines(self) -> list[str]:
        return _observance(self.label, self.local, self.before.offset, self.after)


@dataclass(frozen=True, slots=True)
class _Half:
    """One of the two changes of a year: month, week 1 to 5 (5 is the last), weekday (0 is Sunday), seconds after midnight."""

    month: int
    week: int
    weekday: int
    time: int
    before: int
    after: _Kind

    def local(self, year: int) -> datetime:
        length = calendar.monthrange(year, self.month)[1]
        days = [day for day in range(1, length + 1) if date(year, self.month, day).isoweekday() % 7 == self.weekday]
        day = days[-1] if self.week == _LAST_WEEK else days[self.week - 1]
        return datetime(year, self.month, day) + timedelta(seconds=self.time)  # noqa: DTZ001 - a wall clock

    def rrule(self) -> str | None:
        """Write the yearly rule of the change; None where a time past midnight can fall into another month: no rule can say that."""
        shift = self.time // 86400
        if not shift:
            return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={-1 if self.week == _LAST_WEEK else self.week}{_WEEKDAYS[self.weekday]}"
        length = calendar.monthrange(2023, self.month)[1]
        first = (length - 6 if self.week == _LAST_WEEK else 7 * self.week - 6) + shift
        if first < 1 or first + 6 > length:
            return None
        span = ",".join(str(day) for day in range(first, first + 7))
        return f"FREQ=YEARLY;BYMONTH={self.month};BYMONTHDAY={span};BYDAY={_WEEKDAYS[(self.weekday + shift) % 7]}"

    def matches(self, change: _Change) -> bool:
        """Tell whether a change is the one that the rule has in its year."""
        same = (change.before.offset, change.after.offset) == (self.before, self.after.offset)
        return same and change.local == self.local(change.local.year)


@lru_cache(maxsize=128)
def vtimezone(name: str, first_year: int = FIRST_YEAR) -> tuple[str, ...]:
    """Content lines, unfolded, of a zone; right for every local time from the beginning of a year on."""
    changes, footer, oldest = _tzif(zone_file(name).read_bytes())
    listed, yearly, rule_start = _by_rule(changes, _halves(footer))
    begin = datetime(min(first_year, FIRST_YEAR), 1, 1) - timedelta(days=2)  # noqa: DTZ001
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if rule_start is None or rule_start >= begin:
        former = [change for change in listed if change.at < begin]
        label = former[-1].label if former else "DAYLIGHT" if oldest.daylight else "STANDARD"
        kind = former[-1].after if former else oldest
        lines += _observance(label, min(_EPOCH, begin), kind.offset, kind)
        lines += [
            line for change in listed if begin <= change.at and change.at.year <= HORIZON for line in change.lines
        ]
    return (*lines, *yearly, "END:VTIMEZONE")


def _by_rule(
    changes: list[_Change], halves: tuple[_Half, _Half] | None
) -> tuple[list[_Change], list[str], datetime | None]:
    """The changes before the yearly rule, the lines of the rule, and the onset of its first half."""
    if halves is None:
        return changes, [], None
    listed = list(changes)
    later: _Change | None = None
    while listed and _follows(listed[-1], later, halves):
        later = listed.pop()
    ruled = changes[len(listed) :]
    last = ruled[0].at if ruled else listed[-1].at if listed else _EPOCH
    observances: list[tuple[datetime, list[str]]] = []
    for half in halves:
        own = [change.local for change in ruled if change.after.offset == half.after.offset]
        upcoming = (half.local(year) for year in range(last.year - 1, last.year + 3))
        start = own[0] if own else next(local for local in upcoming if local - timedelta(seconds=half.before) > last)
        label = "DAYLIGHT" if half.after.offset > half.before else "STANDARD"
        rrule = half.rrule()
        starts = [start] if rrule else [half.local(year) for year in range(start.year, HORIZON + 1)]
        observances += [(at, _observance(label, at, half.before, half.after, rrule)) for at in starts]
    observances.sort()
    return listed, [line for _, lines in observances for line in lines], observances[0][0]


def _follows(change: _Change, later: _Change | None, halves: tuple[_Half, _Half]) -> bool:
    """Tell whether a change keeps the rule, and the rule asks for no other between it and the later one."""
    into_summer, into_winter = halves
    half, other = (into_summer, into_winter) if change.after.daylight else (into_winter, into_summer)
    if not half.matches(change):
        return False
    year = change.local.year
    expected = (other.local(year), other.local(year + 1))
    return later is None or (later.local in expected and later.at - change.at < timedelta(days=365))


def _tzif(data: bytes) -> tuple[list[_Change], str, _Kind]:
    """The changes, the footer, and the oldest local time type (RFC 9636 3)."""

    def header(at: int) -> tuple[int, ...]:
        return struct.unpack(">4s c 15x 6l", data[at : at + 44])[2:]

    isutc, isstd, leap, times, types, chars = header(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isutc
    isutc, isstd, leap, times, types, chars = header(at)
    at += 44
    stamps = struct.unpack(f">{times}q", data[at : at + 8 * times])
    index = data[at + 8 * times : at + 9 * times]
    at += 9 * times
    records = [struct.unpack(">lBB", data[at + 6 * number : at + 6 * number + 6]) for number in range(types)]
    at += 6 * types
    names = data[at : at + chars]
    footer = data[at + chars + leap * 12 + isstd + isutc :].strip(b"\n").decode("ascii")
    kinds = [
        _Kind(offset, bool(daylight), names[start : names.index(b"\0", start)].decode("ascii"))
        for offset, daylight, start in records
    ]
    changes, previous = [], kinds[0]
    for stamp, number in zip(stamps, index, strict=True):
        now = kinds[number]
        if stamp > -(2**40) and now.offset != previous.offset:
            changes.append(_Change(_EPOCH + timedelta(seconds=stamp), previous, now))
        previous = now
    return changes, footer, kinds[0]


def _halves(footer: str) -> tuple[_Half, _Half] | None:
    """The yearly rule of a POSIX TZ string, into summer and into winter; None where there is none."""
    match = _POSIX.fullmatch(footer)
    if not match or not match[3]:
        return None
    winter = _Kind(-_seconds(match[2]), daylight=False, name=match[1].strip("<>"))
    summer = _Kind(-_seconds(match[4]) if match[4] else winter.offset + 3600, daylight=True, name=match[3].strip("<>"))
    return _half(match[5], winter, summer), _half(match[6], summer, winter)


def _half(spec: str, before: _Kind, after: _Kind) -> _Half:
    where, _, time = spec.partition("/")
    month, week, weekday = map(int, where[1:].split("."))
    return _Half(month, week, weekday, _seconds(time or "2"), before.offset, after)


def _seconds(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    return sign * sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))


def _offset(seconds: int) -> str:
    sign, rest = "-" if seconds < 0 else "+", abs(seconds)
    return f"{sign}{rest // 3600:02}{rest // 60 % 60:02}" + (f"{rest % 60:02}" if rest % 60 else "")


def _observance(label: str, start: datetime, before: int, after: _Kind, rrule: str | None = None) -> list[str]:
    return [
        f"BEGIN:{label}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        *([f"RRULE:{rrule}"] if rrule else []),
        f"TZNAME:{after.name}",
        f"TZOFFSETFROM:{_offset(before)}",
        f"TZOFFSETTO:{_offset(after.offset)}",
        f"END:{label}",
    ]
