"""A live piece was to be retired by now.

## What it does

Reports published entries whose `retire_on` has passed, on the day of the check, and those that were `available` until a day that
has passed.

## Why is this bad?

Somebody decided that it would not hold any longer, and people still read it.

## Example

```markdown plan/guide.md
---
title: Gift vouchers for this Christmas
type: guide
goals: [grow]
start: 2025-11-03
published: 2025-11-03
status: published
audited: {on: 2026-10-01, verdict: keep}
retire_on: 2026-10-31
---
```

## Use instead

Take it down and write `status: retired`, or give it a later day:

```markdown plan/guide.md
---
title: Gift vouchers for this Christmas
type: guide
goals: [grow]
start: 2025-11-03
published: 2025-11-03
status: retired
audited: {on: 2026-10-01, verdict: keep}
retire_on: 2026-10-31
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="retire-overdue")


def check(context: Context) -> Iterator[Diagnostic]:
    """Published entries past the day on which they were to be retired."""
    for entry in context.playbook.entries:
        day = entry.entry.retire_on
        if day is not None and day < context.today and entry.status.stage is Stage.PUBLISHED:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} was to be retired on {day}",
                location=entry.at("type" if "retire_on" in entry.inherited else "retire_on"),
                hint="take it down and write status: retired, or write a later day",
            )
        available = entry.entry.available
        until = available.until if available else None
        if day is None and until is not None and until < context.today and entry.status.stage is Stage.PUBLISHED:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} was available until {until}",
                location=entry.at("available", "until"),
                hint="take it down and write status: retired, or write a later day",
            )
