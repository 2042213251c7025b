"""How a KPI or a goal stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.wording.standings import state_label

if TYPE_CHECKING:
    from gameplan.analysis.health import HealthState
    from gameplan.analysis.measure import KpiStatus


class State(NamedTuple):
    """How a KPI or a goal stands."""

    name: str
    """As files and style sheets have it."""
    label: str


def state_of(state: KpiStatus | HealthState) -> State:
    """Return a state with its label."""
    return State(str(state), state_label(state))
