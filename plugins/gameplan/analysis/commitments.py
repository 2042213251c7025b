"""What the strategy promised the calendar, by period: what is promised, and what is planned. The rules are those of docs/health.md."""

from __future__ import annotations

from calendar import month_abbr
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.conventions import AHEAD
from gameplan.model.days import monday_of, month_after, quarter_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Entry
    from gameplan.model.pages import Commitment

_BEFORE = {"week": 8, "month": 6, "quarter": 4, "year": 2}
"""How many periods are looked back on."""
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Period(NamedTuple):
    """A week, month, quarter or year, with what is planned in it."""

    first: date
    last: date
    label: str
    entries: tuple[Entry, ...] = ()
    """An entry that returns is there each time."""

    @property
    def planned(self) -> int:
        """How much that is."""
        return len(self.entries)


def periods(every: str, today: date, ahead: timedelta = AHEAD) -> Iterator[Period]:
    """The period that a day is in, and those that begin not long after it; of years only the present one."""
    first = _begin(every, today)
    while first <= today + ahead:
        after = _after(every, first)
        yield Period(first, after - timedelta(days=1), _label(every, first))
        if every == "year":
            return
        first = after


def kept(commitment: Commitment, entries: Iterable[Entry], today: date, ahead: timedelta = AHEAD) -> tuple[Period, ...]:
    """The periods of a commitment, with those of some entries that go out in each."""
    chosen = (entry for entry in entries if _is_meant(commitment, entry))
    return going_out(commitment.every, chosen, today, ahead)


def going_out(every: str, entries: Iterable[Entry], today: date, ahead: timedelta = AHEAD) -> tuple[Period, ...]:
    """The periods from a day on, with those of some entries that go out in each.

    What counts is planned or further, published included; ideas, what is on hold and what was dropped don't. Of a recurrence
    each time counts, in the period in which it begins; an entry without a day counts where its window lies within one period.
    """
    spans = tuple(periods(every, today, ahead))
    first, last = spans[0].first, spans[-1].last
    meant = [entry for entry in entries if entry.status.stage.committed]
    return _sorted_in(spans, ((entry, days) for entry in meant for days in begins(entry, first, last)))


def went_out(commitment: Commitment, entries: Iterable[Entry], today: date) -> tuple[Period, ...]:
    """The periods before the present one, with those of some entries that went out in each; none before the first of them.

    What went out is published, on the day that it says; of a recurrence each time counts, unless it is an idea, on hold or dropped.
    """
    meant = [entry for entry in entries if _is_meant(commitment, entry) and _happened(entry)]
    begun = [day for entry in meant if entry.schedule.start and (day := _out(entry)) is not None]
    spans = tuple(span for span in _before(commitment.every, today) if begun and span.last >= min(begun))
    if not spans:
        return ()
    first, last = spans[0].first, spans[-1].last
    return _sorted_in(spans, ((entry, days) for entry in meant for days in _days_out(entry, first, last)))


def _is_meant(commitment: Commitment, entry: Entry) -> bool:
    return commitment.of is None or entry.entry.type == commitment.of


def _happened(entry: Entry) -> bool:
    return entry.status.stage.went_out or (entry.status.stage.committed and bool(entry.schedule.recurrence))


def _out(entry: Entry) -> date | None:
    """The first day on which something went out."""
    return entry.schedule.first_day if entry.schedule.recurrence else entry.entry.published or entry.schedule.first_day


def _days_out(entry: Entry, first: date, last: date) -> Iterator[tuple[date, date]]:
    day = entry.entry.published
    if day is None or entry.schedule.recurrence:
        yield from begins(entry, first, last)
    else:
        yield day, day


def _sorted_in(spans: tuple[Period, ...], found: Iterable[tuple[Entry, tuple[date, date]]]) -> tuple[Period, ...]:
    """The periods, each with the entries whose days lie in it."""
    entries: dict[Period, list[Entry]] = {span: [] for span in spans}
    for entry, days in found:
        if span := _span(spans, days):
            entries[span].append(entry)
    return tuple(span._replace(entries=tuple(those)) for span, those in entries.items())


def _before(every: str, today: date) -> Iterator[Period]:
    """The periods before the one that a day is in, the earliest first."""
    firsts = [_begin(every, today)]
    for _ in range(_BEFORE[every]):
        firsts.append(_begin(every, firsts[-1] - timedelta(days=1)))
    for first in reversed(firsts[1:]):
        yield Period(first, _after(every, first) - timedelta(days=1), _label(every, first))


def begins(entry: Entry, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the first and last day on which an entry may begin, for each time between two days: one day, or its window."""
    window = entry.schedule.window
    if entry.schedule.start is not None:
        yield from ((day, day) for day in entry.schedule.begins(first, last))
    elif window and window.first and window.last:
        yield window.first, window.last


def _span(spans: tuple[Period, ...], days: tuple[date, date]) -> Period | None:
    return next((span for span in spans if span.first <= days[0] and days[1] <= span.last), None)


def _begin(every: str, day: date) -> date:
    if every == "week":
        return monday_of(day)
    size = _MONTHS[every]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _after(every: str, first: date) -> date:
    if every == "week":
        return first + timedelta(days=7)
    return month_after(first, _MONTHS[every])


def _label(every: str, first: date) -> str:
    if every == "week":
        return f"W{first.isocalendar().week:02d}"
    if every == "month":
        return f"{month_abbr[first.month]} {first.year}"
    return f"Q{quarter_number(first)} {first.year}" if every == "quarter" else str(first.year)
