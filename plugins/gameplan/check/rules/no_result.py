"""Something went out long ago, and nobody wrote down what it brought.

## What it does

Looks for entries that were published or done more than 28 days ago (the option `limits: {result_after: 28d}`) and say nothing in
`results` of what they should move: of each KPI that they name in `kpis`; where they name none, of at least one KPI of their goals,
or of the nearest goal above that has any. Tasks, milestones and reviews are only asked for KPIs that they name themselves. What went
out more than a year ago is let be.

## Why is this bad?

Without results the next plan is made by taste. After a while nobody can say any longer what it was.

## Example

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
readings: {2026-10-31: 42}
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
kpis: [trials]
status: published
start: 2026-09-03
---
```

## Use instead

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
readings: {2026-10-31: 42}
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
kpis: [trials]
status: published
start: 2026-09-03
results: {trials: 7}
---
```
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.check.messages import listed, quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.status import INWARD, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Entry

RULE = Rule.documented(__doc__, Severity.INFO, name="no-result")
_LONG_AGO = timedelta(days=365)


def check(context: Context) -> Iterator[Diagnostic]:
    """Find entries that were published long ago and have no results."""
    after = context.conventions.limits.result_after
    for entry in context.playbook.entries:
        day = _day(entry) if entry.status.stage is Stage.PUBLISHED else None
        if day is None or not after < context.today - day <= max(_LONG_AGO, after):
            continue
        found = _own(context, entry, day) if entry.entry.kpis else _of_goals(context, entry, day)
        if found is not None:
            yield found


def _own(context: Context, entry: Entry, day: date) -> Diagnostic | None:
    """What is missing of the KPIs that an entry names: each of them is asked for."""
    results = context.playbook.targets(entry, "results")
    missing = [visible(kpi.id) for kpi in context.playbook.targets(entry, "kpis") if kpi not in results]
    if not missing:
        return None
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(entry)} went out on {day}, and has no result for {listed(missing)}",
        location=entry.at("results") if entry.places.has("results") else entry.at("kpis"),
        hint=f"write what it brought: results: {{{missing[0]}: 12}}",
    )


def _of_goals(context: Context, entry: Entry, day: date) -> Diagnostic | None:
    """What is missing where an entry names no KPI: a result for one of those of its goals, and any result will do."""
    kpis = [visible(kpi.id) for kpi in context.nearest_kpis.of(entry)]
    if entry.entry.results or not kpis or entry.entry.type in INWARD:
        return None
    alone = len(kpis) == 1
    whose = "the KPI that measures its goal" if alone else "the KPIs that measure its goals"
    brought = "write what it brought" if alone else "write what it brought to one of them"
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(entry)} went out on {day}, and has no result for {listed(kpis, 'or')}, {whose}",
        location=entry.at("goals"),
        hint=f"{brought}: results: {{{kpis[0]}: 12}}; where it was to move another, name that in kpis",
    )


def _day(entry: Entry) -> date | None:
    """The day on which it went out; of what returns, the last."""
    return entry.entry.published or entry.out_by
