"""Entries copied to another time: everything relative between them stays, and what happened to the old ones isn't copied."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.assignments import key_of
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.references import Leading
from gameplan.edit.shifts import Step, shifted
from gameplan.model.page import Entry
from gameplan.model.status import Stage
from gameplan.read.playbook import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from gameplan.model.page import Path
    from gameplan.model.playbook import Playbook

_HAPPENED = (
    *("aliases", "approved_by", "audited", "checked", "feed_id", "published"),
    *("redirect", "results", "retire_on", "reviewed", "source", "spent", "supersedes", "url"),
)
"""Fields of what became of an entry, and of who it was: a copy begins without them."""
_TIMES = re.compile(r"(?<![0-9])([0-9]{4})(?:([-_ ]?)(?:([qQ])([1-4])|([0-9]{2}))(?![0-9]))?(?![0-9])")
"""A year, perhaps with a quarter or a month, in a name."""
_DAYS_OF_MONTH = 30.44
"""On average."""


def renewed(text: str, before: date, after: date) -> str:
    """Return a name with the year, quarter or month of one day in it made those of another: `spring-sale-2026` becomes `spring-sale-2027`.

    Args:
        text: an id, a title or a path.
        before: the day that the name is of.
        after: the day that it is to be of.
    """

    def put(found: re.Match[str]) -> str:
        quarter, month = found[4], found[5]
        fits = int(found[1]) == before.year
        if quarter:
            fits = fits and int(quarter) == (before.month + 2) // 3
            return f"{after.year}{found[2]}{found[3]}{(after.month + 2) // 3}" if fits else found[0]
        if month:
            fits = fits and int(month) == before.month
            return f"{after.year}{found[2]}{after.month:02}" if fits else found[0]
        return f"{after.year}{found[0][4:]}" if fits else found[0]

    return _TIMES.sub(put, text)


@dataclass(frozen=True)
class Copies:
    """Copies of some entries."""

    playbook: Playbook
    entries: Sequence[Entry]
    step: Step
    """How far they are from the old ones, in days."""
    read: Callable[[Entry], Front]
    ids: Mapping[str, str]
    """The new ids, by the paths of the old ones."""
    paths: Mapping[str, str]
    """The new paths, by the old ones."""
    days: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    """The first day of each, and of its copy, by the path of the old one."""

    def made(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the content of each copy.

        Raises:
            Unwritable: where one can't be made, with the name of the old file.
            OverflowError, ValueError: where no calendar goes that far.
        """
        leading = Leading(self.playbook, self.ids, self.paths)
        citing = leading.citing()
        for entry in self.entries:
            try:
                front = leading.redone(entry, self.read(entry), citing.get(entry.path, {})).front
                yield self.paths[entry.path], self._begun(entry, front).data
            except Unwritable as error:
                raise Unwritable(f"{visible(entry.path)}: {error}") from None

    def _begun(self, entry: Entry, front: Front) -> Front:
        """A copy with another time and nothing that has happened yet."""
        for name in _HAPPENED:
            front = front.without(key_of(front, entry, name))
        if entry.status.stage is not Stage.IDEA:
            front = front.without(key_of(front, entry, "status"))
        if front.values.get("id") is not None:
            front = front.written("id", self.ids[entry.path])
        before, after = self.days.get(entry.path, (None, None))
        title = key_of(front, entry, "title")
        if before and after and isinstance(front.values.get(title), str):
            front = front.written(title, renewed(str(front.values[title]), before, after))
        front = front.with_texts(dict.fromkeys(_done(front, key_of(front, entry, "deadlines")), "false"))
        folders = (self.playbook.strategy, self.playbook.plan)
        copy = read_page(entry.path, front.data, folders, self.playbook.vocabulary)
        if not isinstance(copy, Entry) or copy.schedule.first_day is None:
            return front
        step = step_of(copy, self.step)
        return shifted(front, copy, step, self.playbook.workdays) if step.count else front


def step_of(entry: Entry, step: Step) -> Step:
    """Return how far an entry's copy is: windows move by whole ones, as many as come nearest.

    Args:
        entry: the old one.
        step: how far copies are, in days.
    """
    window = entry.schedule.window
    if entry.schedule.start is not None or window is None or window.first is None or window.last is None:
        return step
    length = (window.last.year - window.first.year) * 12 + window.last.month - window.first.month + 1
    return Step(round(step.count / (length * _DAYS_OF_MONTH)) * length, "m")


def _done(front: Front, key: str) -> list[Path]:
    """The places that say of a deadline that it is done."""
    deadlines = front.values.get(key)
    if not isinstance(deadlines, dict):
        return []
    of_mappings = ((name, each.get("done")) for name, each in deadlines.items() if isinstance(each, dict))
    return [(key, name, "done") for name, done in of_mappings if isinstance(done, str) and done.casefold() == "true"]
