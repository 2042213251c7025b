"""Something went out long ago, and nobody wrote down what it brought.

## What it does

Looks for entries that were published or done more than 28 days ago (the option `limits: {result_after: 28d}`), name `kpis`, and
have no value for one of them in `results`. What went out more than a year ago is let be.

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
from gameplan.model.status import Stage

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
        if not entry.entry.kpis or entry.status.stage is not Stage.PUBLISHED:
            continue
        day = _day(entry)
        if day is None or not after < context.today - day <= max(_LONG_AGO, after):
            continue
        kpis = context.playbook.targets(entry, "kpis")
        results = context.playbook.targets(entry, "results")
        missing = [visible(kpi.id) for kpi in kpis if kpi not in results]
        if missing:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} went out on {day}, and has no result for {listed(missing)}",
                location=entry.at("results") if entry.places.has("results") else entry.at("kpis"),
                hint=f"write what it brought: results: {{{missing[0]}: 12}}",
            )


def _day(entry: Entry) -> date | None:
    """The day on which it went out; of what returns, the last."""
    return entry.entry.published or entry.out_by
