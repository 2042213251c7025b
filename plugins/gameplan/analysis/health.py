"""How goals stand: by what their KPIs say, unless somebody says otherwise by hand. The rules are those of docs/health.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from gameplan.analysis.measure import KpiStatus, Standing, standing
from gameplan.model.pages import Kpi
from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook


class HealthState(StrEnum):
    """How a goal stands; the most troubled first."""

    OFF_TRACK = "off-track"
    AT_RISK = "at-risk"
    NOT_MEASURED = "not-measured"
    ON_TRACK = "on-track"
    DONE = "done"

    @property
    def troubled(self) -> bool:
        """Whether somebody should do something about it."""
        return self in (HealthState.OFF_TRACK, HealthState.AT_RISK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a goal stands, and who says so."""

    state: HealthState
    """The hand's word where there is one, else that of the numbers."""
    computed: HealthState | None
    """What the numbers say; None where they aren't asked."""
    by_hand: bool = False
    reason: str = ""
    """The hand's reason."""
    kpis: tuple[Page, ...] = ()
    """What the numbers are: the goal's own KPIs, else those of the goals below it."""
    own: bool = True
    """Whether they are the goal's own."""

    @property
    def disputed(self) -> bool:
        """Whether the hand and the numbers say different things."""
        said = self.computed not in (None, HealthState.NOT_MEASURED)
        return self.by_hand and said and self.state is not self.computed


def health_of(statuses: Iterable[KpiStatus]) -> HealthState:
    """Return what KPIs say about their goal.

    Off track where half or more of those that are measured are; at risk where any is off track or at risk; on track where
    none is; not measured where none is measured against a target.
    """
    silent = (KpiStatus.NOT_MEASURED, KpiStatus.NO_TARGET)
    said = [status for status in statuses if status not in silent]
    if not said:
        return HealthState.NOT_MEASURED
    off = said.count(KpiStatus.OFF_TRACK)
    if 2 * off >= len(said):
        return HealthState.OFF_TRACK
    return HealthState.AT_RISK if off or KpiStatus.AT_RISK in said else HealthState.ON_TRACK


@dataclass(frozen=True, slots=True)
class Scores:
    """How the KPIs and goals of a playbook stand on a day; each is found once."""

    playbook: Playbook
    today: date
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False)
    _healths: dict[str, Health | None] = field(default_factory=dict, repr=False)
    _below: dict[str, dict[Page, None]] = field(default_factory=dict, repr=False)
    """The KPIs of the accepted goals below a goal, by its path: found from below, since hierarchies may be deep."""

    def __post_init__(self) -> None:
        for goal in self.playbook.goals:
            if _accepted(goal) and (kpis := self.kpis(goal)):
                for above in self.playbook.ancestors(goal):
                    self._below.setdefault(above.path, {}).update(dict.fromkeys(kpis))

    def kpi(self, page: Page) -> Standing:
        """Return how a KPI stands."""
        known = self._standings.get(page.path)
        if known is None:
            fields = page.fields
            made = standing(fields, self.today) if isinstance(fields, Kpi) else Standing(status=KpiStatus.NOT_MEASURED)
            known = self._standings[page.path] = made
        return known

    def goal(self, page: Page) -> Health | None:
        """Return how a goal stands; None for a non-goal, for one that was dropped, and for a proposed one unless by hand."""
        if page.path not in self._healths:
            self._healths[page.path] = self._goal(page)
        return self._healths[page.path]

    def kpis(self, goal: Page) -> tuple[Page, ...]:
        """The KPIs that a goal names, and those that name it."""
        found = (*self.playbook.targets(goal, "kpis"), *self.playbook.sources(goal, "goals"))
        return tuple(page for page in dict.fromkeys(found) if isinstance(page.fields, Kpi))

    def goals(self, kpi: Page) -> tuple[Page, ...]:
        """The goals that a KPI measures."""
        found = (*self.playbook.targets(kpi, "goals"), *self.playbook.sources(kpi, "kpis"))
        return tuple(page for page in dict.fromkeys(found) if page.kind.name == "goal")

    def measures(self, goal: Page) -> tuple[tuple[Page, ...], bool]:
        """The KPIs by which a goal is judged, and whether they are its own: else those of the accepted goals below it."""
        own = self.kpis(goal)
        if own:
            return own, True
        return tuple(self._below.get(goal.path, ())), False

    def _goal(self, page: Page) -> Health | None:
        fields = goal_fields(page)
        by_hand = HealthState(fields.health) if fields.health else None
        if fields.non_goal or fields.lifecycle == "dropped" or (fields.lifecycle == "proposed" and not by_hand):
            return None
        kpis, own = self.measures(page)
        computed = None
        if fields.lifecycle == "achieved":
            computed = HealthState.DONE
        elif fields.lifecycle == "accepted":
            computed = health_of(self.kpi(kpi).status for kpi in kpis)
        return Health(
            state=by_hand or computed or HealthState.NOT_MEASURED,
            computed=computed,
            by_hand=by_hand is not None,
            reason=fields.health_reason if by_hand else "",
            kpis=kpis,
            own=own,
        )


def _accepted(goal: Page) -> bool:
    fields = goal_fields(goal)
    return fields.lifecycle == "accepted" and not fields.non_goal
