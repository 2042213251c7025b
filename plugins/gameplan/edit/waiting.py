"""Entries that wait for others which are moved: they move far enough, and no further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.edit.front import Front, Unwritable
from gameplan.edit.shifts import Step, shifted
from gameplan.model.page import Entry
from gameplan.read.playbook import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gameplan.model.playbook import Playbook


@dataclass
class Plan:
    """A plan in which entries are moved, one after the other."""

    playbook: Playbook
    read: Callable[[Entry], Front]
    """Reads an entry's file."""
    landing: bool = False
    """Whether starts are to land on workdays."""

    def __post_init__(self) -> None:
        """Begin with what stands in the files."""
        self.fronts: dict[str, Front] = {}
        self.now: dict[str, Entry] = {}

    def move(self, entry: Entry, step: Step) -> None:
        """Move an entry, as it is by now.

        Raises:
            Unwritable, OverflowError, ValueError: see `shifted`.
        """
        entry = self.now.get(entry.path, entry)
        front = self.fronts.get(entry.path) or self.read(entry)
        moved = shifted(front, entry, step, self.playbook.workdays, landing=self.landing)
        self.fronts[entry.path] = moved
        folders = (self.playbook.strategy, self.playbook.plan)
        page = read_page(entry.path, moved.data, folders, self.playbook.vocabulary)
        if isinstance(page, Entry):
            self.now[entry.path] = page

    def follow(self) -> int:
        """Move what waits for what was moved, and what waits for that; return how many entries that are.

        Raises:
            Unwritable: where entries wait for each other, or one can't be moved.
        """
        followed: set[str] = set()
        for _ in range(len(self.playbook.entries) + 1):
            late = [(entry, days) for entry in self._waiting() if (days := self._late_by(entry)) > 0]
            if not late:
                return len(followed)
            for entry, days in late:
                self.move(entry, Step(days, "d"))
                followed.add(entry.path)
        raise Unwritable("entries wait for each other: see `gameplan check`")

    def _waiting(self) -> Iterator[Entry]:
        """The open entries that wait for one that was moved."""
        for path, links in self.playbook.outgoing.items():
            entry = self.now.get(path) or self.playbook.by_path[path]
            waits = any(link.field == "depends_on" and link.target in self.now for link in links)
            if waits and isinstance(entry, Entry) and _is_open(entry) and entry.schedule.start is not None:
                yield entry

    def _late_by(self, entry: Entry) -> int:
        """By how many days an entry begins before all that it waits for is done."""
        begin = entry.schedule.first_day
        ends = [
            end
            for link in self.playbook.outgoing[entry.path]
            if link.field == "depends_on" and (end := self._end(link.target))
        ]
        return (max(ends) - begin).days if begin and ends else 0

    def _end(self, path: str) -> date | None:
        entry = self.now.get(path) or self.playbook.by_path[path]
        if not isinstance(entry, Entry) or not _is_open(entry) or entry.schedule.first_day is None:
            return None
        return entry.schedule.first_day + entry.schedule.extra_days


def _is_open(entry: Entry) -> bool:
    return entry.status.stage.committed and entry.status.stage.open
