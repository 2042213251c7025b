"""A key stands twice in one front matter.

## What it does

Reports the second of two equal keys, also where they differ only in case, or as singular and plural of one field.

## Why is this bad?

YAML readers keep the last one silently: `goals: [grow]` followed by `goals: []` is an entry without goals. Gameplan reads the first.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
goals: []
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

RULE = Rule.documented(__doc__, Severity.ERROR, name="duplicate-key")
