"""A Markdown file under `plan/` has no front matter.

## What it does

Every Markdown file under `plan/` is an entry, and needs front matter; `index.md` and `README.md` aside.

## Why is this bad?

Without it the entry has no date, no goal and no owner.

## Example

```markdown plan/launch.md
Launch on the third of December.
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

Launch on the third of December.
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="missing-front-matter", configurable=False)
