"""The workload: who has something to do, and when: entries that begin, and deadlines.

An entry counts on the day on which it begins, for whoever answers for it; a deadline on its day, for whoever has to keep it. What is
published, dropped or on hold, and deadlines that were met, are no work.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import monday_of
from gameplan.model.pages import Person
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from fractions import Fraction

    from gameplan.model.effort import WorkWeek
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Deadline
    from gameplan.model.playbook import Playbook
    from gameplan.model.schedule import Occurrence

CAPACITY = Decimal(4)
"""How much a person can do in a week, unless the person's page says."""
WEEKS = 12
"""How many weeks views look ahead, this one included."""
NOBODY = ""


class Task(NamedTuple):
    """Something to do on a day."""

    day: date
    entry: Entry
    occurrence: Occurrence | None = None
    """The time that begins on the day; None for a deadline."""
    deadline: str = ""
    """A deadline's name."""


def is_work(entry: Entry) -> bool:
    """Tell whether something is to be done for an entry."""
    return entry.status.stage.open and entry.status.stage is not Stage.HELD


def is_open(entry: Entry, deadline: Deadline) -> bool:
    """Tell whether a deadline of an entry is still to be met, and anybody waits for it."""
    return not deadline.done and is_work(entry)


def capacity_of(person: Page) -> Decimal | None:
    """Return how many entries and deadlines a week a person can take on; None where the page says how much work."""
    capacity = person.fields.capacity if isinstance(person.fields, Person) else None
    return CAPACITY if capacity is None else capacity.pieces


def workdays_of(person: Page, week: WorkWeek) -> Fraction | None:
    """Return how many days of work a week a person can do; None where the page doesn't say."""
    capacity = person.fields.capacity if isinstance(person.fields, Person) else None
    return capacity.in_days(week) if capacity is not None else None


def owners_of(playbook: Playbook, entry: Entry) -> tuple[str, ...]:
    """Return who answers for an entry: persons by id, others by name, nobody by `NOBODY`."""
    people = tuple(page.id for page in playbook.targets(entry, "owner"))
    return people or entry.fields.owner or (NOBODY,)


def tasks(playbook: Playbook, happenings: Iterable[tuple[Entry, Occurrence]]) -> Iterator[tuple[str, Task]]:
    """Yield each owner with something to do: persons by id, others by name, nobody by `NOBODY`.

    Args:
        playbook: the playbook.
        happenings: the times that entries happen; those of entries that are no work are passed over.
    """
    owners: dict[str, tuple[str, ...]] = {}

    def known_owners(entry: Entry) -> tuple[str, ...]:
        if entry.path not in owners:
            owners[entry.path] = owners_of(playbook, entry)
        return owners[entry.path]

    for entry, occurrence in happenings:
        if is_work(entry):
            for owner in known_owners(entry):
                yield owner, Task(occurrence.first, entry, occurrence)
    persons = playbook.of_kind("person")
    known = {name: person.id for person in persons for name in (person.id, *person.fields.aliases)}
    known |= {person.id: person.id for person in persons}
    for entry in playbook.entries:
        for name, deadline in entry.entry.deadlines.items():
            if is_open(entry, deadline):
                for owner in deadline.owner or known_owners(entry):
                    yield known.get(owner, owner), Task(deadline.on, entry, deadline=name)


def weeks(playbook: Playbook, first: date, last: date) -> dict[tuple[str, date], list[Task]]:
    """Return what there is to do between two days, by owner and the Monday of the week."""
    happenings = (
        (entry, occurrence)
        for entry in playbook.entries
        if is_work(entry) and _may_begin(entry, first, last)
        for occurrence in entry.schedule.occurrences(first, last)
    )
    found: dict[tuple[str, date], list[Task]] = {}
    for owner, task in tasks(playbook, happenings):
        if first <= task.day <= last:
            found.setdefault((owner, monday_of(task.day)), []).append(task)
    return found


def _may_begin(entry: Entry, first: date, last: date) -> bool:
    begin = entry.schedule.first_day
    return begin is not None and begin <= last and (begin >= first or entry.schedule.recurrence is not None)


def tasks_by_owner(playbook: Playbook, happenings: Iterable[tuple[Entry, Occurrence]]) -> Mapping[str, list[Task]]:
    """Return what each has to do, in order: persons by id, others by name, nobody by `NOBODY`."""
    found: dict[str, list[Task]] = {}
    for owner, task in tasks(playbook, happenings):
        found.setdefault(owner, []).append(task)
    for mine in found.values():
        mine.sort(key=lambda task: task.day)
    return found
