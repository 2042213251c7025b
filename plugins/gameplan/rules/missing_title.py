"""A page has no title.

## What it does

Every page that has a kind, and every plan entry, needs a `title:`.

## Why is this bad?

The title is what people see in lists, in search results and in their calendars.

## Example

```markdown plan/launch.md
---
goals: [grow]
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

RULE = Rule.documented(__doc__, Severity.ERROR, name="missing-title")
