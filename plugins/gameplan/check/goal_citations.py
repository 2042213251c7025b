"""Which entries cite which goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.diagnostics import Location
    from gameplan.model.links import PageLink
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Goal
    from gameplan.model.playbook import Playbook


class Citation(NamedTuple):
    """An entry's citation of a goal."""

    entry: Entry
    goal: Page
    fields: Goal
    """The goal's fields."""
    link: PageLink

    @property
    def location(self) -> Location:
        """Where the entry cites it."""
        return self.link.location


def citations(playbook: Playbook) -> Iterator[Citation]:
    """Every citation of a goal in a plan."""
    for entry in playbook.entries:
        for link in playbook.outgoing.get(entry.path, ()):
            if link.field == "goals":
                goal = playbook.by_path[link.target]
                yield Citation(entry, goal, goal_fields(goal), link)
