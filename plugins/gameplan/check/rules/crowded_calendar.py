"""More goes out in a period than the team allows.

## What it does

Counts what `limits: {cadence: …}` in the options is about, in the present week, month, quarter or year and in those that begin
within the horizon (the option `horizon`, a quarter by default). A limit has a name, how much it allows, and filters: those of
[feeds of your own](calendar.md). What counts is what counts for a commitment: see `missed-commitment`.

## Why is this bad?

The team decided how much is too much, before the readers do.

## Example

```yaml mkdocs.yml
plugins:
  - gameplan:
      limits: {cadence: {letters: {at_most: 1, every: week, types: [email]}}}
```

```markdown plan/launch.md
---
title: Launch
type: email
goals: [grow]
start: 2026-12-01
---
```

```markdown plan/prices.md
---
title: Prices
type: email
goals: [grow]
start: 2026-12-03
---
```

## Use instead

```yaml mkdocs.yml
plugins:
  - gameplan:
      limits: {cadence: {letters: {at_most: 1, every: week, types: [email]}}}
```

```markdown plan/launch.md
---
title: Launch
type: email
goals: [grow]
start: 2026-12-01
---
```

```markdown plan/prices.md
---
title: Prices
type: email
goals: [grow]
start: 2026-12-10
---
```
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gameplan.analysis.commitments import going_out
from gameplan.check.messages import counted, in_period, related_entries, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.filters import filter_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry

RULE = Rule.documented(__doc__, Severity.WARNING, name="crowded-calendar")


def check(context: Context) -> Iterator[Diagnostic]:
    """Periods with more than a limit allows."""
    if not context.cadences:
        return
    values = [(entry, filter_values(context.playbook, entry)) for entry in context.playbook.entries]
    for name, wanted in context.cadences.items():
        limit = context.conventions.limits.cadence[name]
        chosen = [entry for entry, said in values if wanted.takes(said)]
        for period in going_out(limit.every, chosen, context.today, context.conventions.horizon):
            if period.planned > limit.at_most:
                entries = sorted(period.entries, key=_day)
                late = entries[limit.at_most]
                when = in_period(period, limit.every)
                yield Diagnostic(
                    rule=RULE,
                    message=(
                        f"{counted(period.planned, 'entry', 'entries')} of '{name}' in {when}, "
                        f"and the limit is {limit.at_most}"
                    ),
                    location=when_of(late),
                    hint=f"move something out of {when}, or write another limit in the options",
                    related=related_entries(
                        (entry, when_of(entry), f"in {when} too") for entry in entries if entry is not late
                    ),
                )


def _day(entry: Entry) -> tuple[date, str]:
    return entry.schedule.first_day or date.max, entry.path
