"""A key is none that Gameplan knows.

## What it does

Reports keys that the page's kind doesn't have. Keys that begin with `x_` are the author's own; keys of the theme
and of other plugins pass, those that are known and those that the option `pass_through` names.

## Why is this bad?

`gaols: [grow]` is a typing slip that would silently cite nothing.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
chanel: blog
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
x_printer: Rua Nova
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="unknown-key")
