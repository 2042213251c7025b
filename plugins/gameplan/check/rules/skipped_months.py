"""A recurrence names a day that some months don't have, and those are left out.

## What it does

Looks for rules by the month or the year whose day, written or that of `start`, is missing in months in which it should happen: the
29th to the 31st, the fifth Monday, the 29th of February.

## Why is this bad?

By the standard, calendars don't take the day before: in those months nothing happens, and nobody is told.

## Example

```markdown plan/launch.md
---
title: Month's end
goals: [grow]
start: 2027-01-31
repeat: {every: month, until: 2027-12-31}
---
```

## Use instead

```markdown plan/launch.md
---
title: Month's end
goals: [grow]
start: 2027-01-31
repeat: {every: month, on: last day, until: 2027-12-31}
---
```
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.days import month_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry
    from gameplan.model.recurrence import Recurrence

RULE = Rule.documented(__doc__, Severity.WARNING, name="skipped-months")
_YEARS = 4
"""How many years are looked at: after these, the lengths of months repeat."""
_SAFE = 28
"""The last day that every month has."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WEEKDAYS = {name[:2].upper(): name for name in calendar.day_name}


def check(context: Context) -> Iterator[Diagnostic]:
    """Rules that leave months out."""
    for entry in context.playbook.entries:
        rule, start = entry.schedule.recurrence, entry.schedule.first_day
        if rule is None or start is None or rule.freq not in ("MONTHLY", "YEARLY"):
            continue
        if fifth := next((code[-2:] for code in rule.by_day if code[:-2] in ("5", "-5")), ""):
            found: tuple[str, str] | None = _fifth(entry, fifth, start)
        elif rule.freq == "MONTHLY":
            found = _monthly(entry, rule, start)
        else:
            found = _leap_day(rule, start)
        if found:
            yield Diagnostic(rule=RULE, message=found[0], location=entry.at("repeat"), hint=found[1])


def _fifth(entry: Entry, code: str, start: date) -> tuple[str, str] | None:
    """A fifth weekday of the month; of the year every one has it."""
    rule, day = entry.schedule.recurrence, _WEEKDAYS[code]
    if rule is None or (rule.freq == "YEARLY" and not rule.by_month):
        return None
    last = f"on: last {day.lower()}" if entry.places.has("repeat", "every") else f"BYDAY=-1{code}"
    # A fifth weekday is always the last of its month; a fifth from the end is the first.
    hint = f"write {last}" if start.day > _SAFE else "write the first, or another that every month has"
    return f"most months have no fifth {day}, and are left out", hint


def _monthly(entry: Entry, rule: Recurrence, start: date) -> tuple[str, str] | None:
    days = rule.by_month_day or (() if rule.by_day else (start.day,))
    if rule.by_day or any(day < 0 for day in days) or not any(day > _SAFE for day in days):
        return None
    day = max(days)
    # A month in which another of the days falls isn't left out, but the day is.
    missing = [month for month in _months(rule, start) if calendar.monthrange(*month)[1] < day]
    names = list(dict.fromkeys(calendar.month_name[month] for _, month in sorted(missing, key=lambda each: each[1])))
    if not names:
        return None
    number = f"{_NUMBERS[len(names)]} month{'s have' if len(names) > 1 else ' has'} no {_ordinal(day)}"
    message = f"{number}, and {'are' if len(names) > 1 else 'is'} left out: {_all(names)}"
    last = "on: last day" if entry.places.has("repeat", "every") else "BYMONTHDAY=-1"
    if (start + timedelta(days=1)).day == 1:
        return message, f"write {last}" if len(
            days
        ) == 1 else f"write {'last day' if 'on' in last else '-1'} for the {_ordinal(day)}"
    return message, f"write a day up to {_SAFE} in start; or the last day of the month there, and {last}"


def _months(rule: Recurrence, start: date) -> Iterator[tuple[int, int]]:
    """The years and months in which it should happen, within its end and a few years."""
    last = rule.last_day(start) or date(start.year + _YEARS * rule.interval, start.month, 1)
    last = min(last, date(start.year + _YEARS * rule.interval, 12, 31))
    month = month_after(start, 0)
    while month <= last:
        if not rule.by_month or month.month in rule.by_month:
            yield month.year, month.month
        month = month_after(month, rule.interval)


def _leap_day(rule: Recurrence, start: date) -> tuple[str, str] | None:
    """The 29th of February of every year."""
    days, months = rule.by_month_day or (start.day,), rule.by_month or (start.month,)
    if rule.by_day or days != (29,) or months != (2,) or rule.interval % 4 == 0:
        return None
    last = rule.last_day(start)
    if last is not None and last.year == start.year:
        return None
    return (
        "most years have no 29th of February, and are left out",
        f"write start: {start.year}-02-28, or {start.year}-03-01",
    )


def _ordinal(day: int) -> str:
    return {31: "31st"}.get(day, f"{day}th")


def _all(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
