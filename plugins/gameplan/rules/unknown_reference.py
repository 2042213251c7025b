"""No page has the id that is cited.

## What it does

Looks up every reference to an audience, channel, message, KPI, person, entry or journey stage, and every `[[id]]` in a text. Names of
persons are free as long as the playbook has no pages for people.

## Why is this bad?

The link leads nowhere, and the other page doesn't know of this one.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
depends_on: [teaser]
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
depends_on: [teaser]
---
```

```markdown plan/teaser.md
---
title: Teaser
goals: [grow]
start: 2026-12-01
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="unknown-reference")
