"""An entry happens when its goal is not in force.

## What it does

Compares an entry's days to the `period`, or `start` and `end`, of each goal that it cites. What is live, or was until it was
retired, may be older than a goal that it goes on serving.

## Why is this bad?

What comes after the goal's end can't help to reach it.

## Example

```markdown strategy/goals/win.md
---
title: Win
period: 2026-Q3
---
```

```markdown plan/launch.md
---
title: Launch
goals: [win]
start: 2026-12-03
---
```

## Use instead

```markdown strategy/goals/win.md
---
title: Win
period: 2026-Q4
---
```

```markdown plan/launch.md
---
title: Launch
goals: [win]
start: 2026-12-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.live import lasts
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.pages import in_force
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="outside-goal-period")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries before or after their goals."""
    for entry, goal, fields, link in context.citations:
        begin, end = in_force(fields)
        if (begin is None and end is None) or entry.status.stage is Stage.DROPPED:
            continue
        first = entry.schedule.first_day
        if first is None:
            continue
        late = end is not None and first > end
        last = entry.schedule.last_day if begin is not None and first < begin else None
        serves_on = entry.status.stage.went_out and lasts(entry, context.playbook.vocabulary)
        early = begin is not None and last is not None and last < begin and not serves_on
        if late or early:
            when = f"after it ended on {end}" if late else f"before it begins on {begin}"
            field = "period" if goal.places.has("period") else "end" if late else "start"
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(entry.title)}' serves '{visible(goal.title)}' {when}",
                location=link.location,
                hint="move the entry, or cite a goal that is in force then",
                related=(Related(goal.at(field), "the goal's period"),),
            )
