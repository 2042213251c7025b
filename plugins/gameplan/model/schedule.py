"""When an entry happens: days or moments in a time zone, windows, recurrences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.dates import Window
    from gameplan.model.recurrence import Recurrence

DEFAULT_LENGTH = timedelta(hours=1)
"""How long a timed entry lasts that doesn't say."""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """An entry's dates. All three of `start`, `window` and neither are possible.

    It has no slots, so that days are worked out once: a site asks for those of each entry hundreds of times.
    """

    start: date | datetime | None = None
    """A day; or an aware moment in `zone`."""
    end: date | datetime | None = None
    """For a day the last one, included; for a moment the end, not included. Never None where there is a start."""
    window: Window | None = None
    """Where the day isn't known yet."""
    zone: str = "UTC"
    instant: bool = False
    """Whether the moments were typed with an offset from UTC, and so hold whatever the zone does."""
    recurrence: Recurrence | None = None

    @property
    def timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.start, datetime)

    @cached_property
    def first_day(self) -> date | None:
        """The first calendar day, on the clock of the entry's zone; the window's first day where no day is known."""
        if self.start is None:
            return self.window.first if self.window else None
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @cached_property
    def last_day(self) -> date | None:
        """The last calendar day, of a recurrence its last occurrence's; None where it never ends or isn't known."""
        if self.start is None or self.first_day is None:
            return self.window.last if self.window else None
        if self.recurrence:
            last = self.recurrence.last_day(self.first_day)
            return last + self.extra_days if last else None
        return self.first_day + self.extra_days

    @cached_property
    def lasts(self) -> timedelta:
        """How much time passes from a moment to its end; nothing for days. The wall clock doesn't tell when it goes back."""
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            return self.end.astimezone(UTC) - self.start.astimezone(UTC)
        return timedelta(0)

    @cached_property
    def extra_days(self) -> timedelta:
        """How many calendar days come after the first."""
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            if self.lasts <= timedelta(0):
                return timedelta(0)
            last = (self.end.astimezone(UTC) - timedelta(microseconds=1)).astimezone(self.end.tzinfo)
            return max(last.date() - self.start.date(), timedelta(0))
        if isinstance(self.start, date) and isinstance(self.end, date):
            return self.end - self.start
        return timedelta(0)

    def occurrences(self, first: date, last: date) -> Iterator[Occurrence]:
        """Every occurrence that touches the days from first to last, in order."""
        start, begin, extra = self.start, self.first_day, self.extra_days
        if start is None or begin is None:
            return
        days = self.recurrence.occurrences(begin, last, first - extra) if self.recurrence else [(begin, begin)]
        for _, day in days:
            if day <= last and day + extra >= first:
                clock = start.timetz() if isinstance(start, datetime) else None
                yield Occurrence(day, day + extra, clock)

    def begins(self, first: date, last: date) -> list[date]:
        """The days from first to last on which it begins, in order."""
        if self.recurrence is None:
            day = self.first_day if self.start else None
            return [day] if day is not None and first <= day <= last else []
        return [found.first for found in self.occurrences(first, last) if found.first >= first]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an entry happens."""

    first: date
    last: date
    clock: time | None
    """The time of day it begins, or None for whole days."""


def localised(moment: datetime, name: str) -> datetime:
    """A naive wall-clock time in a zone; a time that occurs twice is its first occurrence (RFC 5545 3.3.5)."""
    return moment.replace(tzinfo=UTC if name == "UTC" else zone(name))


def in_gap(moment: datetime, name: str) -> bool:
    """Tell whether a wall-clock time is skipped in a zone, because the clocks go forward."""
    aware = localised(moment, name)
    return aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) != moment


def repeated(moment: datetime, name: str) -> bool:
    """Tell whether a wall-clock time occurs twice in a zone, because the clocks go back."""
    aware = localised(moment, name)
    return aware.utcoffset() != aware.replace(fold=1).utcoffset() and not in_gap(moment, name)
