"""Pinches: weeks in which somebody has more to do than they can, and what of it could move."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.effort import total
from gameplan.analysis.workload import workdays_of
from gameplan.model.effort import tenths
from gameplan.model.pages import Person
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.analysis.effort import Work
    from gameplan.analysis.workload import Task
    from gameplan.model.effort import WorkWeek
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook

_BEFORE = (Stage.IDEA, Stage.PLANNED, Stage.DRAFTING, Stage.REVIEW)
"""What may still move: nobody has been told that it is scheduled."""


class Pinch(NamedTuple):
    """A week in which somebody has more to do than they can."""

    person: Page
    monday: date
    load: Decimal
    """Days of work, or a number of entries and deadlines."""
    capacity: Decimal
    """The same of what they can do."""
    tasks: tuple[Task, ...]
    """What begins and is due in it; empty where work is counted."""
    works: tuple[Work, ...]
    """The work that lies in it; empty where entries and deadlines are counted."""
    movable: tuple[Entry, ...]
    """The person's entries in it that aren't scheduled yet, the least urgent first."""


def pinches(
    playbook: Playbook,
    tasks: Mapping[tuple[str, date], list[Task]],
    efforts: Mapping[tuple[str, date], list[Work]],
    week: WorkWeek,
    usual: Decimal | None = None,
) -> Iterator[Pinch]:
    """Yield the weeks in which people have more to do than they can, by person and week.

    Work is counted where a person's page says how much of it they can do; else what begins and is due.

    Args:
        playbook: whose people.
        tasks: what begins and is due in each week, by owner and Monday.
        efforts: the work that lies in each week, by owner and Monday.
        week: what a week of work is.
        usual: how many entries and deadlines a person can do whose page says nothing; without it nothing is too much for them.
    """
    for person in playbook.of_kind("person"):
        said = person.fields.capacity if isinstance(person.fields, Person) else None
        days = workdays_of(person, week)
        if days is not None:
            for monday in _mondays(efforts, person):
                works = efforts[person.id, monday]
                load = tenths(total(works))
                if load > tenths(days):
                    movable = _movable(playbook, person, (work.entry for work in works))
                    yield Pinch(person, monday, load, tenths(days), (), tuple(works), movable)
            continue
        pieces = said.pieces if said is not None else usual
        for monday in _mondays(tasks, person) if pieces is not None else ():
            found = tasks[person.id, monday]
            if pieces is not None and len(found) > pieces:
                movable = _movable(playbook, person, (task.entry for task in found))
                yield Pinch(person, monday, Decimal(len(found)), pieces, tuple(found), (), movable)


def _mondays(found: Iterable[tuple[str, date]], person: Page) -> list[date]:
    return sorted(monday for owner, monday in found if owner == person.id)


def _movable(playbook: Playbook, person: Page, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a person that aren't scheduled yet: the latest first and, of one day, the one that has come least far."""
    stages = list(Stage)
    own = {entry for entry in entries if entry.status.stage in _BEFORE and person in playbook.targets(entry, "owner")}
    return tuple(
        sorted(
            own,
            key=lambda entry: (
                -(entry.schedule.first_day or date.max).toordinal(),
                stages.index(entry.status.stage),
                entry.path,
            ),
        )
    )
