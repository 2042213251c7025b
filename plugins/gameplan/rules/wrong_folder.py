"""A file lies in the folder of another kind of page.

## What it does

Reports a plan entry below `strategy/goals/`, a goal in `plan/`, and so on: what a file says by its keys, or by `kind:`, is not what its
folder says.

## Why is this bad?

The folder decides what a page is. An entry among the goals is in no calendar, and a goal in the plan can be cited by nobody.

## Example

```markdown strategy/goals/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: planned
channels: [blog]
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: planned
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="wrong-folder", configurable=False)
