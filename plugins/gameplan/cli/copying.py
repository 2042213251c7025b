"""What `gameplan copy` does."""

from __future__ import annotations

import posixpath
from datetime import date
from typing import TYPE_CHECKING

from gameplan.cli.changing import make
from gameplan.cli.common import stop
from gameplan.cli.moving import folder_within
from gameplan.cli.said_days import said_day
from gameplan.cli.selecting import selected
from gameplan.diagnostics import visible
from gameplan.edit.changes import Changes
from gameplan.edit.copies import Copies, renewed, step_of
from gameplan.edit.front import Unwritable
from gameplan.edit.shifting import readable, step_to
from gameplan.model.page import Entry
from gameplan.read.files import is_page
from gameplan.read.sources import Disk
from gameplan.resolve.identifiers import stem
from gameplan.starting.pages import Names

if TYPE_CHECKING:
    from gameplan.cli.selection import Selection
    from gameplan.cli.writing_options import How
    from gameplan.edit.shifts import Step
    from gameplan.edit.workspace import Workspace
    from gameplan.model.playbook import Playbook


def copy_entries(work: Workspace, choice: Selection, start: str, into: str | None, how: How) -> None:
    """Copy the entries of a selection, and end the program."""
    playbook = work.result.playbook
    entries = _with_parts(playbook, [*readable(selected(playbook, choice, work.settings.root), "copied")])
    dated = [entry for entry in entries if entry.schedule.first_day]
    if not dated:
        stop("none of them has a day from which another could be counted")
    day = said_day(start, work.result.today, playbook.vocabulary.zone, playbook.workdays)
    step = step_to(day, dated)
    folder = folder_within(work, into) if into else None
    names = Names(playbook, Disk(work.settings.root))
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    days: dict[str, tuple[date, date]] = {}
    for entry in entries:
        days[entry.path] = _days(entry, dated[0], step)
        here = folder or renewed(posixpath.dirname(entry.path), *days[entry.path])
        ids[entry.path] = names.free(playbook.vocabulary.entry, renewed(entry.id, *days[entry.path]), here)
        name = ids[entry.path] if stem(entry.path) == entry.id else names.free(entry.kind, stem(entry.path), here)
        paths[entry.path] = f"{here}/{name}.md"
        if not is_page(paths[entry.path], (playbook.strategy, playbook.plan)):
            stop(f"{visible(paths[entry.path])} would be no page of the playbook: rename the entry first")
    changes = Changes()
    try:
        for path, data in Copies(playbook, entries, step, work.front, ids, paths, days).made():
            changes.add_new(path, data)
    except Unwritable as error:
        stop(str(error))
    except (OverflowError, ValueError):
        stop("no day that a plan may name is that far away")
    make(work, changes, how, hold="warning")


def _days(entry: Entry, other: Entry, step: Step) -> tuple[date, date]:
    """The day that an entry's name may be of, and that which its copy's is of."""
    before = entry.schedule.first_day or other.schedule.first_day or date.min
    try:
        return before, step_of(entry, step).from_day(before)
    except (OverflowError, ValueError):
        stop("no day that a plan may name is that far away")


def _with_parts(playbook: Playbook, entries: list[Entry]) -> list[Entry]:
    """Entries with everything that is part of them, in the order of their paths."""
    found = {entry.path: entry for entry in entries}
    waiting = list(entries)
    while waiting:
        for page in playbook.sources(waiting.pop(), "campaign"):
            if isinstance(page, Entry) and page.path not in found:
                found[page.path] = page
                waiting.append(page)
    return [found[path] for path in sorted(found)]
