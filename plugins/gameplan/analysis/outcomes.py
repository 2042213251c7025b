"""What became of the plan in a period: from the pages as they are, and from what history knows of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.deadlines import deadlines_between
from gameplan.model.dates import parse_period
from gameplan.model.page import sort_key
from gameplan.model.pages import Review
from gameplan.model.status import Stage
from gameplan.model.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.deadlines import Due
    from gameplan.analysis.lookups import Lookups
    from gameplan.model.dates import Window
    from gameplan.model.page import Entry, Page
    from gameplan.model.revisions import Course, Revisions

_WINDOW = re.compile(r"[0-9]{4}(-[0-9QH]{2})?")


class Outcome(StrEnum):
    """What became of an entry in a period."""

    PUBLISHED = "published"
    MOVED = "moved"
    """It left the period."""
    DROPPED = "dropped"
    OPEN = "open"


class Knowledge(StrEnum):
    """How far back the history of the files reaches."""

    WHOLE = "whole"
    """To the period's first day or beyond."""
    PART = "part"
    """To a day in the period."""
    NONE = "none"
    """Not to the period, or there is none."""


class EntryOutcome(NamedTuple):
    """What became of an entry in a period."""

    title: str
    entry: Entry | None
    """None where it is gone."""
    goals: tuple[Page, ...]
    outcome: Outcome
    planned: bool
    """Whether it was in the period's plan when that began; where history can't tell, whether it is in it now."""
    before: str = ""
    """Its day or window when the period began; empty where it had none, or where history can't tell."""
    after: str = ""
    """The same when the period ended; of a period that isn't over, now."""

    @property
    def moved(self) -> bool:
        """Whether it has another day than when the period began."""
        return self.outcome is not Outcome.DROPPED and bool(self.before) and self.before != self.after


class Returning(NamedTuple):
    """An entry that returns."""

    entry: Entry
    times: int
    """How often it happens in the period."""


class _State(NamedTuple):
    day: str
    stage: Stage | None


@dataclass(frozen=True)
class ReviewedPeriod:
    """A period with all that became of the plan in it."""

    lookups: Lookups
    revisions: Revisions
    today: date
    first: date
    last: date

    @property
    def running(self) -> bool:
        """Whether the period has begun and isn't over."""
        return self.first <= self.today <= self.last

    @property
    def coming(self) -> bool:
        """Whether the period hasn't begun."""
        return self.today < self.first

    @property
    def until(self) -> date:
        """The last day that is known: the period's, or today."""
        return min(self.last, self.today)

    @cached_property
    def began(self) -> date | None:
        """The day on which the history of the files begins; None where there is none."""
        began = self.revisions.began
        return began.astimezone(self._zone).date() if began else None

    @cached_property
    def knowledge(self) -> Knowledge:
        """How far back history reaches."""
        if self.began is None or self.began > self.until:
            return Knowledge.NONE
        return Knowledge.WHOLE if self.began < self.first else Knowledge.PART

    @cached_property
    def results(self) -> tuple[EntryOutcome, ...]:
        """What became of the entries that the period's plan held at any time, by their days."""
        pasts = {past.id: past for past in self.revisions.courses}
        playbook = self.lookups.playbook
        present = sorted((entry for entry in playbook.entries if not entry.schedule.recurrence), key=sort_key)
        found = [self._result(entry, pasts.get(entry.id)) for entry in present]
        known = {entry.id for entry in playbook.entries}
        gone = [self._gone(past) for past in pasts.values() if past.id not in known and not past.states[-1].here]
        return tuple(result for result in (*found, *gone) if result is not None)

    def of(self, outcome: Outcome) -> list[EntryOutcome]:
        """The entries of which one thing became."""
        return [result for result in self.results if result.outcome is outcome]

    @cached_property
    def moved(self) -> list[EntryOutcome]:
        """The entries that have another day than when the period began, whatever else became of them."""
        return [result for result in self.results if result.moved]

    @cached_property
    def planned(self) -> list[EntryOutcome]:
        """The period's plan when it began."""
        return [result for result in self.results if result.planned]

    @cached_property
    def returning(self) -> list[Returning]:
        """The entries that return and happen in the period."""
        entries = (entry for entry in self.lookups.playbook.entries if entry.schedule.recurrence)
        asked = [entry for entry in entries if entry.status.stage is not Stage.DROPPED]
        found = (Returning(e, sum(1 for _ in e.schedule.occurrences(self.first, self.until))) for e in asked)
        return [each for each in found if each.times]

    @cached_property
    def deadlines(self) -> list[Due]:
        """The deadlines in the period of all entries that aren't dropped, by their days."""
        found = deadlines_between(self.lookups.playbook, self.first, self.until)
        return [due for due in found if due.entry.status.stage is not Stage.DROPPED]

    @cached_property
    def _zone(self) -> tzinfo:
        name = self.lookups.playbook.vocabulary.zone
        return UTC if name == "UTC" else zone(name)

    def _after(self, day: date) -> datetime:
        """The moment at which a day is over."""
        return datetime.combine(day + timedelta(days=1), time(), self._zone)

    @cached_property
    def _start(self) -> datetime | None:
        """The moment at which the plan is looked at: the period's beginning, or the end of history's first day; None if unknown."""
        if self.knowledge is Knowledge.NONE or self.began is None:
            return None
        return self._after(max(self.first - timedelta(days=1), self.began))

    def _stage(self, status: str) -> Stage | None:
        found = self.lookups.playbook.vocabulary.status.get(status)
        return found.stage if found else None

    def _at(self, past: Course, moment: datetime) -> _State | None:
        state = past.at(moment)
        return _State(state.day, self._stage(state.status)) if state else None

    def _result(self, entry: Entry, past: Course | None) -> EntryOutcome | None:
        """Return what became of an entry; None where the period's plan never held it."""
        now = _State(_day(entry), entry.status.stage)
        # What history says nothing of is taken to have been as it is: it was never public.
        then = self._at(past, self._start) if past and self._start else now
        ending = self._at(past, self._after(self.until)) if past and self._start and not self.running else now
        out = _out(entry)
        if out is not None and out < self.first:
            return None
        goals = self.lookups.targets(entry, "goals")
        return self._told(entry.title, entry, goals, then, ending, out=out is not None and out <= self.last)

    def _gone(self, past: Course) -> EntryOutcome | None:
        """Return what became of an entry that was deleted; None where the period's plan never held it."""
        if self._start is None:
            return None
        by_path = self.lookups.playbook.by_path
        goals = tuple(by_path[path] for path in past.goals if path in by_path)
        end = self._after(self.until)
        then, ending = self._at(past, self._start), self._at(past, end)
        if then is not None and then.stage is not None and then.stage.went_out:
            return None
        since = [state for state in past.states if state.here and self._start < state.since <= end]
        out = any((stage := self._stage(state.status)) is not None and stage.went_out for state in since)
        return self._told(past.title, None, goals, then, ending, out=out)

    def _told(
        self,
        title: str,
        entry: Entry | None,
        goals: tuple[Page, ...],
        then: _State | None,
        ending: _State | None,
        *,
        out: bool,
    ) -> EntryOutcome | None:
        known = self._start is not None
        planned = then is not None and self._holds(then.day) and (_promised(then.stage) or not known)
        held = ending is not None and self._holds(ending.day)
        if out:
            outcome, told = Outcome.PUBLISHED, True
        elif ending is None or ending.stage is Stage.DROPPED:
            was = then is not None and then.stage is Stage.DROPPED
            outcome, told = Outcome.DROPPED, planned or (held and known and not was)
        elif held:
            outcome, told = Outcome.OPEN, (planned and known) or _promised(ending.stage)
        else:
            outcome, told = Outcome.MOVED, planned
        if not told:
            return None
        before = then.day if known and then and _promised(then.stage) else ""
        return EntryOutcome(title, entry, goals, outcome, planned, before, ending.day if ending else "")

    def _holds(self, day: str) -> bool:
        """Tell whether a day is in the period; a window is where it ends."""
        window = window_of(day)
        return window is not None and window.last is not None and self.first <= window.last <= self.last


def _promised(stage: Stage | None) -> bool:
    return stage is not None and stage.committed


def _day(entry: Entry) -> str:
    """An entry's first day as ISO 8601, or its window as typed."""
    schedule = entry.schedule
    if schedule.start is not None and schedule.first_day is not None:
        return schedule.first_day.isoformat()
    return schedule.window.label if schedule.window else ""


def window_of(day: str) -> Window | None:
    """Read a day or a window; None for nothing, and for `TBD`."""
    return parse_period(day) if _WINDOW.fullmatch(day) or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else None


def _out(entry: Entry) -> date | None:
    """The day on which an entry went out, by its own word or by its day; None where it didn't."""
    if not entry.status.stage.went_out:
        return None
    return entry.entry.published or entry.schedule.first_day


def reviewed_period(page: Page) -> tuple[date, date] | None:
    """Return the first and last day of the period that a page looks back on; None where it names none."""
    period = page.fields.period if isinstance(page.fields, Review) else None
    if period is None or period.first is None or period.last is None:
        return None
    return period.first, period.last


def goal_areas(reviewed: ReviewedPeriod) -> Iterator[tuple[Page | None, list[EntryOutcome]]]:
    """Yield the results by the goal area of each one's first goal, in the areas' order; None for what has no goal."""
    lookups = reviewed.lookups
    numbers = {number: path for path, number in lookups.areas.items()}
    by_area: dict[int, list[EntryOutcome]] = {}
    for result in reviewed.results:
        by_area.setdefault(lookups.area(result.goals[0]) if result.goals else 0, []).append(result)
    for number in sorted(by_area, key=lambda number: number or len(numbers) + 1):
        yield lookups.playbook.by_path.get(numbers.get(number, "")), by_area[number]
