"""A time of day doesn't exist, or exists twice, because the clocks change.

## What it does

Reports times in the hour that is skipped in spring or repeated in autumn, in the entry's time zone. A skipped time is moved forward
by the hour; of a repeated one the first is taken.

## Why is this bad?

Calendar programs disagree about such times.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2027-03-28 02:30
timezone: Europe/Prague
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2027-03-28 03:30
timezone: Europe/Prague
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.WARNING, name="clock-change")
