"""What the plan covers of the strategy, and what it leaves open."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model import coverage
from gameplan.model.commitments import begins, month_after
from gameplan.model.coverage import INWARD, Cell, Promise
from gameplan.model.pages import in_force, is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish.ahead import is_ahead

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.publish.site import Edition

__all__ = ["Cell", "Coverage", "GoalMonths", "Promise"]

MONTHS = 6


class GoalMonths(NamedTuple):
    """A goal, and how much for it begins in each of the coming months; None where it isn't in force."""

    goal: Page
    counts: tuple[int | None, ...]
    dated: tuple[bool, ...]
    """Whether any of it has a day."""
    ahead: int


class Coverage(coverage.Coverage):
    """What the plan of an edition covers; each part is found when somebody asks for it."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition.playbook, edition.today, edition.horizon)
        self._edition = edition

    def is_ahead(self, entry: Entry) -> bool:
        """Whether an entry is ahead; found once for all pages."""
        return is_ahead(entry, self._edition)

    def targets(self, page: Page, field: str) -> tuple[Page, ...]:
        """The pages that a page refers to by a field; found once for all pages."""
        return self._edition.targets(page, field)

    def of(self, audience: Page) -> tuple[Cell, ...]:
        """An audience's cells."""
        return self._by_audience.get(audience.path, ())

    @cached_property
    def _by_audience(self) -> dict[str, tuple[Cell, ...]]:
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.audience.path, []).append(cell)
        return {path: tuple(cells) for path, cells in found.items()}

    def on(self, journey: Page) -> tuple[Cell, ...]:
        """A journey's cells, audience by audience."""
        return self._by_journey.get(journey.path, ())

    @cached_property
    def _by_journey(self) -> dict[str, tuple[Cell, ...]]:
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.journey.path, []).append(cell)
        return {path: tuple(cells) for path, cells in found.items()}

    def promises_of(self, page: Page) -> tuple[Promise, ...]:
        """A page's promises."""
        return self._promises_by_page.get(page.path, ())

    @cached_property
    def _promises_by_page(self) -> dict[str, tuple[Promise, ...]]:
        found: dict[str, list[Promise]] = {}
        for promise in self.promises:
            found.setdefault(promise.page.path, []).append(promise)
        return {path: tuple(promises) for path, promises in found.items()}

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
        """By goal and month what begins, of those above too; which of it has a day; and by goal what is ahead."""
        first, last = self.today, month_after(self.months[-1])
        counts: Counter[tuple[str, date]] = Counter()
        dated: set[tuple[str, date]] = set()
        ahead: Counter[str] = Counter()
        for entry in self.ahead:
            own = self.targets(entry, "goals")
            served = {page.path for goal in own for page in (goal, *self.playbook.ancestors(goal))}
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
        """Whether a goal is accepted, and in force on some day of a month that isn't over."""
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
        """The entries ahead that are promised and lack an audience or an owner; tasks and the like are for nobody outside."""
        return tuple(
            entry
            for entry in self.ahead
            if entry.status.stage.committed
            and not getattr(entry.entry, name)
            and (name != "audiences" or entry.entry.type not in INWARD)
        )
