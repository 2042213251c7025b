"""A reference names a page of another kind.

## What it does

Reports an id that is not of the kind that the field takes, but of another one.

## Why is this bad?

`goals: [founders]`, where `founders` is an audience, cites no goal.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow, founders]
audiences: [founders]
start: 2026-12-03
---
```

```markdown strategy/audiences/founders.md
---
title: Founders
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
audiences: [founders]
start: 2026-12-03
---
```

```markdown strategy/audiences/founders.md
---
title: Founders
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="wrong-kind")
