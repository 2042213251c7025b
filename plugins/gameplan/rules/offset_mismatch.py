"""An offset from UTC is not the one that the clocks keep on that day.

## What it does

Compares an offset typed with a time to that of the entry's time zone, or of the playbook's, on that day. An instant in UTC, with `Z` or
`+00:00`, is never reported.

It also looks for `2026-12-03 09:00-11:00`, which is a time with an offset, and mostly meant to be a range. Where it is an offset,
write `T` between the day and the time.

## Why is this bad?

People keep the winter offset all year, and their events are an hour off in everybody's calendar.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2027-07-05 14:00+01:00
timezone: Europe/Prague
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2027-07-05 14:00
timezone: Europe/Prague
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.WARNING, name="offset-mismatch")
