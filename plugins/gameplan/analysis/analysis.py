"""What a plan amounts to on a day: each part is found once, when somebody asks for it."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from gameplan.analysis.ahead import Ahead
from gameplan.analysis.brought import Brought, brought
from gameplan.analysis.checklists import Checklists
from gameplan.analysis.citations import Citations
from gameplan.analysis.effort import efforts
from gameplan.analysis.flow import Flow
from gameplan.analysis.goal_coverage import Coverage
from gameplan.analysis.happenings import Happenings
from gameplan.analysis.health import Scores
from gameplan.analysis.lookups import Lookups
from gameplan.analysis.money import Accounts
from gameplan.analysis.nearest_kpis import NearestKpis
from gameplan.analysis.outcomes import ReviewedPeriod, reviewed_period
from gameplan.analysis.page_plan import PagePlans
from gameplan.analysis.pinches import pinches
from gameplan.analysis.worked import TypeBrought, Worked, by_type, worked
from gameplan.analysis.workload import CAPACITY, WEEKS, tasks_by_owner
from gameplan.model.days import monday_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.analysis.effort import Work
    from gameplan.analysis.live import Live
    from gameplan.analysis.pinches import Pinch
    from gameplan.analysis.workload import Task
    from gameplan.model.conventions import Conventions
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.revisions import Revisions


class Analysis:
    """What there is to know of a playbook on a day, beside what it says itself."""

    def __init__(self, playbook: Playbook, today: date, conventions: Conventions, revisions: Revisions) -> None:
        """Know what to look at.

        Args:
            playbook: with what may be seen.
            today: the day.
            conventions: what the playbook asks of its plan.
            revisions: what history knows.
        """
        self.playbook, self.today, self.conventions, self.revisions = playbook, today, conventions, revisions
        self._reviewed: dict[tuple[date, date], ReviewedPeriod] = {}

    @cached_property
    def lookups(self) -> Lookups:
        """Pages by what they are, and by what they refer to."""
        return Lookups(self.playbook)

    @cached_property
    def checklists(self) -> Checklists:
        """What must be right before entries go out."""
        return Checklists(self.playbook)

    @cached_property
    def happenings(self) -> Happenings:
        """What happens when."""
        return Happenings(self.playbook.entries, self.today)

    @cached_property
    def ahead(self) -> Ahead:
        """What is ahead."""
        return Ahead(self.playbook, self.today)

    @cached_property
    def scores(self) -> Scores:
        """How KPIs and goals stand."""
        return Scores(self.playbook, self.today)

    @cached_property
    def coverage(self) -> Coverage:
        """What the plan covers of the strategy."""
        return Coverage(self.lookups, self.ahead, self.conventions)

    @property
    def live(self) -> Live:
        """What is live, and what of it is due."""
        return self.coverage.pieces

    @cached_property
    def page_plans(self) -> PagePlans:
        """The entries that serve each page."""
        return PagePlans(self.lookups, self.ahead, self.scores)

    @cached_property
    def accounts(self) -> Accounts:
        """What the plan costs."""
        return Accounts(self.playbook, self.conventions.currency)

    @cached_property
    def brought(self) -> tuple[Brought, ...]:
        """What all pieces brought, by KPI."""
        return brought(self.playbook, self.accounts, self.playbook.entries)

    @cached_property
    def worked(self) -> tuple[Worked, ...]:
        """What all pieces brought, against what could be expected of them."""
        return worked(self.brought, self.scores, self.today)

    @cached_property
    def brought_by_type(self) -> tuple[TypeBrought, ...]:
        """What all pieces brought, by their type."""
        return by_type(self.playbook, self.accounts, self.playbook.entries)

    @cached_property
    def nearest_kpis(self) -> NearestKpis:
        """The KPIs that measure each goal."""
        return NearestKpis(self.lookups, self.scores)

    @cached_property
    def flow(self) -> Flow:
        """How work flows, by the history of the files."""
        return Flow(self.lookups, self.revisions)

    @cached_property
    def citations(self) -> Citations:
        """What entries have in common."""
        return Citations(self.lookups)

    @cached_property
    def tasks(self) -> Mapping[str, list[Task]]:
        """What each has to do, in order: persons by id, others by name."""
        return tasks_by_owner(self.playbook, self.happenings.all)

    @cached_property
    def efforts(self) -> Mapping[tuple[str, date], list[Work]]:
        """The work in each of the weeks to come, by its owner and its Monday."""
        first = monday_of(self.today)
        last = first + timedelta(weeks=WEEKS, days=-1)
        return efforts(
            self.playbook,
            first,
            last,
            self.conventions.week,
            partial(self.playbook.workdays.has, zone=self.playbook.vocabulary.zone),
        )

    @cached_property
    def pinches(self) -> tuple[Pinch, ...]:
        """The weeks to come in which people have more to do than they can."""
        first = monday_of(self.today)
        last = first + timedelta(weeks=WEEKS, days=-1)
        found: dict[tuple[str, date], list[Task]] = {}
        for owner, tasks in self.tasks.items():
            for task in tasks:
                if first <= task.day <= last:
                    found.setdefault((owner, monday_of(task.day)), []).append(task)
        return tuple(pinches(self.playbook, found, self.efforts, self.conventions.week, CAPACITY))

    def reviewed(self, page: Page) -> ReviewedPeriod | None:
        """Return what became of the plan in the period that a page looks back on; None where it names none."""
        period = reviewed_period(page)
        if period is None:
            return None
        if period not in self._reviewed:
            self._reviewed[period] = ReviewedPeriod(self.lookups, self.revisions, self.today, *period)
        return self._reviewed[period]
