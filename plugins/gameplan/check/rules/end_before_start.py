"""Something ends before it begins.

## What it does

Compares `start` and `end` of entries, of goals and of a policy's blackouts.

## Why is this bad?

Calendar programs drop such an event, or show it in the wrong place.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
end: 2026-12-01
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-01
end: 2026-12-03
---
```
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import Diagnostic, Related, Rule, Severity
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.page import Page, Path

RULE = Rule.documented(__doc__, Severity.ERROR, name="end-before-start")


def check(context: Context) -> Iterator[Diagnostic]:
    """Ends before starts."""
    for page in context.playbook.pages:
        for start, end, places in _stretches(page):
            if start is not None and end is not None and _instant(end) < _instant(start):
                yield Diagnostic(
                    rule=RULE,
                    message=f"it ends on {_shown(end)}, before it begins on {_shown(start)}",
                    location=page.at(*places[1]),
                    hint="correct one of the two",
                    related=(Related(page.at(*places[0]), "begins here"),),
                )


def _instant(when: date | datetime) -> date | datetime:
    """Return a moment in UTC: on the night when the clocks go back, the wall clock doesn't tell which of two is first."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when


def _stretches(page: Page) -> Iterator[tuple[Any, Any, tuple[Path, Path]]]:
    """Yield starts and ends, with the places of both."""
    fields = page.fields
    if isinstance(page, Entry):
        yield page.schedule.start, page.schedule.end, page.edges
    elif isinstance(fields, Goal):
        yield fields.start, fields.end, (("start",), ("end",))
    elif isinstance(fields, Policy):
        for number, blackout in enumerate(fields.blackouts):
            yield blackout.start, blackout.end, (("blackouts", number, "start"), ("blackouts", number, "end"))


def _shown(when: date | datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when}"
