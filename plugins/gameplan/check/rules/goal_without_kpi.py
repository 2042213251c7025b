"""Nothing measures a goal.

## What it does

Looks for goals in force that have no KPI, and no accepted goal below them that has one: neither under `kpis`, nor by a KPI that
names the goal under `goals`. A playbook without a single KPI is let be.

## Why is this bad?

Nobody will ever know whether it was reached, and every entry that serves it can claim to have helped.

## Example

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
readings: {2026-10-31: 26}
---
```

```markdown strategy/goals/win.md
---
title: Win
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

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow, win]
readings: {2026-10-31: 26}
---
```

```markdown strategy/goals/win.md
---
title: Win
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

from gameplan.check.messages import quoted, title_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import is_in_force
from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="goal-without-kpi")


def check(context: Context) -> Iterator[Diagnostic]:
    """Goals in force that nothing measures."""
    if not context.playbook.of_kind("kpi"):
        return
    for goal in context.playbook.goals:
        fields = goal_fields(goal)
        # A KPI that it names and that there isn't is another rule's.
        if is_in_force(fields, context.today) and not fields.kpis and not context.scores.measures(goal)[0]:
            yield Diagnostic(
                rule=RULE,
                message=f"nothing measures the goal {quoted(goal)}, nor any goal below it",
                location=goal.at("kpis") if goal.places.has("kpis") else title_of(goal),
                hint=f"name a KPI under kpis, or write goals: [{visible(goal.id)}] on a KPI's page",
            )
