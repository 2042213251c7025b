"""What happens when, for all views of the plan: every occurrence, by month and by quarter, and the way from view to view."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish import words
from gameplan.publish.language import say, word
from gameplan.publish.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

URI = "calendar/index.md"
"""The uri of the agenda."""
BOARD = "calendar/board.md"
WORKLOAD = "calendar/workload.md"
LIST = "calendar/list.md"
_YEAR = timedelta(days=366)
_YEARS_OF_RETURNS = 5
"""How far ahead of today something that returns is followed."""
_LONGEST_GAP, _LONGEST_ENTRY = 24, 60
"""Months: a longer gap, and the end of a longer entry, is a slip of the pen more often than a plan, and gets no pages."""
_AGENDA_WEEKS = 12
_MONTHS = 12


class Happening(NamedTuple):
    """One time that an entry happens."""

    entry: Entry
    occurrence: Occurrence


class Tab(NamedTuple):
    """One of the views, as a link."""

    link: Link
    current: bool
    now: str = ""
    """The page of today's month or quarter to which it leads, where it does: the reader's today may be another."""


class Now(NamedTuple):
    """The way to today's month or quarter."""

    text: str
    url: str
    name: str
    """As in its address."""


def month_uri(month: date) -> str:
    """The uri of a month's page."""
    return f"calendar/{month:%Y-%m}.md"


def quarter_uri(quarter: date) -> str:
    """The uri of a quarter's page, by the quarter's first day."""
    return f"calendar/{quarter.year}-q{quarter_number(quarter)}.md"


def quarter_number(day: date) -> int:
    """From 1 to 4."""
    return (day.month + 2) // 3


def quarter_of(day: date) -> date:
    """The first day of a day's quarter."""
    return date(day.year, quarter_number(day) * 3 - 2, 1)


def after(month: date, months: int) -> date:
    """The first day of the month that is so many months later."""
    count = month.year * _MONTHS + month.month - 1 + months
    return date(count // _MONTHS, count % _MONTHS + 1, 1)


def week_id(day: date) -> str:
    """The id of a day's ISO week in the agenda: `2026-w53`."""
    year, week, _ = day.isocalendar()
    return f"{year}-w{week:02}"


class Plan:
    """An edition's entries by when they happen."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._touching: dict[tuple[date, date], Mapping[str, list[Happening]]] = {}

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """Every occurrence, in order; what returns without an end is followed as far as all else goes, and a year from today."""
        entries = [entry for entry in self.edition.playbook.entries if entry.schedule.start]
        starts = [entry.schedule.first_day or date.max for entry in entries]
        today = self.edition.today
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
        """What touches some days, by the path of its entry; most pages ask for the same days."""
        key = (first, last)
        if key not in self._touching:
            found: dict[str, list[Happening]] = {}
            for happening in self.happenings:
                if happening.occurrence.first > last:
                    break
                if happening.occurrence.last >= first:
                    found.setdefault(happening.entry.path, []).append(happening)
            self._touching[key] = found
        return self._touching[key]

    @cached_property
    def months(self) -> dict[date, list[Happening]]:
        """The months that have a page, in order, with what touches them: from the first to the last, and this one."""
        touched: dict[date, list[Happening]] = {self.edition.today.replace(day=1): []}
        for happening in self.happenings:
            month = happening.occurrence.first.replace(day=1)
            for _ in range(_LONGEST_ENTRY):
                touched.setdefault(month, []).append(happening)
                month = after(month, 1)
                if month > happening.occurrence.last:
                    break
        order = sorted(touched)
        for month, following in pairwise(order):
            between = (following.year - month.year) * _MONTHS + following.month - month.month
            if between <= _LONGEST_GAP:
                touched |= {after(month, step): [] for step in range(1, between)}
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
        """What is still to be done and has no day yet: what has a window by its first day, then the rest."""
        found = [
            entry
            for entry in self.edition.playbook.entries
            if entry.schedule.start is None and entry.status.stage.open and not entry.long_past(self.edition.today)
        ]
        return tuple(sorted(found, key=lambda entry: (entry.schedule.first_day or date.max, entry.path)))

    def in_window(self, first: date, last: date) -> list[Entry]:
        """What has no day yet, but a window of a quarter or less that touches some days."""
        return [
            entry
            for entry in self.undated
            if (window := entry.schedule.window)
            and window.first
            and window.last
            and window.first <= last
            and window.last >= first
            and window.last - window.first < timedelta(days=_MONTHS * 31 // 4)
        ]

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks that the agenda lists, from one week before today's on."""
        monday, _ = words.week_of(self.edition.today)
        return tuple(monday + timedelta(weeks=number) for number in range(-1, _AGENDA_WEEKS))

    def week_url(self, to: Linker, day: date) -> str:
        """The address of a day's week in the agenda; empty where the agenda doesn't list it."""
        listed = self.weeks[0] <= day < self.weeks[-1] + timedelta(weeks=1)
        return f"{to(URI)}#{week_id(day)}" if listed else ""

    def day_url(self, to: Linker, day: date) -> str:
        """The address of a day in its month; of the agenda where the month has no page."""
        return f"{to(month_uri(day))}#d-{day}" if day.replace(day=1) in self.months else to(URI)

    def near(self, day: date) -> date:
        """The month with a page that is nearest to a day: its own, else the next, else the last."""
        order = list(self.months)
        return order[min(bisect_left(order, day.replace(day=1)), len(order) - 1)]

    def tabs(self, to: Linker, current: str, day: date) -> list[Tab]:
        """The views, to change from one to the other without losing the place.

        Args:
            to: makes addresses.
            current: the name of the view that is shown.
            day: where it is in time.
        """
        month = self.near(day)
        # Months and quarters are places in time themselves: from them the tabs lead to what is near.
        dated = current not in ("Month", "Quarter")
        return [
            Tab(
                Link(say(name), to(uri), icon),
                name == current,
                _name(uri) if dated and name in ("Month", "Quarter") else "",
            )
            for name, uri, icon in (
                (word("Agenda"), URI, "format-list-bulleted"),
                (word("Month"), month_uri(month), "calendar-month-outline"),
                (word("Quarter"), quarter_uri(quarter_of(month)), "chart-gantt"),
                (word("Board"), BOARD, "view-column-outline"),
                (word("Workload"), WORKLOAD, "account-clock-outline"),
                (word("List"), LIST, "table"),
            )
        ]

    def now(self, to: Linker, uri: str, text: str) -> Now:
        """The way to the page of today, as of the build."""
        return Now(text, to(uri), _name(uri))

    @cached_property
    def pages(self) -> str:
        """The months that have a page, as in their addresses: scripts look here for the month of the reader's today."""
        return " ".join(f"{month:%Y-%m}" for month in self.months)


def _name(uri: str) -> str:
    return uri.rpartition("/")[2].removesuffix(".md")


def between(happenings: tuple[Happening, ...], first: date, last: date) -> Iterator[Happening]:
    """What begins on some days, in order."""
    start = bisect_left(happenings, first, key=lambda happening: happening.occurrence.first)
    for happening in happenings[start:]:
        if happening.occurrence.first > last:
            return
        yield happening
