"""Planned effort: when work is done, by whom, and how much of it lies in each week.

Work on an entry is done before the day on which it begins: on the workdays from its first deadline on, or on as many as its effort takes
where that is earlier or there is no deadline. It is spread evenly over them. What returns takes its effort each time.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.workload import is_work, owners_of
from gameplan.model.days import monday_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gameplan.model.effort import WorkWeek
    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook

_LONGEST = timedelta(days=6 * 366)
"""How long before its day work on an entry may begin: longer than any effort that can be typed."""
_MOST_OF_RETURNS = 65
"""Workdays before each time of what returns: a quarter."""
_WEEK = timedelta(weeks=1)


class Span(NamedTuple):
    """Days in which work is done."""

    first: date
    after: date
    """The day after the last one."""


class Work(NamedTuple):
    """Work on an entry in a week."""

    entry: Entry
    day: date
    """On which the entry begins."""
    days: Fraction
    """How much of it lies in the week, in days of work."""


class CountedDays:
    """The workdays of some time, counted once."""

    def __init__(self, first: date, last: date, is_workday: Callable[[date], bool]) -> None:
        """Count the workdays between two days, both included."""
        span = range(first.toordinal(), last.toordinal() + 1)
        self._days = [day for number in span if is_workday(day := date.fromordinal(number))]

    def before(self, day: date) -> int:
        """Return how many there are before a day."""
        return bisect_left(self._days, day)

    def span(self, start: date, days: Fraction, deadline: date | None = None) -> Span | None:
        """Return when work is done that must be done before a day; None where there are no workdays before it.

        Args:
            start: the day.
            days: how much work it is, in days.
            deadline: its first deadline.
        """
        end = self.before(start)
        begin = max(end - max(ceil(days), 1), 0)
        if deadline is not None:
            begin = min(begin, self.before(deadline))
        return Span(self._days[begin], self._days[end - 1] + timedelta(days=1)) if begin < end else None

    def spread(self, span: Span, days: Fraction, first: date, last: date) -> Iterator[tuple[date, Fraction]]:
        """Yield how much of some work lies in each week that touches two days and those between them, by its Monday."""
        whole = self.before(span.after) - self.before(span.first)
        monday = monday_of(max(first, span.first))
        while monday <= last and monday < span.after:
            begin, after = max(monday, span.first), min(monday + _WEEK, span.after)
            share = self.before(after) - self.before(begin)
            if share:
                yield monday, days * share / whole
            monday += _WEEK


def efforts(
    playbook: Playbook, first: date, last: date, week: WorkWeek, is_workday: Callable[[date], bool]
) -> Mapping[tuple[str, date], list[Work]]:
    """Return the work in the weeks from one Monday to a Sunday, by owner (as `workload.tasks` names them) and Monday.

    Args:
        playbook: whose entries.
        first: the Monday.
        last: the Sunday.
        week: what a week of work is.
        is_workday: tells whether people work on a day.
    """
    known = [entry for entry in playbook.entries if entry.entry.effort is not None and is_work(entry)]
    found: dict[tuple[str, date], list[Work]] = {}
    if not known:
        return found
    workdays = CountedDays(_moved(first, -_LONGEST), _moved(last, _LONGEST), is_workday)
    for entry in known:
        effort = entry.entry.effort
        days = effort.in_days(week) if effort is not None else Fraction(0)
        for day, span in _spans(entry, days, workdays, first, last):
            for monday, share in workdays.spread(span, days, first, last):
                for owner in owners_of(playbook, entry):
                    found.setdefault((owner, monday), []).append(Work(entry, day, share))
    return found


def _spans(entry: Entry, days: Fraction, workdays: CountedDays, first: date, last: date) -> Iterator[tuple[date, Span]]:
    """Yield each day on which an entry begins, with the time of the work for it, where that touches two days or those between them."""
    begin = entry.schedule.first_day if entry.schedule.start else None
    if begin is None:
        return
    deadline = min((each.on for each in entry.entry.deadlines.values() if each.on < begin), default=None)
    if (
        first < begin <= _moved(last, _LONGEST)
        and (span := workdays.span(begin, days, deadline))
        and span.first <= last
    ):
        yield begin, span
    if entry.schedule.recurrence is None:
        return
    reach = min(days, Fraction(_MOST_OF_RETURNS))
    for day in entry.schedule.begins(first, _moved(last, timedelta(days=2 * _MOST_OF_RETURNS))):
        span = workdays.span(day, reach)
        if day > begin and day > first and span and span.first <= last:
            yield day, span


def _moved(day: date, by: timedelta) -> date:
    """Return a day so much earlier or later; the first or last that there is where no calendar goes so far."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max


def total(works: list[Work]) -> Fraction:
    """Add up some work."""
    return sum((work.days for work in works), Fraction(0))
