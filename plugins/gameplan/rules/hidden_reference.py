"""A public page refers to one that the public doesn't see.

## What it does

Reports references and links from a public page to an internal or draft one. On the public site the text stays and the link is left out.

## Why is this bad?

Either the one should be public too, or the other says more than it should.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
related: [deal]
---
```

```markdown plan/deal.md
---
title: Deal
goals: [grow]
start: 2026-12-01
visibility: internal
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

```markdown plan/deal.md
---
title: Deal
goals: [grow]
start: 2026-12-01
visibility: internal
related: [launch]
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.WARNING, name="hidden-reference")
