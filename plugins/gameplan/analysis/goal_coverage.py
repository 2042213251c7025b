"""What the plan covers of the strategy, and what it leaves open."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.commitments import begins
from gameplan.analysis.stage_coverage import StageCoverage
from gameplan.model.days import month_after
from gameplan.model.page import sort_key
from gameplan.model.pages import in_force, is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.model.status import INWARD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.analysis.ahead import Ahead
    from gameplan.analysis.lookups import Lookups
    from gameplan.analysis.stage_coverage import Clash, CommitmentRecord, StageCell
    from gameplan.model.conventions import Conventions
    from gameplan.model.page import Entry, Page


MONTHS = 6


class GoalMonths(NamedTuple):
    """A goal, and how much for it begins in each of the coming months; None where it isn't in force."""

    goal: Page
    counts: tuple[int | None, ...]
    dated: tuple[bool, ...]
    """Whether any of it has a day."""
    ahead: int


class Coverage(StageCoverage):
    """What the plan covers, goals and months included. Each part is found when somebody asks for it."""

    def __init__(self, lookups: Lookups, ahead: Ahead, conventions: Conventions) -> None:
        """Know what to look at.

        Args:
            lookups: into the playbook.
            ahead: what is ahead on the day.
            conventions: what the playbook asks of its plan.
        """
        super().__init__(lookups.playbook, ahead.today, conventions)
        self._lookups, self._ahead = lookups, ahead

    def is_ahead(self, entry: Entry) -> bool:
        """Tell whether an entry is ahead; found once for all pages."""
        return self._ahead.has(entry)

    def targets(self, page: Page, field: str) -> tuple[Page, ...]:
        """Return the pages that a page refers to by a field; found once for all pages."""
        return self._lookups.targets(page, field)

    @cached_property
    def by_goal(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries ahead that serve a goal or a goal below it, by the goal's path; what begins next comes first."""
        found: dict[str, list[Entry]] = {}
        order = {entry.path: (self.begins_next(entry) or date.max, sort_key(entry)) for entry in self.ahead}
        for entry in sorted(self.ahead, key=lambda entry: order[entry.path]):
            for path in self._served(entry):
                found.setdefault(path, []).append(entry)
        return {path: tuple(entries) for path, entries in found.items()}

    def begins_next(self, entry: Entry) -> date | None:
        """The day from today on, on which an entry begins next; None where it has begun, or has no day."""
        if entry.path not in self._next:
            first = entry.schedule.first_day if entry.schedule.start else None
            if first is not None and first < self.today:
                occurrence = self._ahead.upcoming(entry)
                first = occurrence.first if occurrence and occurrence.first >= self.today else None
            self._next[entry.path] = first
        return self._next[entry.path]

    @cached_property
    def _next(self) -> dict[str, date | None]:
        return {}

    def _served(self, entry: Entry) -> set[str]:
        """The paths of the goals that an entry serves: those that it cites, and those above them."""
        served: set[str] = set()
        for goal in self.targets(entry, "goals"):
            if goal.path not in self._above:
                self._above[goal.path] = tuple(above.path for above in self.playbook.ancestors(goal))
            served |= {goal.path, *self._above[goal.path]}
        return served

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        """The paths of the goals above a goal, by its own."""
        return {}

    def of(self, audience: Page) -> tuple[StageCell, ...]:
        """An audience's cells."""
        return self._by_audience.get(audience.path, ())

    @cached_property
    def _by_audience(self) -> dict[str, tuple[StageCell, ...]]:
        found: dict[str, list[StageCell]] = {}
        for cell in self.cells:
            found.setdefault(cell.audience.path, []).append(cell)
        return {path: tuple(cells) for path, cells in found.items()}

    def on(self, journey: Page) -> tuple[StageCell, ...]:
        """A journey's cells, audience by audience."""
        return self._by_journey.get(journey.path, ())

    @cached_property
    def _by_journey(self) -> dict[str, tuple[StageCell, ...]]:
        found: dict[str, list[StageCell]] = {}
        for cell in self.cells:
            found.setdefault(cell.journey.path, []).append(cell)
        return {path: tuple(cells) for path, cells in found.items()}

    def commitments_of(self, page: Page) -> tuple[CommitmentRecord, ...]:
        """Return how a page's commitments are kept."""
        return self._commitments_by_page.get(page.path, ())

    @cached_property
    def _commitments_by_page(self) -> dict[str, tuple[CommitmentRecord, ...]]:
        found: dict[str, list[CommitmentRecord]] = {}
        for record in self.commitments:
            found.setdefault(record.page.path, []).append(record)
        return {path: tuple(records) for path, records in found.items()}

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The first days of the coming months, this one included."""
        first = self.today.replace(day=1)
        return tuple(month_after(first, count) for count in range(MONTHS))

    @cached_property
    def goals(self) -> tuple[GoalMonths, ...]:
        """The goals that are in force in one of the coming months."""
        counts, dated, ahead = self._counts()
        found = []
        for goal in self.playbook.goals:
            live = [self._in_force(goal, month) for month in self.months]
            if any(live):
                months = zip(live, self.months, strict=True)
                amounts = tuple(counts[goal.path, month] if alive else None for alive, month in months)
                days = tuple((goal.path, month) in dated for month in self.months)
                found.append(GoalMonths(goal, amounts, days, ahead[goal.path]))
        return tuple(found)

    def _counts(self) -> tuple[Counter[tuple[str, date]], set[tuple[str, date]], Counter[str]]:
        """Count by goal and month what begins, of those above too; note which of it has a day; count by goal what is ahead."""
        first, last = self.today, month_after(self.months[-1])
        counts: Counter[tuple[str, date]] = Counter()
        dated: set[tuple[str, date]] = set()
        ahead: Counter[str] = Counter()
        for entry in self.ahead:
            served = self._served(entry)
            ahead.update(served)
            if not entry.status.stage.committed:
                continue
            for begin, end in begins(entry, first, last) if served else ():
                month = begin.replace(day=1)
                if end < month_after(month):
                    counts.update((path, month) for path in served)
                    dated |= {(path, month) for path in served if begin == end}
        return counts, dated, ahead

    def _in_force(self, goal: Page, month: date) -> bool:
        """Tell whether a goal is accepted, and in force on some day of a month that isn't over."""
        fields = goal_fields(goal)
        first, last = in_force(fields)
        begun = first is None or first < month_after(month)
        over = last is not None and last < max(month, self.today)
        return fields.lifecycle == "accepted" and not fields.non_goal and begun and not over

    @cached_property
    def idle(self) -> tuple[Page, ...]:
        """The goals in force that nothing ahead serves, and that nobody accepted as such."""
        today = self.today
        rows = (row for row in self.goals if not row.ahead and row.goal.id not in self.accepted_goals)
        return tuple(row.goal for row in rows if is_in_force(goal_fields(row.goal), today))

    def lonely(self, name: str) -> tuple[Entry, ...]:
        """Return the promised entries ahead that lack a goal, an audience or an owner; types for the team alone need no audience."""
        return tuple(
            entry
            for entry in self.ahead
            if entry.status.stage.committed
            and not getattr(entry.entry, name)
            and (name != "audiences" or entry.entry.type not in INWARD)
        )

    @cached_property
    def overdue(self) -> tuple[Entry, ...]:
        """The entries that are late, by their day."""
        found = (entry for entry in self.playbook.entries if entry.overdue(self.today))
        return tuple(sorted(found, key=sort_key))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The days on which one audience gets too much by one channel; the same entries are named once."""
        found: dict[tuple[str, ...], Clash] = {}
        for clash in self.crowds:
            key = (clash.audience.path, clash.channel.path, *(entry.path for entry in clash.entries))
            found.setdefault(key, clash)
        return tuple(found.values())
