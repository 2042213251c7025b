"""A plan entry cites no goal.

## What it does

Checks that every plan entry cites at least one goal.

## Why is this bad?

A plan without strategy is activity without result: nobody can say why the entry is worth its effort.

## Example

```markdown plan/launch.md
---
title: Launch
start: 2026-12-03
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
from gameplan.model.pages import is_in_force
from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.ERROR, name="missing-goal")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries without a goal."""
    for entry in context.playbook.entries:
        if not entry.entry.goals:
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(entry.title)}' cites no goal",
                location=entry.at("goals") if entry.places.has("goals") else entry.start,
                hint=_hint(context),
            )


def _hint(context: Context) -> str:
    playbook = context.playbook
    in_force = {goal.path: goal for goal in playbook.goals if is_in_force(goal_fields(goal), context.today)}
    goals = [goal for goal in in_force.values() if not any(child.path in in_force for child in playbook.children(goal))]
    if not goals:
        return f"write the goal that it serves: goals: [the-goal], and add {playbook.strategy}/goals/the-goal.md"
    some = ", ".join(visible(goal.id) for goal in goals[:5])
    return f"write the goal that it serves, as in goals: [{visible(goals[0].id)}]; the goals are {some}{' …' if len(goals) > 5 else ''}"  # noqa: PLR2004 - enough to recognise the form
