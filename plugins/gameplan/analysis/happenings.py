"""What happens when: every occurrence of every entry, by month and by quarter."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import MONTHS, month_after, quarter_of, week_of
from gameplan.model.schedule import Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.page import Entry

_YEAR = timedelta(days=366)
_YEARS_OF_RETURNS = 5
"""How far ahead of today something that returns is followed."""
_LONGEST_GAP, _LONGEST_ENTRY = 24, 60
"""Months: a longer gap, and the end of a longer entry, is a slip of the pen more often than a plan, and gets no pages."""
_AGENDA_WEEKS = 12


class Happening(NamedTuple):
    """One time that an entry happens."""

    entry: Entry
    occurrence: Occurrence


class Happenings:
    """Entries by when they happen."""

    def __init__(self, entries: Iterable[Entry], today: date) -> None:
        """Know what to look at, and from which day."""
        self.entries, self.today = tuple(entries), today
        self._touching: dict[tuple[date, date], Mapping[str, list[Happening]]] = {}

    @cached_property
    def all(self) -> tuple[Happening, ...]:
        """Every occurrence, in order; an endless series is followed as far as everything else goes, and for a year from today."""
        entries = [entry for entry in self.entries if entry.schedule.start]
        starts = [entry.schedule.first_day or date.max for entry in entries]
        today = self.today
        horizon = min(max([*starts, today + _YEAR]), today + _YEARS_OF_RETURNS * _YEAR)
        found: list[tuple[tuple[date, str, str], Happening]] = []
        for entry, first in zip(entries, starts, strict=True):
            end = first + entry.schedule.extra_days
            if entry.schedule.recurrence:
                end = max(min(entry.schedule.last_day or horizon, horizon), end)
            for occurrence in entry.schedule.occurrences(first, end):
                clock = occurrence.clock.isoformat() if occurrence.clock else ""
                found.append(((occurrence.first, clock, entry.path), Happening(entry, occurrence)))
        return tuple(happening for _, happening in sorted(found, key=lambda item: item[0]))

    def touching(self, first: date, last: date) -> Mapping[str, list[Happening]]:
        """Return what touches some days, by the path of its entry; most pages ask for the same days."""
        key = (first, last)
        if key not in self._touching:
            found: dict[str, list[Happening]] = {}
            for happening in self.all:
                if happening.occurrence.first > last:
                    break
                if happening.occurrence.last >= first:
                    found.setdefault(happening.entry.path, []).append(happening)
            self._touching[key] = found
        return self._touching[key]

    @cached_property
    def months(self) -> dict[date, list[Happening]]:
        """The months that have a page, in order, with what touches them: from the first to the last, and this one."""
        touched: dict[date, list[Happening]] = {self.today.replace(day=1): []}
        for happening in self.all:
            month = happening.occurrence.first.replace(day=1)
            for _ in range(_LONGEST_ENTRY):
                touched.setdefault(month, []).append(happening)
                month = month_after(month, 1)
                if month > happening.occurrence.last:
                    break
        order = sorted(touched)
        for month, following in pairwise(order):
            between = (following.year - month.year) * MONTHS + following.month - month.month
            if between <= _LONGEST_GAP:
                touched |= {month_after(month, step): [] for step in range(1, between)}
        return {month: touched[month] for month in sorted(touched)}

    @cached_property
    def quarters(self) -> dict[date, list[Happening]]:
        """The quarters that have a page, in order, with what touches them."""
        found: dict[date, dict[Happening, None]] = {}
        for month, happenings in self.months.items():
            found.setdefault(quarter_of(month), {}).update(dict.fromkeys(happenings))
        return {quarter: list(happenings) for quarter, happenings in found.items()}

    @cached_property
    def undated(self) -> tuple[Entry, ...]:
        """The entries still to be done that have no day yet: those with a window by its first day, then the rest."""
        found = [
            entry
            for entry in self.entries
            if entry.schedule.start is None and entry.status.stage.open and not entry.long_past(self.today)
        ]
        return tuple(sorted(found, key=lambda entry: (entry.schedule.first_day or date.max, entry.path)))

    def in_window(self, first: date, last: date) -> list[Entry]:
        """Return what has no day yet, but a window of a quarter or less that touches some days."""
        short = timedelta(days=MONTHS * 31 // 4)
        found = {
            each.entry for each in self.windows(first, last) if each.occurrence.last - each.occurrence.first < short
        }
        return [entry for entry in self.undated if entry in found]

    def windows(self, first: date, last: date) -> list[Happening]:
        """Return what has no day yet, but a window that touches some days, as if it went on through all of it; the shortest first."""
        found = [
            Happening(entry, Occurrence(window.first, window.last, None))
            for entry in self.undated
            if (window := entry.schedule.window)
            and window.first
            and window.last
            and window.first <= last
            and window.last >= first
        ]
        return sorted(found, key=lambda each: (each.occurrence.last - each.occurrence.first, each.entry.path))

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks that the agenda lists, from one week before today's on."""
        monday, _ = week_of(self.today)
        return tuple(monday + timedelta(weeks=number) for number in range(-1, _AGENDA_WEEKS))

    def near(self, day: date) -> date:
        """The month with a page that is nearest to a day: its own, else the next, else the last."""
        order = list(self.months)
        return order[min(bisect_left(order, day.replace(day=1)), len(order) - 1)]


def between(happenings: tuple[Happening, ...], first: date, last: date) -> Iterator[Happening]:
    """Yield what begins on some days, in order."""
    start = bisect_left(happenings, first, key=lambda happening: happening.occurrence.first)
    for happening in happenings[start:]:
        if happening.occurrence.first > last:
            return
        yield happening
