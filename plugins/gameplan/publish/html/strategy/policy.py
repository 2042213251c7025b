"""A policy's own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import linked, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.policy import Applies, QuietPeriod, QuietPeriods


def applies(view: Applies, to: Linker) -> str:
    """Draw what a policy applies to."""
    return render(
        "policy_applies.html",
        plan=linked(view.plan, to) if view.plan else "",
        types=[relative(link, to) for link in view.named],
        unknown=view.unknown,
    )


def quiet_periods(view: QuietPeriods, to: Linker) -> str:
    """Draw a policy's quiet days."""
    return render(
        "policy_quiet.html",
        ahead=[_period(period, to) for period in view.ahead],
        over=[_period(period, to) for period in view.over],
        over_words=view.over_words,
    )


def _period(view: QuietPeriod, to: Linker) -> dict[str, object]:
    rows = [row(each, to) for each in view.rows]
    return {"days": view.days, "reason": view.reason, "count": view.size, "rows": rows, "more": view.more}
