"""A link in a text leads to a file that isn't there.

## What it does

Checks relative links and images that point into `strategy/` or `plan/`, and whether other addresses are addresses at all.

## Why is this bad?

Readers get a page that says "not found".

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the goal](../strategy/goals/growth.md).
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the goal](../strategy/goals/grow.md).
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="broken-link")
