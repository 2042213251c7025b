"""A KPI is far from where it should be.

## What it does

Holds the last reading of each KPI against the straight line from its `baseline` to its `target`: one that is behind by more than
a tenth of the way, or misses the target on its day, is off track. docs/health.md has the rules; the scorecard shows the same.

## Why is this bad?

The plan was made to move this number, and doesn't. Who knows early can still change the plan.

## Example

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
baseline: {value: 20, on: 2026-06-30}
target: {value: 70, on: 2026-12-31}
readings: {2026-10-31: 24}
---
```

## Use instead

```markdown strategy/kpis/trials.md
---
title: Trials
goals: [grow]
baseline: {value: 20, on: 2026-06-30}
target: {value: 30, on: 2026-12-31}
readings: {2026-10-31: 26}
---
```
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from gameplan.analysis.measure import KpiStatus
from gameplan.check.messages import quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.measure import Standing
    from gameplan.check.context import Context
    from gameplan.diagnostics import Location
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.INFO, name="kpi-off-track")


def check(context: Context) -> Iterator[Diagnostic]:
    """KPIs that are off track."""
    for page in context.playbook.of_kind("kpi"):
        standing = context.scores.kpi(page)
        last, expected = standing.last, standing.expected
        if standing.status is KpiStatus.OFF_TRACK and last and expected is not None and isinstance(page.fields, Kpi):
            unit = f" ({visible(page.fields.unit)})" if page.fields.unit else ""
            yield Diagnostic(
                rule=RULE,
                message=(
                    f"{quoted(page)} was {_number(last.value)} on {last.day}, "
                    f"and {_number(_as_typed(expected, last.value))} was expected{unit}"
                ),
                location=_place(page, standing),
                hint="plan what moves it, or correct the target and say why",
            )


def _place(page: Page, standing: Standing) -> Location:
    """The reading, where it stands in the front matter; else where the file with it is named."""
    return page.at("readings", standing.points[-1].day.isoformat())


def _as_typed(expected: Decimal, value: Decimal) -> Decimal:
    """An expectation with one digit more than was typed."""
    exponent = value.as_tuple().exponent
    places = min(exponent, 0) - 1 if isinstance(exponent, int) else -1
    return expected.quantize(Decimal(1).scaleb(places), rounding=ROUND_HALF_EVEN)


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
