"""Something goes out on a day on which nothing should.

## What it does

Looks for entries that are on in a policy's `blackouts`, today or later: promised ones, each time that they return, those too that
began before and go on; but not for tasks, milestones and reviews, which go nowhere. A blackout without an `end` is a single day. A
policy with `applies_to` is about the entries of the types, kinds, pages and media that it names.

## Why is this bad?

The team decided that these days are quiet, for a reason that whoever planned the entry may not know.

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

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import QuietDays, Reach, quiet_days
from gameplan.check.messages import counted, days_between, quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.status import INWARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence

RULE = Rule.documented(__doc__, Severity.WARNING, name="blackout")
_DAY = timedelta(days=1)
_MOST_DAYS = 12


class _Times(NamedTuple):
    """Quiet days, and the entries that they are meant for."""

    quiet: QuietDays
    reach: Reach


def check(context: Context) -> Iterator[Diagnostic]:
    """Promised entries that are on in quiet days."""
    times = list(_times(context))
    if not times:
        return
    first = max(context.today, min(each.quiet.first for each in times))
    last = max(each.quiet.last for each in times)
    for entry in context.promised:
        found = () if entry.entry.type in INWARD else tuple(entry.outgoing(first, last))
        for each in times if found else ():
            begin, end = max(each.quiet.first, context.today), each.quiet.last
            hit = [happening for happening in found if happening.first <= end and happening.last >= begin]
            if hit and each.reach.takes(entry, context.playbook.targets_by_field(entry)):
                yield _finding(context, each, entry, hit)


def _times(context: Context) -> Iterator[_Times]:
    for policy in context.playbook.of_kind("policy"):
        reach = Reach(context.playbook, policy)
        for quiet in quiet_days(policy):
            if quiet.last >= context.today:
                yield _Times(quiet, reach)


def _finding(context: Context, times: _Times, entry: Entry, hit: list[Occurrence]) -> Diagnostic:
    quiet, first = times.quiet, hit[0]
    if first.first < quiet.first:
        said = f"is on {days_between(first.first, first.last)}"
    else:
        more = f" and {counted(len(hit) - 1, 'more time')}" if len(hit) > 1 else ""
        said = f"goes out on {first.first}{more}"
    days = days_between(quiet.first, quiet.last)
    reason = f" ({visible(quiet.reason)})" if quiet.reason else ""
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(entry)} {said}, and {quoted(quiet.policy)} wants quiet {days}{reason}",
        location=when_of(entry),
        hint=_hint(context, quiet, entry, hit),
        related=(Related(quiet.policy.at("blackouts", quiet.number), "decided here"),),
    )


def _hint(context: Context, quiet: QuietDays, entry: Entry, hit: list[Occurrence]) -> str:
    if entry.schedule.recurrence:
        return f"skip it: except: [{', '.join(str(happening.first) for happening in hit[:_MOST_DAYS])}] in repeat"
    after = f"move it to {quiet.last + _DAY} or later"
    if hit[0].first >= quiet.first:
        return after
    pause = f"let it end by {quiet.first - _DAY}" if quiet.first > context.today else "pause it"
    return f"{pause}, or {after}"
