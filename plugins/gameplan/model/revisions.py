"""What history knows of the playbook: when what events show last changed, how often their dates did, and what is gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gameplan.model.page import Entry

What = Literal["added", "moved", "status", "retitled", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The state of one page, as its readers and subscribers see it."""

    modified: datetime
    """UTC, whole seconds: when anything last changed that events of the page show, on whichever page it stands."""
    created: datetime | None = None
    """UTC, whole seconds: when the page came; None where it isn't known."""
    sequences: Mapping[str, int] = field(default_factory=dict, hash=False)
    """How often dates, recurrence or status changed (RFC 5545 3.8.7.4), by facet: see `publish.feeds.event_facts`."""
    changes: tuple[Change, ...] = ()
    """The last of an entry, newest first; nothing of what the public may not see, now or then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An entry that was deleted."""

    entry: Entry
    """As it last was."""
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paths of the pages that it referred to and that still are, by field."""
    revision: Revision
    """Its sequences count the removal too."""
    removed: datetime
    """UTC, whole seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that changed in the plan, for people who follow it."""

    when: datetime
    what: What
    id: str
    """Of the entry."""
    path: str
    """Of the entry; of its last file where it was removed."""
    title: str
    before: str = ""
    """The day, window, status or title that was: as ISO 8601, as typed, or a status' name."""
    after: str = ""


class State(NamedTuple):
    """How an entry stood in the plan, as the public could see it."""

    since: datetime
    here: bool
    """False where it was not in the plan, or hidden."""
    day: str = ""
    """Its first day as ISO 8601, or its window as typed; empty where it has neither."""
    status: str = ""
    """The status' name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All that is known of how an entry stood in the plan."""

    id: str
    title: str
    """As it last was."""
    states: tuple[State, ...]
    """Oldest first."""
    goals: tuple[str, ...] = ()
    """Of an entry that is gone: the paths of those of its goals that still are."""

    def at(self, moment: datetime) -> State | None:
        """Return how it stood at a moment; None where it was not in the plan."""
        last = next((state for state in reversed(self.states) if state.since <= moment), None)
        return last if last and last.here else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """What history knows of a playbook."""

    pages: Mapping[str, Revision] = field(default_factory=dict)
    """By path. A page without one has no history."""
    removed: tuple[Removed, ...] = ()
    """Newest first."""
    changes: tuple[Change, ...] = ()
    """The newest changes, newest first, of entries that were and are public. New titles are shown on the entries' pages only."""
    courses: tuple[Course, ...] = ()
    """Of every entry that the public may see, now and then, by id."""
    began: datetime | None = None
    """When the first page was committed; None where there is no history."""
    latest: datetime | None = None
    """When the newest commit was made; None where there is no history."""
