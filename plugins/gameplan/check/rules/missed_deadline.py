"""A deadline has passed, and isn't done.

## What it does

Looks for `deadlines` before today that aren't marked as done, while their entry is promised and still to be done. An entry that
is overdue itself is told of by `overdue` alone.

## Why is this bad?

What is late today makes the entry late, and there is still time to say so.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
deadlines: {draft: 2026-11-16}
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
deadlines: {draft: {on: 2026-11-16, done: true}}
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import counted, deadline_place, quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import CountedDeadline, InheritedDeadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry
    from gameplan.model.pages import Deadline

RULE = Rule.documented(__doc__, Severity.WARNING, name="missed-deadline")


def _hint(entry: Entry, name: str, deadline: Deadline) -> str:
    if isinstance(deadline, InheritedDeadline):
        return f"once it is done write deadlines: {{{visible(name)}: {{done: true}}}}; else the day on which it will be"
    day = deadline.counted if isinstance(deadline, CountedDeadline) else deadline.on
    key = entry.places.typed_key("deadlines", name, "on")
    return f"write {{{key}: {day}, done: true}}, or the day on which it will be done"


def check(context: Context) -> Iterator[Diagnostic]:
    """Deadlines that passed."""
    for entry in context.promised:
        if not entry.entry.deadlines or entry.past_due(context.today):
            continue
        for name, deadline in entry.entry.deadlines.items():
            if deadline.on < context.today and not deadline.done:
                ago = counted((context.today - deadline.on).days, "day")
                yield Diagnostic(
                    rule=RULE,
                    message=f"the deadline '{visible(name)}' of {quoted(entry)} was on {deadline.on}, {ago} ago",
                    location=deadline_place(entry, name, "on"),
                    hint=_hint(entry, name, deadline),
                )
