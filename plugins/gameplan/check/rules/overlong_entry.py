"""Something lasts more than five years.

## What it does

Looks for entries, and blackouts of policies, that end more than five years after they begin. What returns is judged by one time that
it happens; how often that is, `endless-repeat` tells.

## Why is this bad?

Mostly it is a slip in a year: the entry stands in every month of a lifetime, and is never over.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
end: 2126-12-05
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
end: 2026-12-05
---
```
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Related, Rule, Severity
from gameplan.model.page import Entry
from gameplan.model.pages import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.page import Page, Path

RULE = Rule.documented(__doc__, Severity.WARNING, name="overlong-entry")
_LONGEST = timedelta(days=5 * 366)


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries and blackouts that outlast every plan."""
    for page in context.playbook.pages:
        for first, extra, places in _stretches(page):
            if extra > _LONGEST:
                yield Diagnostic(
                    rule=RULE,
                    message=f"it lasts {round(extra.days / 365.25)} years, until {first + extra}",
                    location=page.at(*places[1]),
                    hint="correct the year; or write an end that somebody plans for",
                    related=(Related(page.at(*places[0]), "begins here"),),
                )


def _stretches(page: Page) -> Iterator[tuple[date, timedelta, tuple[Path, Path]]]:
    """Yield first days, with the time to the last ones and the places of both."""
    if isinstance(page, Entry):
        if page.schedule.start is not None and page.schedule.first_day is not None:
            yield page.schedule.first_day, page.schedule.extra_days, page.edges
    elif isinstance(page.fields, Policy):
        for number, quiet in enumerate(page.fields.blackouts):
            if quiet.start and quiet.end:
                places: tuple[Path, Path] = (("blackouts", number, "start"), ("blackouts", number, "end"))
                yield quiet.start, quiet.end - quiet.start, places
