"""A recurrence has no end, or none in sight.

## What it does

Reports a `repeat` without `until` or `count`, and one whose `until` is so far away that it happens more than 500 times. How many
years that takes doesn't matter: a birthday may return for ever so long, a daily post for a year and a half. Such a series stays as it
is in the feeds; the site shows the part within its own dates.

## Why is this bad?

Nobody decides whether it still serves its goal, and every calendar carries it for ever.

## Example

```markdown plan/launch.md
---
title: Newsletter
goals: [grow]
start: 2026-12-07
repeat: {every: week}
---
```

## Use instead

```markdown plan/launch.md
---
title: Newsletter
goals: [grow]
start: 2026-12-07
repeat: {every: week, until: 2027-03-29}
---
```
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.recurrence import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry
    from gameplan.model.recurrence import Recurrence

RULE = Rule.documented(__doc__, Severity.WARNING, name="endless-repeat")


def check(context: Context) -> Iterator[Diagnostic]:
    """Series that nobody ends, or that happen too often before somebody does."""
    for entry in context.playbook.entries:
        rule, start = entry.schedule.recurrence, entry.schedule.first_day
        if rule is None or start is None or rule.count is not None or (rule.until and rule.until < context.today):
            continue
        if rule.until is None or rule.times(start, rule.until) > MAX_COUNT:
            far = f"the recurrence ends on {rule.until}, after more than {MAX_COUNT} times"
            yield Diagnostic(
                rule=RULE,
                message=far if rule.until else "the recurrence has no end",
                location=entry.at("repeat"),
                hint=_hint(entry, rule, start, context.today),
            )


def _hint(entry: Entry, rule: Recurrence, start: date, today: date) -> str:
    """An end that is taken: that of next year, or else of the last time that is within the limit."""
    end = date(max(start, today).year + 1, 12, 31)
    if rule.times(start, end) <= MAX_COUNT:
        return _typed(entry, rule, end, counted=start >= today)
    last = rule.days(start, end)[-1]
    written = _typed(entry, rule, last, counted=False)
    return written if last >= today else f"{written}, and go on in a new entry: start: {_next(rule, start, today)}"


def _typed(entry: Entry, rule: Recurrence, end: date, *, counted: bool) -> str:
    """Return what to type for an end, or else for a number of times, in the form that the rule has."""
    counted = counted and rule.until is None
    if entry.places.has("repeat", "every"):
        return f"write until: {end}" + (", or count: 12" if counted else "")
    if rule.until:
        return f"write UNTIL={end:%Y%m%d}"
    return f"add ;UNTIL={end:%Y%m%d}{' or ;COUNT=12' if counted else ''} to the rule"


def _next(rule: Recurrence, start: date, today: date) -> date:
    """The first day from today on on which it happens."""
    return rule.days(start, today + timedelta(days=3660), today)[0]
