"""Production deadlines: when drafts, reviews and other work for entries are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.model.pages import Deadline
    from gameplan.model.playbook import Playbook


class Due(NamedTuple):
    """A production deadline."""

    entry: Entry
    name: str
    deadline: Deadline


def deadlines_between(playbook: Playbook, first: date, last: date) -> list[Due]:
    """Return the deadlines of some days, the last included, by their days: met or not, of every entry."""
    found = (
        Due(entry, name, deadline)
        for entry in playbook.entries
        for name, deadline in entry.entry.deadlines.items()
        if first <= deadline.on <= last
    )
    return sorted(found, key=lambda due: (due.deadline.on, due.entry.path, due.name))
