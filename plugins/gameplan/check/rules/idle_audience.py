"""Nothing is planned for an audience.

## What it does

Looks for an entry for each audience that is still to come, and comes within the horizon (the option `horizon`, a quarter by
default) or has no day yet. An audience with commitments is judged by them: see `missed-commitment`.

## Why is this bad?

An audience that is in the strategy and not in the plan is a wish. Either the plan forgets people who matter, or they don't
matter any longer.

## Example

```markdown strategy/audiences/owner.md
---
title: Owner
---
```

## Use instead

```markdown strategy/audiences/owner.md
---
title: Owner
accepted_gaps: [{reason: This year we only listen to them.}]
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, title_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="idle-audience")


def check(context: Context) -> Iterator[Diagnostic]:
    """Audiences for whom nothing is to come."""
    for page in context.idle_audiences:
        yield Diagnostic(
            rule=RULE,
            message=f"nothing is planned for the audience {quoted(page)} until {context.horizon}",
            location=title_of(page),
            hint=f"plan an entry with audiences: [{visible(page.id)}], or accept it with a reason under accepted_gaps",
        )
