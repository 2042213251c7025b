"""Recurrences: the rule of every feed reads back as the same days, an UNTIL is a moment, and long series are told where asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from builds import playbook
from gameplan.model.recurrence import MAX_COUNT, Recurrence, parse_repeat
from gameplan.model.schedule import Schedule, localised
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.publish.ics.schedule import rrule
from random_playbooks import TIMEZONES, clocks, days, page, rules

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.page import Entry

ZONES = (
    *TIMEZONES, "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Tokyo",
    "Asia/Tehran", "Europe/Lisbon", "Atlantic/Azores",
)  # fmt: skip
LAST = date(2199, 12, 31)
dtstarts = days.flatmap(lambda day: st.tuples(st.just(day), rules(day)))
no_deadline = settings(deadline=None)


def begin(day: date, clock: str | None, zone: str) -> date | datetime:
    """A day, or a time of it on the clock of a zone."""
    return day if clock is None else localised(datetime.combine(day, time.fromisoformat(clock)), zone)


@pytest.mark.parametrize("zone", ZONES)
@settings(deadline=None, max_examples=50)
@given(series=dtstarts, clock=st.none() | clocks)
def test_the_rule_of_a_feed_reads_back(zone: str, series: tuple[date, dict[str, Any]], clock: str | None) -> None:
    """What a feed says under RRULE, pasted into `repeat`, happens on the same days."""
    day, typed = series
    start = begin(day, clock, zone)
    given_rule = parse_repeat({name: f"{value}" if name == "count" else value for name, value in typed.items()})
    assume(given_rule.starts_on(day))
    text = rrule(Schedule(start=start, end=start, zone=zone, recurrence=given_rule))
    again = parse_repeat(text).ending(start)
    assert again.days(day, LAST) == given_rule.days(day, LAST)
    assert rrule(Schedule(start=start, end=start, zone=zone, recurrence=again)) == text


def test_there_are_twenty_zones() -> None:
    """As many as the promise names."""
    assert len(set(ZONES)) == 20


@no_deadline
@given(
    day=days,
    clock=clocks,
    zone=st.sampled_from(ZONES),
    until=st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31)),  # noqa: DTZ001
    utc=st.booleans(),
)
@example(
    day=date(2026, 12, 1),
    clock="14:00",
    zone="America/New_York",
    until=datetime.fromisoformat("2026-12-06T04:59:59"),
    utc=True,
)
def test_until_is_a_moment(day: date, clock: str, zone: str, until: datetime, utc: bool) -> None:  # noqa: FBT001
    """Of a rule that ends at a moment there is all that begins by then, and nothing later."""
    start = begin(day, clock, zone)
    assert isinstance(start, datetime)
    until = until.replace(microsecond=0)
    rule = parse_repeat(f"FREQ=DAILY;UNTIL={until:%Y%m%dT%H%M%S}{'Z' if utc else ''}").ending(start)
    end = until.replace(tzinfo=UTC) if utc else localised(until, zone)
    every = (datetime.combine(day + timedelta(number), start.timetz()) for number in range(MAX_COUNT))
    if utc:
        expected = takewhile(lambda moment: moment.astimezone(UTC) <= end, every)
    else:
        expected = takewhile(lambda moment: moment.replace(tzinfo=None) <= until, every)
    assert rule.days(day, LAST) == tuple(moment.date() for moment in expected)


RULES = (
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYMONTH=1,2", "FREQ=DAILY;BYDAY=MO,FR", "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=WEEKLY;INTERVAL=5;BYDAY=TU,SA", "FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=-1",
    "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=5", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1,15",
    "FREQ=MONTHLY;BYMONTH=2,7", "FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4", "FREQ=YEARLY;BYMONTH=3,9", "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
)  # fmt: skip


@pytest.mark.parametrize("text", RULES)
@settings(deadline=None, max_examples=50)
@given(
    start=st.dates(date(1970, 1, 1), date(2010, 1, 1)),
    after=st.integers(0, 20_000),
    length=st.integers(0, 800),
)
@example(start=date(1972, 2, 29), after=12_000, length=800)
@example(start=date(1973, 1, 31), after=9_000, length=90)
def test_a_long_series_is_told_where_it_is_looked_at(text: str, start: date, after: int, length: int) -> None:
    """A window far from the start holds the days that counting from the start gives."""
    rule = parse_repeat(text)
    start = next(
        (start + timedelta(number) for number in range(3000) if rule.starts_on(start + timedelta(number))), start
    )
    first = start + timedelta(after)
    last = first + timedelta(length)
    moments = rrulestr(f"RRULE:{text}", dtstart=datetime.combine(start, time()))
    between = moments.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    expected = [moment.date() for moment in islice(between, MAX_COUNT)]
    found = [day for day in rule.days(start, last, first) if day >= first]
    assert found == expected
    assert all(rule.has(start, day) for day in expected[:3] + expected[-3:])
    latest = moments.before(datetime.combine(last, time()), inc=True)
    if latest:
        assert replace(rule, until=last).last_day(start) == latest.date()


def test_a_long_series_happens_now(tmp_path: Path) -> None:
    """A daily post that began years ago is there on every day of this month, and so is one that ends far away."""
    (entry,) = entries(tmp_path, {"start": "2020-01-01", "repeat": {"every": "day"}})
    found = [each.first for each in entry.schedule.occurrences(date(2026, 11, 1), date(2026, 11, 30))]
    assert found == [date(2026, 11, day) for day in range(1, 31)]
    assert isinstance(entry.schedule.recurrence, Recurrence)
    (entry,) = entries(tmp_path / "b", {"start": "2020-01-01", "repeat": {"every": "day", "until": "2028-02-03"}})
    assert entry.schedule.last_day == date(2028, 2, 3)


def test_a_series_counts_to_its_limit() -> None:
    """One time more than the limit is seen, and the limit itself is none too many."""
    rule, start = parse_repeat("FREQ=DAILY"), date(2026, 1, 1)
    exact = start + timedelta(MAX_COUNT - 1)
    assert [rule.times(start, exact + timedelta(more)) for more in (-1, 0, 1, 5000)] == [499, 500, 501, 501]


def test_exceptions_far_from_the_start(tmp_path: Path) -> None:
    """A day under `except` is one of the rule however long the series lasts, and moves from and to wherever it says."""
    rule = {"every": "day", "until": "2027-12-31", "except": ["2026-11-03", {"2025-01-02": "2026-11-05"}]}
    (entry,) = entries(tmp_path, {"start": "2020-01-01", "repeat": rule})
    found = [each.first for each in entry.schedule.occurrences(date(2026, 11, 2), date(2026, 11, 6))]
    assert found == [date(2026, 11, day) for day in (2, 4, 5, 5, 6)]


def entries(root: Path, *fronts: dict[str, Any]) -> list[Entry]:
    """The entries of a playbook with these front matters."""
    files = {f"plan/e{n}.md": page({"title": "E", "goals": ["grow"], **front}) for n, front in enumerate(fronts)}
    result = run(playbook(root, files), Options(), date(2026, 11, 22))
    assert {finding.rule.name for finding in result.diagnostics} <= {"endless-repeat", "placeholder-address"}
    return [entry for entry in result.playbook.entries if entry.id.startswith("e")]
