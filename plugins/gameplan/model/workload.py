"""The workload: who has what to do in which week.

An entry counts in the week in which it begins, for whoever answers for it; a deadline in the week of its day, for whoever has to
keep it. What is published, dropped or on hold, and deadlines that were met, are no load.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook

CAPACITY = Decimal(4)
"""How much a person can do in a week, unless the person's page says."""
NOBODY = ""


class Duty(NamedTuple):
    """Something that somebody has to do."""

    owner: str
    """A person's id, or a name; `NOBODY`."""
    day: date
    entry: Entry
    deadline: str = ""
    """Its name; empty where the entry itself begins."""


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def duties(playbook: Playbook, first: date, last: date) -> Iterator[Duty]:
    """Who has something to do between two days: persons by id, others by name."""
    for entry in playbook.entries:
        stage = entry.status.stage
        if not stage.open or stage is Stage.HELD:
            continue
        days = entry.schedule.begins(first, last)
        deadlines = [
            (name, deadline)
            for name, deadline in entry.entry.deadlines.items()
            if not deadline.done and first <= deadline.on <= last
        ]
        if not days and not deadlines:
            continue
        owners = tuple(page.id for page in playbook.targets(entry, "owner")) or entry.fields.owner or (NOBODY,)
        yield from (Duty(owner, day, entry) for day in days for owner in owners)
        yield from (
            Duty(owner, deadline.on, entry, name) for name, deadline in deadlines for owner in deadline.owner or owners
        )


def weeks(playbook: Playbook, first: date, last: date) -> dict[tuple[str, date], list[Duty]]:
    """What there is to do between two days, by owner and the first day of the week."""
    found: dict[tuple[str, date], list[Duty]] = {}
    for duty in duties(playbook, first, last):
        found.setdefault((duty.owner, monday(duty.day)), []).append(duty)
    return found
