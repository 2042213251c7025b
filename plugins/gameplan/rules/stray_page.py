"""A file is written like a page, but lies or is named so that nobody reads it.

## What it does

Looks for text files under `plan/` and `strategy/` that begin with front matter and whose names don't end in `.md`, and for Markdown
files beside those folders, at the top, whose front matter has `goals:` or `start:`. All of them are one finding.

## Why is this bad?

What stands in them is neither checked nor published, and nothing else says so.

## Example

```markdown launch.md
---
title: Launch
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

RULE = Rule.documented(__doc__, Severity.WARNING, name="stray-page")
