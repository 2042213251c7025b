"""A link in a text leads nowhere.

## What it does

Checks relative links and images, and whether other addresses are addresses at all. A link to a file outside of `strategy/` and
`plan/`, which the site doesn't have, is a warning, and an address that no browser opens an info.

## Why is this bad?

Readers get a page that says "not found".

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the goal](../strategy/goals/growth.md).
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the goal](../strategy/goals/grow.md).
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="broken-link")
