r"""A text holds characters that can't be seen.

## What it does

Reports control characters, characters that turn the direction of writing, and invisible ones. Joiners, which emoji and Persian need,
are fine.

## Why is this bad?

They make two different ids look the same, turn a file name or title round, or drive a terminal; some calendar programs refuse a whole
feed for one of them.

## Example

```markdown plan/launch.md
---
title: "Launch\u202e"
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

RULE = Rule.documented(__doc__, Severity.ERROR, name="unsafe-text")
