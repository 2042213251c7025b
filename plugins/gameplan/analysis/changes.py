"""What changed in the plan, and which of it may be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.revisions import Change, Removed, Revisions


class ToldChange(NamedTuple):
    """A change that may be told."""

    change: Change
    title: str
    """The entry's as it is now; as it last was where it is gone."""
    goals: tuple[Page, ...]
    """Those that may be seen."""
    entry: Entry | None
    """None where it is gone."""


def told(lookups: Lookups, revisions: Revisions) -> Iterator[ToldChange]:
    """Yield the changes of what is shown, newest first; nothing of drafts, and nothing of what was ever hidden."""
    entries = {entry.id: entry for entry in lookups.playbook.entries if entry.fields.visibility != "draft"}
    removed = {
        gone.entry.id: removed_targets(lookups.playbook, gone).get("goals", ())
        for gone in revisions.removed
        if gone.entry.public and gone.entry.id not in entries
    }
    for change in revisions.changes:
        entry = entries.get(change.id)
        if change.what == "removed":
            if change.id in removed:
                yield ToldChange(change, change.title, removed[change.id], None)
        elif entry is not None:
            yield ToldChange(change, entry.title, lookups.targets(entry, "goals"), entry)


def by_day(lookups: Lookups, revisions: Revisions) -> Iterator[ToldChange]:
    """Yield the changes as `told` does, but take several moves of one entry on one day as one, and its statuses too.

    From how it stood in the morning to how it stood in the evening; nothing where that is the same.
    """
    changes = list(told(lookups, revisions))
    alike: dict[tuple[object, ...], list[ToldChange]] = {}
    for found in changes:
        alike.setdefault(_alike(lookups.playbook, found.change), []).append(found)
    for found in changes:
        group = alike[_alike(lookups.playbook, found.change)]
        before = group[-1].change.before
        if len(group) == 1:
            yield found
        elif found is group[0] and before != found.change.after:
            yield found._replace(change=replace(found.change, before=before))


def _alike(playbook: Playbook, change: Change) -> tuple[object, ...]:
    """Return a key that is the same for changes that are told as one. Only moves and changes of status are joined, those of a day."""
    one = change.what in ("moved", "status")
    return change.id, change.what, local_day(playbook, change.when) if one else change.when


def local_day(playbook: Playbook, when: datetime) -> date:
    """The day of a moment where the playbook is."""
    name = playbook.vocabulary.zone
    return when.astimezone(UTC if name == "UTC" else zone(name)).date()


def removed_targets(playbook: Playbook, removed: Removed) -> dict[str, tuple[Page, ...]]:
    """Return what an entry that was deleted referred to and that may be seen, by field."""
    known = playbook.by_path
    return {field: tuple(known[path] for path in paths if path in known) for field, paths in removed.targets.items()}
