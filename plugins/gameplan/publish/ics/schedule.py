"""Schedules as properties: DTSTART and DTEND, RRULE, EXDATE, RECURRENCE-ID (RFC 5545 3.8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from gameplan.model.schedule import DEFAULT_LENGTH
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.vtimezone import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.schedule import Schedule


def whole_days(first: date, last: date) -> list[str]:
    """DTSTART and DTEND of days, the last included; the end is exclusive (RFC 5545 3.6.1)."""
    return [lines.when("DTSTART", first, None), lines.when("DTEND", last + timedelta(days=1), None)]


def event_dates(schedule: Schedule) -> Iterator[list[str]]:
    """The dates of an entry's event, then those of each occurrence that has moved."""
    yield [*_dates(schedule), *_rule(schedule)]
    if schedule.recurrence and schedule.start is not None:
        moved = [
            [lines.when("RECURRENCE-ID", _on(schedule.start, was), _clock(schedule)), *_dates(schedule, new)]
            for was, new in schedule.recurrence.moved
        ]
        yield from sorted(moved)


def zones_of(schedule: Schedule) -> Mapping[str, int]:
    """The zone of a schedule's local times with the first year that it needs; empty for days and for UTC."""
    start, name = schedule.start, _clock(schedule)
    if not isinstance(start, datetime) or name is None or name == "UTC":
        return {}
    return {name: min(FIRST_YEAR, start.year)}


def _clock(schedule: Schedule) -> str | None:
    """Return the zone in which times are written; None for UTC. Recurring entries keep their time on the clock."""
    return None if schedule.instant and schedule.recurrence is None else schedule.zone


def _on(start: date | datetime, day: date) -> date | datetime:
    """The start as it is on another day: the same time on the clock."""
    if not isinstance(start, datetime):
        return day
    return datetime.combine(day, start.timetz())


def _dates(schedule: Schedule, day: date | None = None) -> list[str]:
    """DTSTART and DTEND."""
    start, end = schedule.start, schedule.end
    if start is None or end is None:
        window = schedule.window
        first = window.first if window and window.first else date(1970, 1, 1)
        return whole_days(first, window.last if window and window.last else first)
    begin = _on(start, day) if day else start
    if isinstance(start, datetime) and isinstance(end, datetime) and isinstance(begin, datetime):
        length = end.astimezone(UTC) - start.astimezone(UTC)
        if length <= timedelta(0):
            length = DEFAULT_LENGTH
        until = (begin.astimezone(UTC) + length).astimezone(begin.tzinfo)
        zone = _clock(schedule)
        # A time that the clocks show twice is its first occurrence (RFC 5545 3.3.5); only UTC can say the second.
        return [lines.when("DTSTART", begin, zone), lines.when("DTEND", until, None if until.fold else zone)]
    return whole_days(begin, begin + max(schedule.extra_days, timedelta(0)))


def _rule(schedule: Schedule) -> Iterator[str]:
    """Write RRULE, and an EXDATE property for each day that is left out: FullCalendar reads only the first value of one."""
    rule, start = schedule.recurrence, schedule.start
    if rule is None or start is None:
        return
    yield f"RRULE:{rrule(schedule)}"
    for day in sorted(rule.skipped):
        yield lines.when("EXDATE", _on(start, day), _clock(schedule))


def rrule(schedule: Schedule) -> str:
    """The value of RRULE; empty for what doesn't return."""
    rule, start = schedule.recurrence, schedule.start
    if rule is None or start is None:
        return ""
    end = ""
    if rule.count is not None:
        end = f";COUNT={rule.count}"
    elif rule.until is not None:
        last = f"{rule.until:%Y%m%d}"
        if isinstance(start, datetime):
            # The end of the local day, in UTC (RFC 5545 3.3.10).
            last = lines.moment(datetime.combine(rule.until, time(23, 59, 59), start.tzinfo))
        end = f";UNTIL={last}"
    parts = rule.parts
    if rule.freq == "YEARLY" and (start.month, start.day) == (2, 29) and "BY" not in parts:
        # ical.js would go on with the first of March.
        parts += ";BYMONTH=2;BYMONTHDAY=29"
    return f"{parts}{end}"
