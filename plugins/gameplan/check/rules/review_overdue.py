"""A page should have been looked at again.

## What it does

Reports pages whose `review_by` has passed, on the day of the check; cancelled and retired entries and goals that are over
aside. A field of your own that holds a day can have a `review`, how long the day counts: days longer ago are reported too.

## Why is this bad?

What nobody looks at goes stale, and people go on relying on it.

## Example

```markdown strategy/goals/grow.md
---
title: Grow
review_by: 2026-06-30
---
```

## Use instead

```markdown strategy/goals/grow.md
---
title: Grow
review_by: 2027-06-30
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.own_fields import reviews_of
from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="review-overdue")


def check(context: Context) -> Iterator[Diagnostic]:
    """Pages past their review."""
    for page in context.playbook.pages:
        by = page.fields.review_by
        if by is not None and by < context.today and not _over(page):
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(page.title)}' was to be looked at again by {by}",
                location=page.at("review_by"),
                hint="look at it, then write in review_by by when to look at it the next time",
            )
        if not _over(page):
            yield from _own(page, context.today)


def _own(page: Page, today: date) -> Iterator[Diagnostic]:
    """Days in fields of the playbook's own that are too long ago."""
    for own, last in reviews_of(page):
        if last < today:
            yield Diagnostic(
                rule=RULE,
                message=f"{own.name} of '{visible(page.title)}' was to be looked at again by {last}",
                location=page.at(own.name) if page.places.has(own.name) else page.start,
                hint=f"see whether it still holds, then write {own.name}: {today}",
            )


def _over(page: Page) -> bool:
    if isinstance(page, Entry):
        return page.status.stage in (Stage.DROPPED, Stage.RETIRED)
    return isinstance(page.fields, Goal) and page.fields.lifecycle in ("dropped", "achieved")
