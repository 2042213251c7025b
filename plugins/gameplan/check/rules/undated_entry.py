"""A promised entry has no day.

## What it does

Reports entries that are planned or later, and have no day: nothing, `TBD`, or a window such as `2026-Q4`.

## Why is this bad?

Nobody can subscribe to it, and nobody is late.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-Q4
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

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.INFO, name="undated-entry")


def check(context: Context) -> Iterator[Diagnostic]:
    """Promised entries without a day."""
    for entry in context.playbook.entries:
        refused = entry.places.has("start") and entry.entry.start is None
        if entry.schedule.start is None and not refused and entry.status.stage.committed and entry.status.stage.open:
            when = f" but {entry.schedule.window.label}" if entry.schedule.window else ""
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(entry.title)}' is {entry.status.label.lower()} and has no day{when}",
                location=entry.at("start") if entry.places.has("start") else entry.start,
                hint="write start: 2026-12-03, or status: idea",
            )
