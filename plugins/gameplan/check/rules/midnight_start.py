"""An entry begins at midnight and doesn't say when it ends: mostly the whole day is meant.

## What it does

Looks for starts at exactly midnight, in the entry's time zone, without an `end` or a `duration`. Forms and converters that know no
days write them so: `2026-12-03T00:00:00`, or the same moment in UTC.

## Why is this bad?

In calendars it is an hour in the middle of the night, and in another time zone it is on the day before.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03 00:00
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---
```
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Fix, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.INFO, name="midnight-start")


def check(context: Context) -> Iterator[Diagnostic]:
    """Starts at midnight without an end."""
    for entry in context.playbook.entries:
        start, fields = entry.schedule.start, entry.entry
        if not isinstance(start, datetime) or start.time() != time() or fields.end or fields.duration:
            continue
        location = entry.at("start")
        span = location.span
        yield Diagnostic(
            rule=RULE,
            message=f"it begins at midnight in {entry.schedule.zone}, and says no end",
            location=location,
            hint=f"write {start.date()} if the day is meant; else add duration: 1h",
            fix=Fix(span, str(start.date()), certain=False) if span and span.line == span.end_line else None,
        )
