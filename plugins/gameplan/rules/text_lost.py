"""A `#` cuts a text short.

## What it does

Reports a title or summary without quotes in which a blank and `#` start a comment, and the comment doesn't look like one.

## Why is this bad?

In YAML everything from ` #` on is a comment: `title: We are #1` is the title "We are".

## Example

```markdown plan/launch.md
---
title: We are #1
goals: [grow]
start: 2026-12-03
---
```

## Use instead

```markdown plan/launch.md
---
title: "We are #1"
goals: [grow]
start: 2026-12-03
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="text-lost")
