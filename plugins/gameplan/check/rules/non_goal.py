"""An entry cites something that we decided not to do.

## What it does

Reports entries that cite a goal with `non_goal: true`.

## Why is this bad?

The strategy says that this will not be done, and the plan does it.

## Example

```markdown strategy/goals/win.md
---
title: Win
non_goal: true
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
non_goal: false
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

from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="non-goal")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that cite non-goals."""
    for entry, goal, fields, link in context.citations:
        if fields.non_goal and entry.status.stage is not Stage.DROPPED:
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(goal.title)}' is a non-goal: we decided not to do it",
                location=link.location,
                hint="cite another goal, or take the entry out of the plan",
                related=(Related(goal.at("non_goal"), "decided here"),),
            )
