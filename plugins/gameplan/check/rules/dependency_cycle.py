"""Entries wait for each other.

## What it does

Follows `depends_on:` from every entry.

## Why is this bad?

None of them can begin.

## Example

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
depends_on: [launch]
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

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.circles import chain
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.ERROR, name="dependency-cycle")


def check(context: Context) -> Iterator[Diagnostic]:
    """Circles of dependencies, each once."""
    for entries in context.dependency_circles:
        itself = f"'{visible(entries[0].title)}' waits for itself"
        yield Diagnostic(
            rule=RULE,
            message=f"entries wait for each other: {chain(entries)}" if len(entries) > 1 else itself,
            location=entries[0].at("depends_on"),
            hint="take the id out of depends_on, here or in one of the others" if len(entries) > 1 else "take it out",
        )
