"""A recurrence has no end.

## What it does

Reports a `repeat` without `until` or `count`. It stays endless in the feeds; the site shows the part within its own dates.

## Why is this bad?

Nobody decides whether it still serves its goal, and every calendar carries it for ever.

## Example

```markdown plan/launch.md
---
title: Newsletter
goals: [grow]
start: 2026-12-07
repeat: {every: week}
---
```

## Use instead

```markdown plan/launch.md
---
title: Newsletter
goals: [grow]
start: 2026-12-07
repeat: {every: week, until: 2027-03-29}
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.WARNING, name="endless-repeat")
