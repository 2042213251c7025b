"""What a rule may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from gameplan.analysis.health import Scores
from gameplan.analysis.lookups import Lookups
from gameplan.analysis.money import Accounts
from gameplan.analysis.nearest_kpis import NearestKpis
from gameplan.analysis.stage_coverage import StageCoverage
from gameplan.check.circles import circles
from gameplan.check.goal_citations import citations
from gameplan.model.conventions import Conventions
from gameplan.model.pages import Audience
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from gameplan.check.goal_citations import Citation
    from gameplan.diagnostics import Diagnostic, Rule
    from gameplan.model.filters import Filter
    from gameplan.model.page import Entry, Page
    from gameplan.model.past import Past
    from gameplan.model.playbook import Playbook


@dataclass(frozen=True)
class Context:
    """A playbook on a day, and what its team asks of it. Facts that several rules need are found once."""

    playbook: Playbook
    today: date
    conventions: Conventions = field(default_factory=Conventions)
    cadences: Mapping[str, Filter] = field(default_factory=dict)
    """What each of the team's limits on a period is about, by its name."""
    past: Past | None = None
    """What history knows; None where there is none."""
    sought: AbstractSet[tuple[str, str]] = frozenset()
    """The names in references that lead nowhere: see `Diagnostic.seeks`."""

    @property
    def house(self) -> Conventions:
        """Return what the team asks of its plan, by the name that it had in version 0.1."""
        return self.conventions

    @property
    def horizon(self) -> date:
        """The last day that rules look at."""
        return self.today + self.conventions.horizon

    @cached_property
    def accounts(self) -> Accounts:
        """What the plan costs."""
        return Accounts(self.playbook, self.conventions.currency)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of a goal in a plan."""
        return tuple(citations(self.playbook))

    @cached_property
    def scores(self) -> Scores:
        """How KPIs and goals stand."""
        return Scores(self.playbook, self.today)

    @cached_property
    def nearest_kpis(self) -> NearestKpis:
        """The KPIs that each entry should move: its own, or those of its goals."""
        return NearestKpis(Lookups(self.playbook), self.scores)

    @cached_property
    def coverage(self) -> StageCoverage:
        """What the plan covers of the strategy."""
        return StageCoverage(self.playbook, self.today, self.conventions)

    def is_served(self, page: Page, name: str) -> bool:
        """Tell whether an entry that cites a page in a field is to come."""
        coming = self.coverage.coming
        return any(link.field == name and link.source in coming for link in self.playbook.incoming.get(page.path, ()))

    @cached_property
    def strayed(self) -> frozenset[str]:
        """The paths of renamed pages that broken references still name, and of the goals above them."""
        found = set()
        for page in self.playbook.pages if self.past and self.sought else ():
            past = self.past.pages.get(page.path) if self.past else None
            if past and past.moved and {(page.kind.name, past.moved.id), ("", past.moved.id)} & self.sought:
                found |= {page.path, *(above.path for above in self.playbook.ancestors(page))}
        return frozenset(found)

    @cached_property
    def served_goals(self) -> frozenset[str]:
        """The paths of the goals that any entry serves that wasn't dropped, open or done, and of the goals above them."""
        served = {goal.path for entry, goal, _, _ in self.citations if entry.status.stage is not Stage.DROPPED}
        above = {each.path for path in served for each in self.playbook.ancestors(self.playbook.by_path[path])}
        return frozenset(served | above)

    @cached_property
    def idle_audiences(self) -> tuple[Page, ...]:
        """The audiences for whom something should be planned, and nothing is; those with commitments are judged by these."""
        return tuple(
            page
            for page in self.playbook.of_kind("audience")
            if page.path not in self.strayed
            and not (isinstance(page.fields, Audience) and page.fields.commitments)
            and not self.is_served(page, "audiences")
            and not self.coverage.accepts_nothing(page)
        )

    @cached_property
    def promised(self) -> tuple[Entry, ...]:
        """The entries that are promised and still to be done."""
        return tuple(e for e in self.playbook.entries if e.status.stage.committed and e.status.stage.open)

    @cached_property
    def dependencies(self) -> Mapping[str, tuple[str, ...]]:
        """The paths of the entries that each entry waits for, by its path; only of those that wait for any."""
        found = {}
        for entry in self.playbook.entries:
            if entry.entry.depends_on:
                links = self.playbook.outgoing.get(entry.path, ())
                found[entry.path] = tuple(link.target for link in links if link.field == "depends_on")
        return found

    @cached_property
    def dependency_circles(self) -> tuple[tuple[Page, ...], ...]:
        """The entries that wait for each other."""
        by_path = self.playbook.by_path
        return tuple(tuple(by_path[path] for path in circle) for circle in circles(self.dependencies))


class Check(Protocol):
    """A module in `check/rules`."""

    @property
    def RULE(self) -> Rule:  # noqa: N802 - a constant of the module
        """The rule."""

    def check(self, context: Context, /) -> Iterator[Diagnostic]:
        """The rule's findings, in any order."""
