"""Nobody has measured a KPI lately.

## What it does

Looks for KPIs without a reading, or whose last reading is more than 45 days old; one that has reached its target on the target's
day needs no more.

## Why is this bad?

A number that nobody reads steers nothing, and the goals that hang on it count as not measured.

## Example

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
readings: {2026-08-31: 24}
---
```

## Use instead

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
readings: {2026-08-31: 24, 2026-10-31: 26}
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.measure import KpiStatus
from gameplan.check.messages import counted, quoted, title_of
from gameplan.check.typed import is_missing
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.pages import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.INFO, name="kpi-without-reading")


def check(context: Context) -> Iterator[Diagnostic]:
    """KPIs that nobody has measured lately."""
    for page in context.playbook.of_kind("kpi"):
        standing = context.scores.kpi(page)
        if standing.status is not KpiStatus.NOT_MEASURED or not isinstance(page.fields, Kpi):
            continue
        last = standing.last
        if last is None and not is_missing(page, "readings"):
            continue
        ago = counted((context.today - last.day).days, "day") if last else ""
        since = f"since {last.day}, {ago} ago" if last else "yet"
        yield Diagnostic(
            rule=RULE,
            message=f"nobody has measured {quoted(page)} {since}",
            location=page.at("readings") if page.places.has("readings") else title_of(page),
            hint=f"add the latest value: readings: {{{context.today}: 42}}",
        )
