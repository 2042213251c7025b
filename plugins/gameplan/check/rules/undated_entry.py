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

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.dates import Window

RULE = Rule.documented(__doc__, Severity.INFO, name="undated-entry")
_AHEAD = timedelta(weeks=2)


def check(context: Context) -> Iterator[Diagnostic]:
    """Promised entries without a day."""
    for entry in context.playbook.entries:
        window = entry.schedule.window
        past = window is not None and window.last is not None and window.last < context.today
        # What is past is overdue, and that is told.
        if entry.schedule.start is None and not past and entry.status.stage.committed and entry.status.stage.open:
            when = f" but {window.label}" if window else ""
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(entry.title)}' is {entry.status.label.lower()} and has no day{when}",
                location=entry.at("start") if entry.places.has("start") else entry.start,
                hint=f"write the day, as in {entry.places.typed.get('start', 'start')}: {_day(window, context.today)}, or status: idea",
            )


def _day(window: Window | None, today: date) -> date:
    """A day to show as an example: within the window, and not past."""
    if window is None or window.first is None:
        return today + _AHEAD
    return max(window.first, today)
