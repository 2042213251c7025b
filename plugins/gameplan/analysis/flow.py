"""How work flows, by the history of the files: how long it takes, whether it is on time, how often it moves and is reviewed.

Only what the public could see counts: of a time in which an entry was hidden nothing is known, nor how long it took in all, and what
comes after that begins anew. Entries that return have no one day, and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.changes import local_day
from gameplan.analysis.outcomes import window_of
from gameplan.analysis.spread import Spread, spread
from gameplan.model.dates import Window
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Entry
    from gameplan.model.revisions import Course, Revisions, State

_WORK = (Stage.IDEA, Stage.PLANNED, Stage.DRAFTING)
_READY = (Stage.SCHEDULED, Stage.PUBLISHED, Stage.RETIRED)


class Pace(NamedTuple):
    """How an entry came along."""

    entry: Entry
    lead: int | None
    """Days from the one on which it came into the plan to the one on which it went out; None where either isn't known."""
    out: bool
    """Whether it went out."""
    first: str
    """The day or window for which it was first promised, as ISO 8601 or as typed; empty where it never was."""
    moves: int
    """How often it was put off or brought forward since then: several times on one day are one, a day within the window is none."""
    later: int
    """By how many days it is later than it was first promised, or went out later; negative where it is earlier."""
    rounds: int
    """How often it went into review."""
    back: int
    """How often it went back from there to work."""
    passed: bool
    """Whether it got through review: to what is ready or out."""

    @property
    def kept(self) -> bool:
        """Whether it went out by the day, or within the window, for which it was first promised."""
        return self.later <= 0


class TypePace(NamedTuple):
    """How the entries of a type came along."""

    type: str
    """Empty for entries without one."""
    lead: Spread
    kept: int
    """How many went out on time."""
    promised: int
    """Of how many that went out and had been promised before."""


@dataclass(frozen=True)
class Flow:
    """How the work of a plan flows."""

    lookups: Lookups
    revisions: Revisions

    @cached_property
    def began(self) -> date | None:
        """The day on which the history of the files begins; None where there is none."""
        return local_day(self.lookups.playbook, self.revisions.began) if self.revisions.began else None

    @cached_property
    def paces(self) -> tuple[Pace, ...]:
        """How each entry came along, by path; only those of which the history tells something."""
        courses = {course.id: course for course in self.revisions.courses}
        asked = (
            entry
            for entry in self.lookups.playbook.entries
            if not entry.schedule.recurrence and entry.fields.visibility != "draft"
        )
        found = (self._pace(entry, courses[entry.id]) for entry in asked if entry.id in courses)
        return tuple(pace for pace in found if pace is not None)

    @cached_property
    def by_path(self) -> dict[str, Pace]:
        """How each entry came along, by its path."""
        return {pace.entry.path: pace for pace in self.paces}

    @property
    def lead(self) -> Spread:
        """How many days it took from idea to published."""
        return spread(_leads(self.paces))

    @cached_property
    def due(self) -> tuple[Pace, ...]:
        """What went out and had been promised before: on time, or not."""
        return tuple(pace for pace in self.paces if pace.out and pace.first)

    @property
    def late(self) -> Spread:
        """By how many days what wasn't on time was later."""
        return spread(pace.later for pace in self.due if not pace.kept)

    @cached_property
    def promised(self) -> tuple[Pace, ...]:
        """What was ever promised for a day or a window."""
        return tuple(pace for pace in self.paces if pace.first)

    @cached_property
    def moved(self) -> tuple[Pace, ...]:
        """What moved, that which moved most often first."""
        found = [pace for pace in self.promised if pace.moves]
        return tuple(sorted(found, key=lambda pace: (-pace.moves, -abs(pace.later), pace.entry.path)))

    @property
    def apart(self) -> Spread:
        """By how many days what moved is later now; negative numbers are earlier."""
        return spread(pace.later for pace in self.moved)

    @cached_property
    def reviewed(self) -> tuple[Pace, ...]:
        """What went into review, that which did so most often first."""
        found = [pace for pace in self.paces if pace.rounds]
        return tuple(sorted(found, key=lambda pace: (-pace.rounds, -pace.back, pace.entry.path)))

    @cached_property
    def types(self) -> tuple[TypePace, ...]:
        """How entries came along by type, those types first of which most went out."""
        groups: dict[str, list[Pace]] = {}
        for pace in self.paces:
            if pace.lead is not None or (pace.out and pace.first):
                groups.setdefault(pace.entry.entry.type or "", []).append(pace)
        return tuple(
            _of_type(name, group)
            for name, group in sorted(groups.items(), key=lambda each: (not each[0], -len(each[1]), each[0]))
        )

    @property
    def told(self) -> bool:
        """Whether the history tells anything of how work flows."""
        return bool(self.types or self.moved or self.reviewed)

    def _stage(self, status: str) -> Stage | None:
        found = self.lookups.playbook.vocabulary.status.get(status)
        return found.stage if found else None

    def _pace(self, entry: Entry, course: Course) -> Pace | None:
        """Return how an entry came along; None where it was hidden or deleted when it was last heard of."""
        states = _since_it_is_here(course.states)
        if not states:
            return None
        stages = [(state, stage) for state in states if (stage := self._stage(state.status)) is not None]
        before = _until_out(stages)
        promises = list(self._promises(before))
        out = _out(entry) if entry.status.stage.went_out else None
        first = promises[0] if promises else None
        rounds, back, passed = _reviews([stage for _, stage in stages])
        now = Window("", out, out) if out else promises[-1] if promises else None
        return Pace(
            entry=entry,
            lead=self._lead(states[0], before, out) if len(states) == len(course.states) else None,
            out=out is not None,
            first=first.label if first else "",
            moves=sum(not _within(then, since) for since, then in pairwise(promises)),
            later=_apart(first, now) if first and now else 0,
            rounds=rounds,
            back=back,
            passed=passed,
        )

    def _lead(self, came: State, before: Sequence[tuple[State, Stage]], out: date | None) -> int | None:
        """Return how long it took; None where it was there when the history began, or was out when it came."""
        if out is None or not before or self.revisions.began is None or came.since <= self.revisions.began:
            return None
        days = (out - local_day(self.lookups.playbook, came.since)).days
        return days if days >= 0 else None

    def _promises(self, stages: Iterable[tuple[State, Stage]]) -> Iterator[Window]:
        """Yield for when an entry was promised, each time as it stood in the evening and only where that is another time."""
        evenings: dict[date, Window | None] = {}
        for state, stage in stages:
            day = local_day(self.lookups.playbook, state.since)
            evenings[day] = window_of(state.day) if stage.committed else None
        last = None
        for window in evenings.values():
            if window is not None and window != last:
                yield window
                last = window


def _since_it_is_here(states: Sequence[State]) -> Sequence[State]:
    """The states since an entry was last gone or hidden; none where it is."""
    gone = max((number for number, state in enumerate(states) if not state.here), default=-1)
    return states[gone + 1 :]


def _until_out(stages: Sequence[tuple[State, Stage]]) -> Sequence[tuple[State, Stage]]:
    """The states before an entry went out."""
    end = next((number for number, (_, stage) in enumerate(stages) if stage.went_out), len(stages))
    return stages[:end]


def _out(entry: Entry) -> date | None:
    """The day on which an entry went out: by its own word, or by its day."""
    return entry.entry.published or entry.schedule.first_day


def _reviews(stages: Sequence[Stage]) -> tuple[int, int, bool]:
    """Count how often an entry went into review, and back from there to work; and tell whether it got through."""
    steps = list(zip([None, *stages], stages, strict=False))
    left = [stage for before, stage in steps if before is Stage.REVIEW]
    rounds = sum(stage is Stage.REVIEW and before is not Stage.REVIEW for before, stage in steps)
    return rounds, sum(stage in _WORK for stage in left), any(stage in _READY for stage in left)


def _within(inner: Window, outer: Window) -> bool:
    """Tell whether a day or window lies in another one: to say more exactly when is no move."""
    return _apart(outer, inner) == 0


def _apart(first: Window, now: Window) -> int:
    """Return by how many days a time is later than another one; negative where it is earlier, 0 where it lies in it."""
    if first.first is None or first.last is None or now.first is None or now.last is None:
        return 0
    if now.last > first.last:
        return (now.last - first.last).days
    return min((now.first - first.first).days, 0)


def _leads(paces: Iterable[Pace]) -> Iterator[int]:
    return (pace.lead for pace in paces if pace.lead is not None)


def _of_type(name: str, paces: Sequence[Pace]) -> TypePace:
    due = [pace for pace in paces if pace.out and pace.first]
    return TypePace(name, spread(_leads(paces)), sum(pace.kept for pace in due), len(due))
