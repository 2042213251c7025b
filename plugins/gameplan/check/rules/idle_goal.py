"""Nothing is planned for a goal any longer.

## What it does

Looks, for each goal in force, for an entry that serves it or a goal below it and is still to come: within the horizon (the option
`horizon`, a quarter by default), or without a day yet. A goal that nothing has ever served is `uncited-goal`; one that may have
nothing ahead says so under `accepted_gaps`, with the reason.

## Why is this bad?

Work on the goal has ended, and nobody has said whether it is reached or given up.

## Example

```markdown strategy/goals/win.md
---
title: Win
---
```

```markdown plan/launch.md
---
title: Launch
goals: [win]
status: published
start: 2026-10-06
---
```

## Use instead

```markdown strategy/goals/win.md
---
title: Win
lifecycle: achieved
---
```

```markdown plan/launch.md
---
title: Launch
goals: [win]
status: published
start: 2026-10-06
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, title_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import is_in_force
from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="idle-goal")


def check(context: Context) -> Iterator[Diagnostic]:
    """Goals in force that were served, and for which nothing is to come."""
    playbook, coverage = context.playbook, context.coverage
    busy = {goal.path for goal in playbook.goals if context.is_served(goal, "goals")} | context.strayed
    for path in tuple(busy):
        busy |= {above.path for above in playbook.ancestors(playbook.by_path[path])}
    for goal in playbook.goals:
        idle = goal.path in context.served_goals and goal.path not in busy
        if idle and goal.id not in coverage.accepted_goals and is_in_force(goal_fields(goal), context.today):
            yield Diagnostic(
                rule=RULE,
                message=f"nothing is planned for the goal {quoted(goal)} until {context.horizon}",
                location=title_of(goal),
                hint=f"plan an entry with goals: [{visible(goal.id)}], or write lifecycle: achieved or dropped",
            )
