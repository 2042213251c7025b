"""An entry cites a goal that is dropped or achieved.

## What it does

Reports open entries that cite a goal whose `lifecycle` is `dropped` or `achieved`.

## Why is this bad?

The entry serves something that nobody wants any more, or that is done.

## Example

```markdown strategy/goals/win.md
---
title: Win
lifecycle: dropped
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

from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="retired-goal")


def check(context: Context) -> Iterator[Diagnostic]:
    """Open entries that cite goals which are over."""
    for entry, goal, fields, link in context.citations:
        if fields.lifecycle in ("dropped", "achieved") and entry.status.stage.open:
            yield Diagnostic(
                rule=RULE,
                message=f"the goal '{visible(goal.title)}' is {fields.lifecycle}",
                location=link.location,
                hint="cite a goal that is in force, or cancel the entry",
                related=(Related(goal.at("lifecycle"), f"{fields.lifecycle} here"),),
            )
