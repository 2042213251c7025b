"""What the plan covers of the strategy, and what it leaves open."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.commitments import AHEAD, Period, begins, kept, month_after
from gameplan.model.pages import Audience, Channel, Goal, Journey, in_force, is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish.ahead import citing, is_ahead, upcoming
from gameplan.publish.rows import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Commitment, JourneyStage
    from gameplan.publish.site import Edition

MONTHS = 6
_INWARD = ("task", "milestone", "review")
"""Types of entries that are for nobody outside."""


class Cell(NamedTuple):
    """An audience at a stage of a journey."""

    audience: Page
    journey: Page
    stage: JourneyStage
    entries: tuple[Entry, ...]
    """Those ahead."""
    asked: bool
    """Whether the journey is this audience's."""
    accepted: str
    """Why nothing needs to be here."""

    @property
    def gap(self) -> bool:
        """Whether something should be here, and isn't."""
        return self.asked and not self.entries and not self.accepted


class GoalMonths(NamedTuple):
    """A goal, and how much for it begins in each of the coming months; None where it isn't in force."""

    goal: Page
    counts: tuple[int | None, ...]
    dated: tuple[bool, ...]
    """Whether any of it has a day."""
    ahead: int


class Promise(NamedTuple):
    """A commitment, and how it is kept."""

    page: Page
    commitment: Commitment
    periods: tuple[Period, ...]

    @property
    def short(self) -> tuple[Period, ...]:
        """The periods with less than was promised."""
        return tuple(period for period in self.periods if period.planned < self.commitment.at_least)


class Clash(NamedTuple):
    """Several entries for one audience on one channel and day."""

    day: date
    audience: Page
    channel: Page
    entries: tuple[Entry, ...]


class Coverage:
    """What the plan of an edition covers; each part is found when somebody asks for it."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._playbook = edition.playbook

    @cached_property
    def ahead(self) -> tuple[Entry, ...]:
        """The entries that are ahead."""
        return tuple(entry for entry in self._playbook.entries if is_ahead(entry, self._edition))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every audience at every stage of the journeys that are its own, or at which something is ahead for it."""
        found: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in self.ahead:
            for journey in self._edition.targets(entry, "stage"):
                for audience in self._edition.targets(entry, "audiences"):
                    key = (journey.path, entry.entry.stage.rpartition("/")[2], audience.path)
                    found.setdefault(key, []).append(entry)
        served = {(journey, audience) for journey, _, audience in found}
        return tuple(
            Cell(
                audience,
                journey,
                stage,
                tuple(found.get((journey.path, stage.id, audience.path), ())),
                asked,
                self._accepted(journey, stage, audience),
            )
            for journey in self._playbook.of_kind("journey")
            for audience, asked in self._audiences(journey)
            if asked or (journey.path, audience.path) in served
            for stage in (journey.fields.stages if isinstance(journey.fields, Journey) else ())
        )

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
            if first is not None and first < self._edition.today:
                occurrence = upcoming(entry, self._edition)
                first = occurrence.first if occurrence and occurrence.first >= self._edition.today else None
            self._next[entry.path] = first
        return self._next[entry.path]

    @cached_property
    def _next(self) -> dict[str, date | None]:
        return {}

    def _served(self, entry: Entry) -> set[str]:
        """The paths of the goals that an entry serves: those that it cites, and those above them."""
        served: set[str] = set()
        for goal in self._edition.targets(entry, "goals"):
            if goal.path not in self._above:
                self._above[goal.path] = tuple(above.path for above in self._playbook.ancestors(goal))
            served |= {goal.path, *self._above[goal.path]}
        return served

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        """The paths of the goals above a goal, by its own."""
        return {}

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

    def _audiences(self, journey: Page) -> Iterator[tuple[Page, bool]]:
        """The audiences, and whether a journey is theirs: where it names none, it is everybody's."""
        own = self._edition.targets(journey, "audiences")
        named = isinstance(journey.fields, Journey) and bool(journey.fields.audiences)
        yield from ((audience, True) for audience in own)
        for audience in self._playbook.of_kind("audience"):
            if audience not in own:
                yield audience, not named

    def _accepted(self, journey: Page, stage: JourneyStage, audience: Page) -> str:
        """Why nothing needs to be at a stage for an audience; empty where nobody said so."""
        for page in (journey, audience):
            for gap in page.fields.accepted_gaps if isinstance(page.fields, (Journey, Audience)) else ():
                whom = gap.audience in (None, audience.id)
                if whom and gap.stage in (stage.id, f"{journey.id}/{stage.id}"):
                    return gap.reason
        return ""

    @cached_property
    def accepted_goals(self) -> dict[str, str]:
        """The ids of goals that may have nothing ahead, with the reason: a goal's own page needn't name it."""
        found = {}
        for page in (page for name in ("journey", "audience", "goal") for page in self._playbook.of_kind(name)):
            fields = page.fields
            own = page.id if isinstance(fields, Goal) else None
            for gap in fields.accepted_gaps if isinstance(fields, (Journey, Audience, Goal)) else ():
                if (goal := gap.goal or own) and not gap.stage:
                    found[goal] = gap.reason
        return found

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The first days of the coming months, this one included."""
        first = self._edition.today.replace(day=1)
        return tuple(month_after(first, count) for count in range(MONTHS))

    @cached_property
    def goals(self) -> tuple[GoalMonths, ...]:
        """The goals that are in force in one of the coming months."""
        counts, dated, ahead = self._counts()
        found = []
        for goal in self._playbook.goals:
            live = [self._in_force(goal, month) for month in self.months]
            if any(live):
                months = zip(live, self.months, strict=True)
                amounts = tuple(counts[goal.path, month] if alive else None for alive, month in months)
                days = tuple((goal.path, month) in dated for month in self.months)
                found.append(GoalMonths(goal, amounts, days, ahead[goal.path]))
        return tuple(found)

    def _counts(self) -> tuple[Counter[tuple[str, date]], set[tuple[str, date]], Counter[str]]:
        """By goal and month what begins, of those above too; which of it has a day; and by goal what is ahead."""
        first, last = self._edition.today, month_after(self.months[-1])
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
        """Whether a goal is accepted, and in force on some day of a month that isn't over."""
        fields = goal_fields(goal)
        first, last = in_force(fields)
        begun = first is None or first < month_after(month)
        over = last is not None and last < max(month, self._edition.today)
        return fields.lifecycle == "accepted" and not fields.non_goal and begun and not over

    @cached_property
    def idle(self) -> tuple[Page, ...]:
        """The goals in force that nothing ahead serves, and that nobody accepted as such."""
        today = self._edition.today
        rows = (row for row in self.goals if not row.ahead and row.goal.id not in self.accepted_goals)
        return tuple(row.goal for row in rows if is_in_force(goal_fields(row.goal), today))

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Every commitment of channels, audiences, and goals in force."""
        today = self._edition.today
        found = []
        for name in ("channel", "goal", "audience"):
            for page in self._playbook.of_kind(name):
                fields = page.fields
                if not isinstance(fields, (Channel, Goal, Audience)) or not fields.commitments:
                    continue
                if isinstance(fields, Goal) and not is_in_force(fields, today):
                    continue
                entries = citing(self._playbook, page)
                found += [Promise(page, made, self._kept(page, made, entries)) for made in fields.commitments]
        return tuple(found)

    def _kept(self, page: Page, commitment: Commitment, entries: list[Entry]) -> tuple[Period, ...]:
        """The periods of a commitment; of a goal's only those that lie wholly in the time in which it is in force."""
        periods = kept(commitment, entries, self._edition.today)
        if not isinstance(page.fields, Goal):
            return periods
        first, last = in_force(page.fields)
        return tuple(
            period for period in periods if (not first or first <= period.first) and (not last or period.last <= last)
        )

    def lonely(self, name: str) -> tuple[Entry, ...]:
        """The entries ahead that are promised and lack a goal, an audience or an owner; tasks and the like are for nobody outside."""
        return tuple(
            entry
            for entry in self.ahead
            if entry.status.stage.committed
            and not getattr(entry.entry, name)
            and (name != "audiences" or entry.entry.type not in _INWARD)
        )

    @cached_property
    def overdue(self) -> tuple[Entry, ...]:
        """The entries that are late, by their day."""
        found = (entry for entry in self._playbook.entries if entry.overdue(self._edition.today))
        return tuple(sorted(found, key=sort_key))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Where one audience hears two things from one channel on one day, in the coming quarter; the same entries are named once."""
        days: dict[tuple[date, str, str], list[Entry]] = {}
        for entry in self.ahead:
            places = self._places(entry)
            for day in self._single_days(entry) if places else ():
                for audience, channel in places:
                    days.setdefault((day, audience, channel), []).append(entry)
        by_path = self._playbook.by_path
        found: dict[tuple[str, ...], Clash] = {}
        for (day, audience, channel), entries in sorted(days.items(), key=lambda item: item[0]):
            if len(entries) > 1:
                key = (audience, channel, *(entry.path for entry in entries))
                found.setdefault(key, Clash(day, by_path[audience], by_path[channel], tuple(entries)))
        return tuple(found.values())

    def _places(self, entry: Entry) -> list[tuple[str, str]]:
        """The paths of the audiences and channels that something reaches, which is promised and not only for us."""
        if not entry.status.stage.committed or entry.entry.type in (*_INWARD, "campaign"):
            return []
        audiences, channels = (self._edition.targets(entry, name) for name in ("audiences", "channels"))
        return [(audience.path, channel.path) for audience in audiences for channel in channels]

    def _single_days(self, entry: Entry) -> Iterator[date]:
        """The days of the coming quarter on which something happens that is over on the same day."""
        today = self._edition.today
        if entry.schedule.start is not None:
            for occurrence in entry.schedule.occurrences(today, today + AHEAD):
                if occurrence.first == occurrence.last:
                    yield occurrence.first
