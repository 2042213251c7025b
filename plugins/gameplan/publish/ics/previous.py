"""The feed that was published last: what subscribers have, below which no stamp may fall.

Programs take a component for news only where its stamps rise (RFC 5545 3.8.7.2 to 3.8.7.4). History tells when each of them changed, but a
history can be rewritten (squash, rebase, older dates); then only what was published tells. The file may come from anywhere: nothing of it
is taken over but times and numbers.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.ics.components import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.publish.ics.components import Stamper, Unstamped

MAX_PREVIOUS = 32 * 1024 * 1024
"""Bytes of a feed."""
_MOST_SEQUENCE = 2**31 - 1
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""A later stamp is an error of whoever wrote it, and would stay for ever."""
_MOMENT = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_COMPONENTS = ("VEVENT", "VTODO")
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "UID")
_DATES = ("RECURRENCE-ID", "DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "EXDATE", "RDATE", "STATUS")


class PublishedComponent(NamedTuple):
    """What subscribers have of one thing that happens."""

    modified: datetime
    created: datetime | None
    sequence: int
    look: tuple[str, ...]
    """All of its lines but the stamps, sorted."""


class NoFeedError(Exception):
    """It is no calendar feed."""


def read_previous(data: bytes) -> dict[str, PublishedComponent]:
    """Read what a feed says of each thing that happens, by UID; components that aren't as they should be are passed over.

    Args:
        data: the feed (RFC 5545), as it was published.

    Raises:
        NoFeedError: where it is none.
    """
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise NoFeedError
    found: dict[str, PublishedComponent] = {}
    rows: list[str] | None = None
    inside = 0
    for row in re.split(r"\r?\n", text):
        name, _, value = row.partition(":")
        if name == "BEGIN" and value in _COMPONENTS and rows is None:
            rows, inside = [], 0
        elif rows is not None and name == "END" and not inside:
            _remember(found, rows)
            rows = None
        elif rows is not None:
            inside += (name == "BEGIN") - (name == "END")
            rows.append(row)
    return found


def _remember(found: dict[str, PublishedComponent], rows: list[str]) -> None:
    """Add a component to what is known of its UID: occurrences that have moved are components of their own."""
    values = {name: value for name, _, value in (row.partition(":") for row in rows) if name in _STAMPS}
    moments = [when for name in ("DTSTAMP", "LAST-MODIFIED") if (when := _moment(values.get(name, "")))]
    identity, digits = values.get("UID", ""), values.get("SEQUENCE", "0")
    if not identity or not moments:
        return
    sequence = int(digits) if re.fullmatch(r"[0-9]{1,10}", digits) else 0
    before = found.get(identity, PublishedComponent(moments[0], None, 0, ()))
    found[identity] = PublishedComponent(
        modified=max(before.modified, *moments),
        created=before.created or _moment(values.get("CREATED", "")),
        sequence=min(max(before.sequence, sequence), _MOST_SEQUENCE),
        look=tuple(sorted((*before.look, *_look(rows)))),
    )


def _look(rows: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(row for row in rows if row and row.partition(":")[0] not in _STAMPS))


def _moment(text: str) -> datetime | None:
    if not _MOMENT.fullmatch(text):
        return None
    try:
        when = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return when if when < _LATEST else None


class Previous:
    """Gives each component stamps that are no lower than those that subscribers have."""

    def __init__(self, shown: dict[str, PublishedComponent], inner: Stamper | None = None) -> None:
        """Take what was published, by UID, and what gives stamps besides history."""
        self._shown, self._inner = shown, inner

    def stamp(self, draft: Unstamped, content: bytes, dates: Sequence[str]) -> Stamp:
        """Return a component's stamp: its own or the published one, or a later one if the component has changed."""
        own = self._inner.stamp(draft, content, dates) if self._inner else draft.stamp
        before = self._shown.get(draft.uid)
        if before is None:
            return own
        created = before.created or own.created
        look = _look(content.decode().split("\r\n"))
        if look == before.look:
            return Stamp(max(own.modified, before.modified), created, max(own.sequence, before.sequence))
        later = before.modified + timedelta(seconds=1)
        moved = _dates(look) != _dates(before.look)
        sequence = min(before.sequence + moved, _MOST_SEQUENCE)
        return Stamp(max(own.modified, later), created, max(own.sequence, sequence))


def _dates(look: Iterable[str]) -> list[str]:
    return [row for row in look if re.split("[;:]", row, maxsplit=1)[0] in _DATES]
