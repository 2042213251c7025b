"""A goal is a part of itself.

## What it does

Follows `parent:` upwards from every goal.

## Why is this bad?

The hierarchy has no top, and no goal of the circle has an area.

## Example

```markdown strategy/goals/win.md
---
title: Win
parent: lead
---
```

```markdown strategy/goals/lead.md
---
title: Lead
parent: win
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
parent: lead
---
```

```markdown strategy/goals/lead.md
---
title: Lead
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

from gameplan.check.circles import chain, circles
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.ERROR, name="goal-cycle")


def check(context: Context) -> Iterator[Diagnostic]:
    """Circles of parents, each once."""
    playbook = context.playbook
    parents = {goal.path: parent.path for goal in playbook.goals if (parent := playbook.parent(goal))}
    for circle in circles({path: (parent,) for path, parent in parents.items()}):
        goals = [playbook.by_path[path] for path in circle]
        itself = f"the goal '{visible(goals[0].title)}' is a part of itself"
        yield Diagnostic(
            rule=RULE,
            message=f"the goals are parts of each other: {chain(goals)}" if len(goals) > 1 else itself,
            location=goals[0].at("parent"),
            hint="delete the line parent: here or in one of the others" if len(goals) > 1 else "delete the line",
        )
