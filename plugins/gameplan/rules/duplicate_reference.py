"""One thing is cited twice in one field.

## What it does

Reports an id that a list holds more than once.

## Why is this bad?

It counts once; mostly another id was meant.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow, grow]
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

RULE = Rule.documented(__doc__, Severity.WARNING, name="duplicate-reference")
