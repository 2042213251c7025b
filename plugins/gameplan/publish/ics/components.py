"""What feeds are put together from: the components of one thing that happens, as bytes, made once for all feeds."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from gameplan.publish.ics import content_lines as lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gameplan.model.revisions import Revision


EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""When the form of our components last changed: no stamp is older. Raise it with every change of what is written."""


class Stamp(NamedTuple):
    """When a component last changed (RFC 5545 3.8.7)."""

    modified: datetime
    """DTSTAMP and LAST-MODIFIED, which mean the same where there is no METHOD."""
    created: datetime | None = None
    sequence: int = 0

    @property
    def lines(self) -> list[str]:
        """The properties, in their order."""
        modified = lines.moment(self.modified)
        created = [f"CREATED:{lines.moment(self.created)}"] if self.created else []
        return [f"DTSTAMP:{modified}", f"LAST-MODIFIED:{modified}", *created, f"SEQUENCE:{self.sequence}"]


class Remembered(NamedTuple):
    """What the ledger remembers of an entry, for the time when it is gone."""

    title: str
    first: date
    last: date


class Component(NamedTuple):
    """A component but for its stamps."""

    dates: Sequence[str]
    """Content lines: RECURRENCE-ID where it is an override, DTSTART, DTEND or DUE, RRULE, EXDATE."""
    common: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstamped:
    """A piece before it has its stamps."""

    name: Literal["VEVENT", "VTODO"]
    uid: str
    stamp: Stamp
    """By history."""
    status: str
    components: Sequence[Component]
    """In order of their RECURRENCE-ID, the one without first."""
    zones: Mapping[str, int] = field(default_factory=dict)
    event: Remembered | None = None


class Stamper(Protocol):
    """Gives stamps by what was published last: see `publish.ics.ledger` and `publish.ics.previous`."""

    def stamp(self, draft: Unstamped, content: bytes, dates: Sequence[str]) -> Stamp:
        """The stamp of a component.

        Args:
            draft: the component before it has its stamps.
            content: all of it but its stamps.
            dates: what counts for SEQUENCE.
        """


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing that happens: an event or task, with the occurrences of it that have moved."""

    uid: str
    data: bytes
    count: int
    """Of its components."""
    modified: datetime
    zones: Mapping[str, int] = field(default_factory=dict)
    """The zones of its local times, each with the first year that it needs."""


def uid(namespace: uuid.UUID, *names: str) -> str:
    """A UID: from ids alone, whatever the file, title or address (RFC 7986 5.3). An entry's event has its id as the only name."""
    return str(uuid.uuid5(namespace, "/".join(names)))


def serialised(draft: Unstamped, stamps: Stamper | None) -> Piece:
    """Write a piece as bytes, with the stamps of the last publication where those are known, else with those of history."""
    components, stamp = draft.components, draft.stamp
    if stamps is not None:
        rows = [row for component in components for row in component.dates]
        content = b"".join([lines.joined(rows), *(component.common for component in components)])
        stamp = stamps.stamp(draft, content, (*rows, draft.status))
    begin = lines.joined([f"BEGIN:{draft.name}", f"UID:{draft.uid}"])
    stamped = lines.joined(stamp.lines)
    end = f"END:{draft.name}\r\n".encode()
    parts: list[bytes] = []
    for dates, common in components:
        first = dates[:1] if dates[0].startswith("RECURRENCE-ID") else ()
        parts += [begin, lines.joined(first), stamped, lines.joined(dates[len(first) :]), common, end]
    return Piece(draft.uid, b"".join(parts), len(components), stamp.modified, draft.zones)


def stamp_of(revision: Revision | None, facet: str) -> Stamp:
    """The stamp of a page's component; where there is no history, that of the components' form."""
    if revision is None:
        return Stamp(EPOCH)
    return Stamp(max(EPOCH, revision.modified), revision.created, revision.sequences.get(facet, 0))


class Pieces(NamedTuple):
    """What feeds hold of an entry."""

    events: tuple[Piece, ...]
    """Its event; of a long one that the playbook wants shown by its ends, one for its first and one for its last day."""
    deadlines: tuple[tuple[Piece, tuple[str, ...]], ...]
    """Its production deadlines, each with who has to meet it, as typed."""
    tasks: tuple[Piece, ...]
