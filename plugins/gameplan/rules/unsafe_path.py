"""A file can't be used safely under its name.

## What it does

Reports links (symbolic links, which can point out of the repository), pipes and devices; names that one of the common systems can't store
or that clash with another by case or spelling; and pages that would overwrite each other on the site.

## Why is this bad?

A link can publish a file of the machine that builds the site. Two names that differ only in case are one file on other machines.

## Example

```markdown plan/a:b.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---
```

## Use instead

```markdown plan/a-b.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="unsafe-path")
