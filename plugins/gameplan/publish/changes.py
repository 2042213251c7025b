"""What changed in the plan: which of it may be told, and in what words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.zones import zone
from gameplan.publish import words
from gameplan.publish.calendar.events import removed_targets
from gameplan.publish.language import plural, say
from gameplan.publish.names import told_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gameplan.model.page import Entry, Page
    from gameplan.model.revisions import Change
    from gameplan.publish.edition import Edition

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Told(NamedTuple):
    """A change that may be told."""

    change: Change
    title: str
    """The entry's as it is now; as it last was where it is gone."""
    goals: tuple[Page, ...]
    """Those that may be seen."""
    entry: Entry | None
    """None where it is gone."""


def told(edition: Edition) -> Iterator[Told]:
    """The changes of what the edition shows, newest first; nothing of drafts, and nothing of what was ever hidden."""
    entries = {entry.id: entry for entry in edition.playbook.entries if entry.fields.visibility != "draft"}
    removed = {
        gone.entry.id: removed_targets(edition, gone).get("goals", ())
        for gone in edition.revisions.removed
        if gone.entry.public and gone.entry.id not in entries
    }
    for change in edition.revisions.changes:
        entry = entries.get(change.id)
        if change.what == "removed":
            if change.id in removed:
                yield Told(change, change.title, removed[change.id], None)
        elif entry is not None:
            yield Told(change, entry.title, edition.targets(entry, "goals"), entry)


def by_day(edition: Edition) -> Iterator[Told]:
    """As `told`, but several moves of one entry on one day are one, and so are its statuses.

    From how it stood in the morning to how it stood in the evening; nothing where that is the same.
    """
    changes = list(told(edition))
    alike: dict[tuple[object, ...], list[Told]] = {}
    for found in changes:
        alike.setdefault(_alike(edition, found.change), []).append(found)
    for found in changes:
        group = alike[_alike(edition, found.change)]
        before = group[-1].change.before
        if len(group) == 1:
            yield found
        elif found is group[0] and before != found.change.after:
            yield found._replace(change=replace(found.change, before=before))


def _alike(edition: Edition, change: Change) -> tuple[object, ...]:
    """What changes have in common that are told as one; for others than moves and statuses the moment, so that each stands alone."""
    one = change.what in ("moved", "status")
    return change.id, change.what, local_day(edition, change.when) if one else change.when


def sentence(change: Change) -> str:
    """What happened: `Moved from Thu 3 Dec to Tue 8 Dec 2026, 5 days later.`."""
    before, after = change.before, change.after
    if change.what == "moved":
        return _moved(before, after)
    if change.what == "status":
        return say("Status changed from {before} to {after}.", before=told_label(before), after=told_label(after))
    if change.what == "retitled":
        return say("Renamed from “{before}” to “{after}”.", before=before, after=after)
    return _added(after) if change.what == "added" else _removed(before)


def _added(after: str) -> str:
    if not _known(after):
        return say("Added to the plan, with no day yet.")
    return say("Added to the plan for {day}.", day=_when(after))


def _removed(before: str) -> str:
    if not _known(before):
        return say("Removed from the plan.")
    if _day(before):
        return say("Removed from the plan; it was to be on {day}.", day=_when(before))
    return say("Removed from the plan; it was to be in {time}.", time=_when(before))


def local_day(edition: Edition, when: datetime) -> date:
    """The day of a moment where the playbook is."""
    name = edition.playbook.vocabulary.zone
    return when.astimezone(UTC if name == "UTC" else zone(name)).date()


def _moved(before: str, after: str) -> str:
    first, then = _day(before), _day(after)
    if first is None or then is None:
        return say("Moved from {before} to {after}.", before=_when(before), after=_when(after))
    days = (then - first).days
    shown = {"before": words.day_words(first, year=first.year != then.year), "after": words.day_words(then)}
    if days > 0:
        return plural(
            "Moved from {before} to {after}, {count} day later.",
            "Moved from {before} to {after}, {count} days later.",
            days,
            **shown,
        )
    return plural(
        "Moved from {before} to {after}, {count} day earlier.",
        "Moved from {before} to {after}, {count} days earlier.",
        -days,
        **shown,
    )


def _known(typed: str) -> bool:
    return typed.upper() not in ("", "TBD")


def _when(typed: str) -> str:
    """A day, or a window as typed, in words."""
    day = _day(typed)
    if day is not None:
        return words.day_words(day)
    return words.window_words(typed) if _known(typed) else say("no day yet")


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
