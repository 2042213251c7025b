"""A deadline comes after the entry that it is for.

## What it does

Compares each of an entry's `deadlines` that isn't done with the entry's last day (of one that returns, its last time; of a
window, its end), while the entry is still to be done.

## Why is this bad?

A draft that is due after the text went out is due on no day at all. Mostly the entry was moved forward, and the deadlines
stayed behind.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
deadlines: {draft: 2026-12-10}
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
deadlines: {draft: 2026-11-26}
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.pages import InheritedDeadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="deadline-after-publication")


def check(context: Context) -> Iterator[Diagnostic]:
    """Deadlines after their entries."""
    for entry in context.promised:
        last = entry.out_by if entry.entry.deadlines else None
        for name, deadline in entry.entry.deadlines.items() if last else ():
            own = last is not None and deadline.on > last and not isinstance(deadline, InheritedDeadline)
            if own and not deadline.done:
                yield Diagnostic(
                    rule=RULE,
                    message=f"the deadline '{visible(name)}' is on {deadline.on}, and {quoted(entry)} ends on {last}",
                    location=entry.at("deadlines", name, "on"),
                    hint=f"write a day before {last}, or move the entry",
                    related=(Related(when_of(entry), f"ends on {last}"),),
                )
