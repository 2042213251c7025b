"""The calendar holds less than the strategy promises.

## What it does

Holds each of the `commitments` of channels, audiences, and goals in force against what goes out: in the present week, month,
quarter or year, and in those that begin within the horizon (the option `horizon`, a quarter by default; of years only the
present one). What is planned or further counts, and what has gone out; ideas, what is on hold and what was cancelled don't.
An entry that returns counts each time; one without a day counts where its window lies within the period.

## Why is this bad?

A promise that nobody plans for is broken on the day on which it is too late to keep it.

## Example

```markdown strategy/channels/blog.md
---
title: Blog
commitments: [{at_least: 1, of: article, every: quarter}]
---
```

```markdown plan/launch.md
---
title: Launch
type: article
goals: [grow]
channels: [blog]
start: 2026-12-03
---
```

## Use instead

```markdown strategy/channels/blog.md
---
title: Blog
commitments: [{at_least: 1, of: article, every: quarter}]
---
```

```markdown plan/launch.md
---
title: Launch
type: article
goals: [grow]
channels: [blog]
start: 2026-12-03
---
```

```markdown plan/lessons.md
---
title: What the launch taught us
type: article
goals: [grow]
channels: [blog]
start: 2027-01-21
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import counted, in_period, listed, quoted, related_entries, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.stage_coverage import CommitmentRecord
    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="missed-commitment")


def check(context: Context) -> Iterator[Diagnostic]:
    """Commitments with too little in some period."""
    for record in context.coverage.commitments:
        short, every = record.short, record.commitment.every
        if not short:
            continue
        told = listed([f"{period.planned} in {in_period(period, every)}" for period in short])
        yield Diagnostic(
            rule=RULE,
            message=f"{quoted(record.page)} promises {_promised(record)}, and the plan holds {told}",
            location=record.page.at("commitments", record.number),
            hint=_hint(record),
            related=related_entries(
                (entry, when_of(entry), f"counts in {in_period(period, every)}")
                for period in short
                for entry in period.entries
            ),
        )


def _promised(record: CommitmentRecord) -> str:
    least, kind, every = record.commitment.at_least, record.commitment.of, record.commitment.every
    what = counted(least, "entry", "entries")
    return f"at least {what} {f'of type {visible(kind)} ' if kind else ''}every {every}"


def _hint(record: CommitmentRecord) -> str:
    page, made, first = record.page, record.commitment, record.short[0]
    kind = f"type: {visible(made.of)} and " if made.of else ""
    where = f"{kind}{page.kind.field}: [{visible(page.id)}]"
    return f"plan {made.at_least - first.planned} more with {where} in {in_period(first, made.every)}, or promise less"
