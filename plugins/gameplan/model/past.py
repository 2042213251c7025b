"""What rules may know of the past: plain facts about each page, gathered by whoever can ask for history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date, datetime


MOVES = 90
"""Days for which a renamed file is reported: after that, subscribers have got used to the new page."""


class ChangeMoment(NamedTuple):
    """The time of a change; uncommitted changes are the last of all, and of today."""

    when: datetime
    """UTC: tells earlier from later."""
    day: date
    """In the playbook's time zone: what people say and type."""


class Meaning(NamedTuple):
    """A change of what a goal means."""

    at: ChangeMoment
    before: Mapping[str, Hashable]
    """What each of its parts meant until then: see `model.meaning`."""


class Transition(NamedTuple):
    """A change of an entry's status."""

    at: ChangeMoment
    before: str
    after: str
    """The names of both statuses, as the options of that time had them."""


class Made(NamedTuple):
    """A change, and whose it is. People are told by the paths of their pages: no address leaves the history."""

    at: ChangeMoment
    by: str = ""
    """Who made it alone; empty where several people did, that isn't known, or it is nobody with a page."""
    last: str = ""
    """Who made what it came to; several people may have before."""
    all: frozenset[str] = frozenset()
    """Everybody who had a part in it, as far as they have pages."""


class Former(NamedTuple):
    """Another page that had an id."""

    title: str
    """Empty where it was hidden from the public."""
    path: str
    """Of its file; empty where it was hidden from the public."""
    until: ChangeMoment


class Moved(NamedTuple):
    """What a page was before its file got another name."""

    id: str
    path: str
    """Of its file."""
    public: bool
    """Whether the public could see it."""
    until: ChangeMoment


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePast:
    """The past of one page, under whatever file name."""

    changed: ChangeMoment
    """When anything in its file last changed."""
    meaning: Mapping[str, Hashable] = field(default_factory=dict, hash=False)
    """What the parts of a goal mean now."""
    meanings: tuple[Meaning, ...] = ()
    """Every change of them, oldest first."""
    transition: Transition | None = None
    """The last change of an entry's status."""
    returned: ChangeMoment | None = None
    """When an entry that was scheduled or out last went back to work."""
    signed: Mapping[str, Made] = field(default_factory=dict, hash=False)
    """Since when each of an entry's `approved_by` has stood there, by the name as typed."""
    worked: Made | None = None
    """The last change of what is signed off: the entry, but for how far it has come (`revisions.page_facts`). What came with a new
    sign-off is none, and nothing is after the entry went out."""
    former: Former | None = None
    """The page that had the id before, where it was another one."""
    moved: Moved | None = None
    """What it was before its first move of the last `MOVES` days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The past of a playbook."""

    pages: Mapping[str, PagePast]
    """By path."""
    workflow_since: ChangeMoment | None = None
    """When the option `workflow` was last changed; None where that isn't known."""


@dataclass(frozen=True, slots=True)
class NoPast:
    """There is no past that rules could ask."""

    reason: str
    """Why, in words that complete a sentence, and what to do about it."""
