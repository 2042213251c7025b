"""An idea, or what is on hold, has outlived its day.

## What it does

Looks for ideas and for entries on hold whose last day passed more than 30 days ago (the option `limits: {stale_after: 30d}`).
What is promised and late is `overdue`.

## Why is this bad?

Nobody has decided, and the day has decided for them. Old ideas hide the good ones.

## Example

```markdown plan/greeting.md
---
title: A greeting for the summer
goals: [grow]
status: idea
start: 2026-07-01
---
```

## Use instead

```markdown plan/greeting.md
---
title: A greeting for the summer
goals: [grow]
status: idea
start: 2027-07-01
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import counted, quoted, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="stale-draft")


def check(context: Context) -> Iterator[Diagnostic]:
    """Find ideas and entries on hold that are long past their day."""
    for entry in context.playbook.entries:
        if entry.status.stage not in (Stage.IDEA, Stage.HELD):
            continue
        last = entry.schedule.last_day
        if last is not None and context.today - last > context.conventions.limits.stale_after:
            ago = counted((context.today - last).days, "day")
            state = "an idea" if entry.status.stage is Stage.IDEA else entry.status.label.lower()
            yield Diagnostic(
                rule=RULE,
                message=f"the day of {quoted(entry)} was {last}, {ago} ago, and it is still {state}",
                location=when_of(entry),
                hint="write a new start, status: planned, or status: cancelled",
            )
