"""The holidays of a playbook: those of countries, and those in calendar files of its own (RFC 5545)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic, visible
from gameplan.model.recurrence import parse_repeat
from gameplan.model.workdays import DaysOff
from gameplan.read.files import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from icalendar import Component

    from gameplan.model.sources import Sources

ENDING = ".ics"
_LARGEST = 1024 * 1024
_MOST = 20_000
"""Days of all events, each time that they return."""
_MOST_A_YEAR = 150
_LONGEST_NAME = 80
_LONGEST = 60
"""Days of one holiday: more is no holiday, but a slip."""
_FIRST, _LAST = date(1990, 1, 1), date(2100, 12, 31)
"""Between which holidays that return are looked at."""


class ReadDaysOff(NamedTuple):
    """What was read of a playbook's holidays."""

    off: DaysOff
    problems: tuple[str, ...] = ()


def files_of(holidays: Iterable[str]) -> tuple[str, ...]:
    """Return the calendar files among the values of the option `holidays`; the others are countries."""
    return tuple(name for name in holidays if name.endswith(ENDING))


def read_days_off(sources: Sources, holidays: Iterable[str]) -> ReadDaysOff:
    """Read the holidays that the option names. Never fails: what can't be read is a problem in words.

    Args:
        sources: the playbook's files.
        holidays: the values of the option.
    """

    def read(name: str) -> bytes | str:
        data = read_source(sources, name, _LARGEST)
        if isinstance(data, Diagnostic):
            return data.message
        return data or "there is no such file to read"

    return days_off_of(holidays, read)


def days_off_of(holidays: Iterable[str], read: Callable[[str], bytes | str]) -> ReadDaysOff:
    """Return the holidays that the option names.

    Args:
        holidays: the values of the option.
        read: returns the content of a file by its name, or what is wrong with it.
    """
    holidays, problems = tuple(holidays), []
    days: dict[date, str] = {}
    for name in files_of(holidays):
        data = read(name)
        found = data if isinstance(data, str) else _days_in(data)
        if isinstance(found, str):
            problems.append(f"{visible(name)}: {found}")
        else:
            days |= {day: called or days.get(day, "") for day, called in found.items()}
    countries = tuple(name for name in holidays if not name.endswith(ENDING))
    return ReadDaysOff(
        DaysOff(frozenset(days), countries, {day: called for day, called in days.items() if called}), tuple(problems)
    )


@lru_cache(maxsize=16)
def _days_in(data: bytes) -> dict[date, str] | str:
    """Return the days of a calendar's events that last whole days, with what these are called; what is wrong with it instead."""
    from icalendar import Calendar  # noqa: PLC0415 - it takes a tenth of a second, and most playbooks have no such file

    days: dict[date, str] = {}
    try:
        events = [event for part in Calendar.from_ical(data, multiple=True) for event in part.walk("VEVENT")]
        for number, (day, called) in enumerate((day, _summary(event)) for event in events for day in _days_of(event)):
            if number >= _MOST:
                return f"its events are on more than {_MOST:,} days"
            days[day] = days.get(day) or called
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        return f"it can't be read as a calendar ({' '.join(str(error).split())[:100]})"
    year, most = max(Counter(day.year for day in days).items(), key=lambda item: item[1], default=(0, 0))
    if most > _MOST_A_YEAR:
        return f"it has {most} days in {year}, and that many holidays nobody has"
    return days or "it has no event that lasts a whole day"


def _summary(event: Component) -> str:
    """Return what an event is called, in one line (RFC 5545, section 3.8.1.12)."""
    return " ".join(visible(str(event.get("SUMMARY", ""))).split())[:_LONGEST_NAME]


def _days_of(event: Component) -> Iterator[date]:
    """Yield the days of an event, each time that it returns; none of one with a time of day, or that is cancelled."""
    start = event.decoded("DTSTART", None)
    if not isinstance(start, date) or isinstance(start, datetime) or event.get("STATUS") == "CANCELLED":
        return
    length = min(max(_length(event, start), 1), _LONGEST)
    skipped = frozenset(_listed(event, "EXDATE"))
    for first in (*_times(event, start), *_listed(event, "RDATE")):
        for number in range(length if first not in skipped else 0):
            yield first + timedelta(days=number)


def _length(event: Component, start: date) -> int:
    """Return how many days an event lasts."""
    end, lasts = event.decoded("DTEND", None), event.decoded("DURATION", None)
    if isinstance(end, date) and not isinstance(end, datetime):
        return (end - start).days
    return lasts.days if isinstance(lasts, timedelta) else 1


def _times(event: Component, start: date) -> Iterable[date]:
    rule = event.get("RRULE")
    if rule is None:
        return (start,)
    if isinstance(rule, list):
        raise ValueError("an event has more than one RRULE: write one event for each")  # noqa: TRY004 - read as one that is broken
    return parse_repeat(rule.to_ical().decode()).days(start, _LAST, max(start, _FIRST))


def _listed(event: Component, name: str) -> Iterator[date]:
    """Yield the days of a property that may be there several times, each with several days."""
    said = event.get(name) or ()
    for each in said if isinstance(said, list) else (said,):
        for moment in getattr(each, "dts", ()):
            if isinstance(moment.dt, date) and not isinstance(moment.dt, datetime):
                yield moment.dt
