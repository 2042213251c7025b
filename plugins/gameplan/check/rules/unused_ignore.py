"""An ignore comment silences nothing.

## What it does

Reports `# gameplan: ignore[rule]` comments whose rule finds nothing in the file, doesn't exist, or can't be ignored.

## Why is this bad?

It hides the next fault, which may be a real one.

## Example

```markdown plan/launch.md
---
title: Launch
# gameplan: ignore[missing-goal] moved from the old calendar
goals: [grow]
start: 2026-12-03
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
# gameplan: ignore[missing-goal] moved from the old calendar
start: 2026-12-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.check.context import Context
    from gameplan.diagnostics import Location

RULE = Rule.documented(__doc__, Severity.WARNING, name="unused-ignore")


def check(_context: Context) -> Iterator[Diagnostic]:
    """Find nothing here: what is unused shows only when all other rules have run, in `check/run.py`."""
    yield from ()


def unused(location: Location, name: str, rules: Mapping[str, Rule]) -> Diagnostic:
    """The finding for a rule that an ignore comment names for nothing."""
    rule = rules.get(name)
    if rule is None:
        near = nearest(name, rules)
        message = f"there is no rule '{visible(name)}'"
        hint = f"did you mean {near}?" if near else "delete the comment, or write the name that stands with the finding"
    elif not rule.configurable:
        message, hint = f"the rule '{name}' can't be ignored", "delete the comment, and fix the fault"
    else:
        message, hint = f"nothing here breaks the rule '{name}'", "delete the comment"
    return Diagnostic(rule=RULE, message=message, location=location, hint=hint)
