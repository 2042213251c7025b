"""Who has something to do, and when: entries that begin, and deadlines.

An entry counts on the day on which it begins, for whoever answers for it; a deadline on its day, for whoever has to keep it. What is
published, dropped or on hold, and deadlines that were met, are no work.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Person
from gameplan.model.status import Stage
from gameplan.publish import words
from gameplan.publish.language import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.site import Edition

CAPACITY = Decimal(4)
"""How much a person can do in a week, unless the person's page says."""
HEATS = 4
NOBODY = ""


class Task(NamedTuple):
    """Something to do on a day."""

    day: date
    entry: Entry
    occurrence: Occurrence | None = None
    """The time that begins on the day; None for a deadline."""
    deadline: str = ""
    """A deadline's name."""


class Load(NamedTuple):
    """How much there is to do in a week."""

    number: int
    heat: int
    """From 0 to 4, by how much of the person's capacity it takes; 5 where it is more than that."""
    words: str

    @property
    def over(self) -> bool:
        """Whether it is more than the person can do."""
        return self.heat > HEATS


def tasks_by_owner(edition: Edition) -> Mapping[str, list[Task]]:
    """What each has to do, in order: persons by id, others by name, nobody by `NOBODY`."""
    found: dict[str, list[Task]] = {}
    for owner, task in _tasks(edition):
        found.setdefault(owner, []).append(task)
    for tasks in found.values():
        tasks.sort(key=lambda task: task.day)
    return found


def _tasks(edition: Edition) -> Iterator[tuple[str, Task]]:
    owners: dict[str, tuple[str, ...]] = {}
    for entry in edition.playbook.entries:
        if is_work(entry):
            people = tuple(page.id for page in edition.targets(entry, "owner"))
            owners[entry.path] = people or entry.fields.owner or (NOBODY,)
    for entry, occurrence in edition.plan.happenings:
        for owner in owners.get(entry.path, ()):
            yield owner, Task(occurrence.first, entry, occurrence)
    for entry in edition.playbook.entries:
        for name, deadline in entry.entry.deadlines.items() if entry.path in owners else ():
            if not deadline.done:
                for owner in deadline.owner or owners[entry.path]:
                    path = edition.people_paths.get(owner, "")
                    person = edition.playbook.by_path.get(path)
                    yield person.id if person else owner, Task(deadline.on, entry, deadline=name)


def is_work(entry: Entry) -> bool:
    """Whether something is to be done for an entry."""
    return entry.status.stage.open and entry.status.stage is not Stage.HELD


def capacity_of(person: Page) -> Decimal:
    """How much a person can do in a week."""
    capacity = person.fields.capacity if isinstance(person.fields, Person) else None
    return CAPACITY if capacity is None else capacity


def load(tasks: Iterable[Task], capacity: Decimal | None) -> Load:
    """How much some tasks are, against what somebody can do in a week; nobody has no capacity."""
    made = list(tasks)
    deadlines = sum(task.occurrence is None for task in made)
    entries = len(made) - deadlines
    said = ", ".join(
        text
        for text in (
            plural("{count} entry", "{count} entries", entries) if entries else "",
            plural("{count} deadline", "{count} deadlines", deadlines) if deadlines else "",
        )
        if text
    )
    if capacity is None:
        return Load(len(made), min(len(made), HEATS), said)
    if len(made) > capacity:
        said = say("{load}: over the capacity of {capacity}", load=said, capacity=words.number_words(capacity))
        return Load(len(made), HEATS + 1, said)
    return Load(len(made), math.ceil(HEATS * len(made) / capacity) if made else 0, said)
