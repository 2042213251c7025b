"""Something goes out on a day on which nothing should.

## What it does

Looks for entries that begin within a policy's `blackouts`, today or later: promised ones, each time that they return. A blackout
without an `end` is a single day. A policy with `applies_to` is about the entries whose type, channel, audience or tag it names; one
without is about all that goes out, and so not about tasks, milestones and reviews.

## Why is this bad?

The house decided that these days are quiet, for a reason that whoever planned the entry may not know.

## Example

```markdown strategy/policies/quiet.md
---
title: Quiet days
blackouts: [{start: 2026-12-24, end: 2027-01-02, reason: Nobody is there}]
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-28
---
```

## Use instead

```markdown strategy/policies/quiet.md
---
title: Quiet days
blackouts: [{start: 2026-12-24, end: 2027-01-02, reason: Nobody is there}]
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2027-01-04
---
```
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.check.phrases import counted, days_between, quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.coverage import INWARD
from gameplan.model.pages import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry, Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="blackout")


class _Quiet(NamedTuple):
    """Quiet days of a policy."""

    policy: Page
    number: int
    applies_to: frozenset[str]
    first: date
    last: date
    reason: str


def check(context: Context) -> Iterator[Diagnostic]:
    """Promised entries that begin on quiet days."""
    quiet = [found for found in _quiet(context) if found.last >= context.today]
    if not quiet:
        return
    first = max(context.today, min(found.first for found in quiet))
    last = max(found.last for found in quiet)
    for entry in context.promised:
        days = entry.schedule.begins(first, last)
        for found in quiet if days else ():
            hit = [day for day in days if max(found.first, context.today) <= day <= found.last]
            if hit and _concerns(context, found, entry):
                yield _finding(found, entry, hit)


def _finding(found: _Quiet, entry: Entry, hit: list[date]) -> Diagnostic:
    days = f"on {hit[0]}" + (f" and {counted(len(hit) - 1, 'more time')}" if len(hit) > 1 else "")
    reason = f": {visible(found.reason)}" if found.reason else ""
    after = found.last + timedelta(days=1)
    skip = ", ".join(str(day) for day in hit)
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(entry)} goes out {days}, {_span(found)} of {quoted(found.policy)}{reason}",
        location=when_of(entry),
        hint=f"skip it: except: [{skip}] in repeat" if entry.schedule.recurrence else f"move it to {after} or later",
        related=(Related(found.policy.at("blackouts", found.number), "decided here"),),
    )


def _span(found: _Quiet) -> str:
    return "a quiet day" if found.first == found.last else f"in the quiet days {days_between(found.first, found.last)}"


def _quiet(context: Context) -> Iterator[_Quiet]:
    for page in context.playbook.of_kind("policy"):
        if isinstance(page.fields, Policy):
            words = frozenset(text.casefold() for text in page.fields.applies_to)
            for number, days in enumerate(page.fields.blackouts):
                yield _Quiet(page, number, words, days.start, days.end or days.start, days.reason)


def _concerns(context: Context, found: _Quiet, entry: Entry) -> bool:
    """Whether a policy is about an entry."""
    kind = entry.entry.type or ""
    if not found.applies_to:
        return kind not in INWARD
    pages = context.playbook.targets(entry, "channels", "audiences")
    words = (kind, *entry.fields.tags, *(page.id for page in pages))
    return not found.applies_to.isdisjoint(word.casefold() for word in words)
