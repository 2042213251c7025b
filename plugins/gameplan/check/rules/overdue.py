"""An entry's day has passed, and it is not done.

## What it does

Reports entries that are promised and neither published nor done after their last day, on the day of the check. Ideas and entries on
hold promise nothing; of a recurrence the last occurrence counts.

## Why is this bad?

Either it happened and the plan doesn't say so, or it didn't and needs a new day.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-11-03
status: planned
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-11-03
status: published
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="overdue")


def check(context: Context) -> Iterator[Diagnostic]:
    """Promised entries in the past."""
    for entry in context.promised:
        last = entry.schedule.last_day
        if last is not None and entry.overdue(context.today):
            days = (context.today - last).days
            ago = f"{days} day{'s' if days > 1 else ''}"
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(entry.title)}' was due on {last}, {ago} ago, and is {entry.status.label.lower()}",
                location=entry.at("start"),
                hint="write status: published (or done), a new start, or status: cancelled",
            )
