"""What was decided was to be done by now.

## What it does

Reports decisions that are open and whose `due` day has passed, on the day of the check.

## Why is this bad?

A decision that nobody carries out is taken again at the next review, and at the one after that.

## Example

```markdown strategy/decisions/no-adverts.md
---
title: We stop the adverts
owner: Ana
on: 2026-09-30
due: 2026-10-15
---
```

## Use instead

Say that it was done, or by when it will be:

```markdown strategy/decisions/no-adverts.md
---
title: We stop the adverts
owner: Ana
on: 2026-09-30
due: 2026-10-15
status: done
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.decisions import is_open
from gameplan.check.messages import quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="decision-overdue")


def check(context: Context) -> Iterator[Diagnostic]:
    """Open decisions past the day by which they were to be done."""
    for page in context.playbook.of_kind("decision"):
        due = getattr(page.fields, "due", None)
        if is_open(page) and due is not None and due < context.today:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(page)} was to be done by {due}, and is open",
                location=page.at("due"),
                hint="once it is done write status: done; else write the day by which it will be",
            )
