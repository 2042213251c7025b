"""The KPIs that measure a goal: its own, or those of the nearest goal above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gameplan.analysis.health import Scores
    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Entry, Page


class Nearest(NamedTuple):
    """The KPIs that measure a goal, and whose they are."""

    goal: Page
    kpis: tuple[Page, ...]
    own: bool
    """Whether they are the goal's own, and not those of a goal above it."""


class NearestKpis:
    """The nearest KPIs of each goal; found once for all that serve it."""

    def __init__(self, lookups: Lookups, scores: Scores) -> None:
        """Know the goals, and what measures them."""
        self._lookups, self._scores = lookups, scores
        self._known: dict[str, Nearest] = {}

    def to(self, goal: Page) -> Nearest:
        """Return the KPIs of a goal, or of the nearest goal above it that has any."""
        found = self._known.get(goal.path)
        if found is None:
            found = self._known[goal.path] = self._nearest(goal)
        return found

    def of(self, entry: Entry) -> tuple[Page, ...]:
        """Return the KPIs that an entry should move: those that it names; else those nearest to its goals, each once."""
        own = self._lookups.targets(entry, "kpis")
        if own:
            return own
        goals = self._lookups.targets(entry, "goals")
        return tuple(dict.fromkeys(kpi for goal in goals for kpi in self.to(goal).kpis))

    def _nearest(self, goal: Page) -> Nearest:
        for step in (goal, *self._lookups.playbook.ancestors(goal)):
            if kpis := tuple(self._scores.kpis(step)):
                return Nearest(goal, kpis, step is goal)
        return Nearest(goal, (), own=True)
