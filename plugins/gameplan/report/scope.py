"""What of a playbook a report tells: a period, and all goals or one with what is below it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.ahead import serving
from gameplan.analysis.goal_tree import below
from gameplan.model.addresses import page_uri, site_url
from gameplan.model.days import MONTHS, month_after, quarter_number, quarter_of
from gameplan.model.status import Stage
from gameplan.summary.value import Said
from gameplan.wording import dates as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.analysis import Analysis
    from gameplan.model.page import Entry, Page
    from gameplan.summary.value import Row

_ADDRESS = re.compile(r"(?<!\s)\s*+<[^<>]*>")
_QUARTER = 3
"""Months."""
_MOST_QUARTERS = 8


class Period(NamedTuple):
    """The days that a report is about."""

    first: date
    last: date
    name: str = ""
    """In words, where it has a name."""

    @property
    def parts(self) -> tuple[Period, ...]:
        """Its quarters, the first and the last cut where it begins and ends; of a long time its years."""
        quarters = (self.last.year - self.first.year) * 4 + quarter_number(self.last) - quarter_number(self.first) + 1
        months = _QUARTER if quarters <= _MOST_QUARTERS else MONTHS
        begin = quarter_of(self.first) if months == _QUARTER else date(self.first.year, 1, 1)
        found = []
        while begin <= self.last:
            following = month_after(begin, months)
            name = words.quarter_words(begin) if months == _QUARTER else str(begin.year)
            found.append(Period(max(begin, self.first), min(following - timedelta(days=1), self.last), name))
            begin = following
        return tuple(found)


def usual_period(today: date) -> Period:
    """Return this quarter and the next."""
    first = quarter_of(today)
    return Period(first, month_after(first, 2 * _QUARTER) - timedelta(days=1))


class Scope:
    """What is told, found once."""

    def __init__(self, analysis: Analysis, period: Period, goal: Page | None, base: str) -> None:
        """Know what to look at.

        Args:
            analysis: of what may be seen, on the day.
            period: the days.
            goal: only this goal, and what is below it; None for all.
            base: the site's address, to which titles lead; empty where it has none.
        """
        self.analysis, self.period, self.goal, self.base = analysis, period, goal, base
        self.playbook, self.today, self.lookups = analysis.playbook, analysis.today, analysis.lookups

    @cached_property
    def tops(self) -> tuple[Page, ...]:
        """The goals from which the tree is told: the goal that was asked for, else all areas."""
        if self.goal:
            return (self.goal,)
        return tuple(goal for goal in self.playbook.goals if goal.path in self.lookups.areas)

    @cached_property
    def tree(self) -> tuple[tuple[Page, int], ...]:
        """The goals with their depths, each once; those that go round in a circle come last."""
        found = [each for top in self.tops for each in below(self.playbook, top)]
        seen = {goal.path for goal, _ in found}
        rest = () if self.goal else self.playbook.goals
        return (*found, *((goal, 0) for goal in rest if goal.path not in seen))

    @cached_property
    def goals(self) -> frozenset[str]:
        """The paths of the goals."""
        return frozenset(goal.path for goal, _ in self.tree)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that serve the goals; all of them where no goal was asked for. What was dropped is left out."""
        found = serving(self.playbook, self.goal) if self.goal else self.playbook.entries
        return tuple(entry for entry in found if entry.status.stage is not Stage.DROPPED)

    @cached_property
    def _linked(self) -> frozenset[str]:
        """The paths of what goals and entries name, and of what names a goal or says that it changes an entry."""
        within = self.goals | {entry.path for entry in self.entries}
        named = {
            link.target for path in within for link in self.playbook.outgoing.get(path, ()) if _is_said(link.field)
        }
        naming = {
            link.source
            for path in within
            for link in self.playbook.incoming.get(path, ())
            if _is_said(link.field) and (path in self.goals or link.field == "changes")
        }
        return frozenset(named | naming)

    def of_kind(self, name: str) -> tuple[Page, ...]:
        """Return the pages of a kind that have to do with what is told."""
        found = self.playbook.of_kind(name)
        return tuple(page for page in found if page.path in self._linked) if self.goal else found

    def day_in(self, entry: Entry, period: Period) -> date | None:
        """Return the day on which an entry first happens in a period, or by which it is to; None where it doesn't."""
        schedule = entry.schedule
        if schedule.recurrence:
            occurrence = next(iter(schedule.occurrences(period.first, period.last)), None)
            return max(occurrence.first, period.first) if occurrence else None
        day = schedule.first_day
        if schedule.start is None:
            day = schedule.window.last if schedule.window else None
            if entry.status.stage.went_out:
                day = entry.day_out
        elif day and day < self.period.first <= day + schedule.extra_days:
            day = self.period.first
        return day if day and period.first <= day <= period.last else None

    @cached_property
    def in_period(self) -> tuple[tuple[date, Entry], ...]:
        """The entries of the period with their days, in order."""
        found = [(day, entry) for entry in self.entries if (day := self.day_in(entry, self.period))]
        return tuple(sorted(found, key=lambda each: (each[0], each[1].path)))

    def area(self, entry: Entry) -> Page | None:
        """Return the goal below which an entry is told: of its first goal that is told; None where it has none."""
        for goal in self.lookups.targets(entry, "goals"):
            above = (goal, *self.playbook.ancestors(goal))
            if top := next((each for each in self.branches if each in above), None):
                return top
        return None

    @cached_property
    def branches(self) -> tuple[Page, ...]:
        """The goals by which plan and money are told: areas; of one goal those right below it, and then itself."""
        return (*self.playbook.children(self.goal), self.goal) if self.goal else self.tops

    def said(self, page: Page) -> Said:
        """Return a page's title, which leads to it."""
        uri = site_url(page_uri(page, self.playbook.strategy, self.playbook.plan)) if self.base else ""
        return Said(page.title, f"{self.base}{uri}" if self.base else "")

    def owners(self, page: Page) -> str:
        """Return who answers for a page; empty where nobody does."""
        paths, by_path = self.lookups.people_paths, self.playbook.by_path
        names = [by_path[paths[name]].title if name in paths else _ADDRESS.sub("", name) for name in page.fields.owner]
        return ", ".join(name for name in names if name)


def _is_said(field: str) -> bool:
    return field not in ("mention", "parent")


def listing(said: Iterable[Said], most: int) -> Row:
    """Return titles with semicolons between, since titles have commas themselves, and how many more there are."""
    found = list(said)
    row: list[str | Said] = []
    for each in found[:most]:
        row += ["; ", each] if row else [each]
    left = len(found) - most
    return (*row, f" and {left} more") if left > 0 else tuple(row)
