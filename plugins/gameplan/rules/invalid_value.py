"""A value is not of the kind that its key takes.

## What it does

Checks every value: dates, time zones, numbers, addresses, choices, lengths, recurrences. Nothing is guessed; the hint holds the
corrected form. A value with this finding counts as not written, and a `visibility` with it as not public.

## Why is this bad?

`05/01/2026` is the fifth of January for half of the readers and the first of May for the others.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 05.01.2026
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-01-05
status: done
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="invalid-value")
