"""No entry serves a goal.

## What it does

Reports goals in force that neither an open nor a done entry cites. A goal is served, too, by what serves a goal below it. Proposed
goals, non-goals and goals outside their period are not in force. A goal that may have nothing ahead, with the reason under
`accepted_gaps`, is let be.

## Why is this bad?

Strategy without a plan is theory.

## Example

```markdown strategy/goals/win.md
---
title: Win
lifecycle: accepted
---
```

## Use instead

```markdown strategy/goals/win.md
---
title: Win
lifecycle: accepted
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

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import is_in_force
from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="uncited-goal")


def check(context: Context) -> Iterator[Diagnostic]:
    """Goals in force that nothing serves."""
    accepted = context.coverage.accepted_goals
    for goal in context.playbook.goals:
        if (
            goal.path not in context.served_goals
            and goal.path not in context.strayed
            and goal.id not in accepted
            and is_in_force(goal_fields(goal), context.today)
        ):
            yield Diagnostic(
                rule=RULE,
                message=f"no entry serves the goal '{visible(goal.title)}'",
                location=goal.at("id") if goal.places.has("id") else goal.at("title"),
                hint=f"plan an entry with goals: [{visible(goal.id)}], or write lifecycle: dropped",
            )
