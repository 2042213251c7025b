"""A file that should be a page is empty.

## What it does

Reports Markdown files under `plan/`, and in the folders of `strategy/` whose pages have a kind, that hold nothing or only blank lines;
`index.md` and `README.md` aside.

## Why is this bad?

An entry whose text got lost is gone from the site and from everybody's calendar, and nothing else says so.

## Example

```markdown plan/launch.md
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

RULE = Rule.documented(__doc__, Severity.ERROR, name="empty-file")
