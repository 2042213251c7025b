"""No goal has the id that is cited.

## What it does

Looks up every id in `goals:`.

## Why is this bad?

The entry seems to serve a goal, and serves none.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grwo]
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

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="unknown-goal")
