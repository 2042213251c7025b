"""Something is published, and its day is still to come.

## What it does

Looks for a `published` day after today, and for entries that are published or done, but begin after today. What returns may be
published and have days to come.

## Why is this bad?

One of the two is wrong: the day, or the status. Until it is fixed the entry counts as done, and nobody works on it.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
status: published
start: 2026-12-03
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
status: scheduled
start: 2026-12-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="published-in-future")


def check(context: Context) -> Iterator[Diagnostic]:
    """Published entries with days to come."""
    today = context.today
    for entry in context.playbook.entries:
        published, first = entry.entry.published, entry.schedule.first_day
        if published is not None and published > today:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} was published on {published}, which is still to come",
                location=entry.at("published"),
                hint="write the day on which it really went out, or take the line out until then",
            )
        elif entry.status.stage is Stage.PUBLISHED and published is None and first is not None and first > today:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} is {entry.status.label.lower()}, and begins on {first}",
                location=entry.at("status"),
                hint=f"write status: scheduled, or published: {today} if it went out before its day",
                related=(Related(when_of(entry), f"begins on {first}"),),
            )
