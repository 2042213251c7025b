"""The ledger: what was published last, where history can't tell (a shallow clone, a rewritten or missing history).

It says of each event how it looked without its stamps, and when it came to look so. The same look keeps its stamps; another one gets
later stamps, and a higher SEQUENCE where dates, recurrence or status differ. A file of it is committed beside the playbook.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gameplan.publish.ics.components import Stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gameplan.publish.ics.components import Unstamped

_DIGITS = 32
_MOST_SEQUENCE = 2**31 - 1


def _utc(value: datetime) -> datetime:
    if value.utcoffset() != timedelta(0):
        raise ValueError("a time in UTC ends in Z")
    return value.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_utc)]


class Record(BaseModel):
    """What was published of one event or task."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{_DIGITS}}}$")]
    """A hash of all but the stamps."""
    dates: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{_DIGITS}}}$")]
    """A hash of dates, recurrence and status."""
    modified: Moment
    created: Moment | None = None
    sequence: Annotated[int, Field(ge=0, le=_MOST_SEQUENCE)] = 0
    title: Annotated[str, Field(max_length=400)] = ""
    """Of an entry, so that it can be published as cancelled when it is gone; empty for all else."""
    first: date | None = None
    last: date | None = None
    removed: Moment | None = None
    """When it was found to be gone."""


class Ledger(BaseModel):
    """What was published last, by UID."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Annotated[int, Field(ge=1, le=1)] = 1
    records: dict[Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")], Record] = Field(default_factory=dict)


class Stamps:
    """Gives each component its stamps by the ledger, and collects the next ledger."""

    def __init__(self, ledger: Ledger, now: datetime, present: Collection[str] = ()) -> None:
        """Take the ledger, the time of this publication, and the UIDs of all entries that there are, hidden ones included."""
        self.ledger, self.now, self.present = ledger, now, present
        self.made: dict[str, Record] = {}

    def stamp(self, draft: Unstamped, content: bytes, dates: Sequence[str]) -> Stamp:
        """Return a component's stamp: the ledger's if the component is unchanged, else a later one; see `components.Stamper`."""
        identity, event = draft.uid, draft.event
        old = self.ledger.records.get(identity)
        look, when = _hash(content), _hash("\n".join(dates).encode())
        if old is None:
            record = Record(content=look, dates=when, modified=self.now, created=self.now)
        elif old.content == look and old.removed is None:
            record = old
        else:
            record = Record(
                content=look,
                dates=when,
                modified=max(old.modified + timedelta(seconds=1), self.now),
                created=old.created,
                sequence=old.sequence + (old.dates != when or old.removed is not None),
            )
        if event is not None:
            record = record.model_copy(update={"title": event.title[:400], "first": event.first, "last": event.last})
        self.made[identity] = record
        return Stamp(record.modified, record.created, record.sequence)

    def gone(self, kept: timedelta) -> Mapping[str, Record]:
        """The entries that the ledger has and the playbook hasn't, as they are to be published: cancelled.

        Args:
            kept: how long they stay; one that was over when it went isn't there at all.
        """
        found = {}
        for identity, old in self.ledger.records.items():
            if identity in self.made or identity in self.present or not old.title or old.last is None:
                continue
            if old.removed is not None:
                record = old
            else:
                modified = max(old.modified + timedelta(seconds=1), self.now)
                change = {"modified": modified, "removed": self.now, "sequence": old.sequence + 1}
                record = old.model_copy(update=change)
            removed = record.removed or self.now
            if removed + kept >= self.now and old.last >= removed.date():
                found[identity] = record
        return found

    def next(self, kept: timedelta) -> Ledger:
        """The ledger for what is published now."""
        return Ledger(records=dict(sorted({**self.made, **self.gone(kept)}.items())))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def written(ledger: Ledger) -> bytes:
    """The ledger as a file: a line each, so that a change of one event is a change of one line."""
    rows = [
        f'  "{identity}": {record.model_dump_json(exclude_defaults=True)}'
        for identity, record in ledger.records.items()
    ]
    return ('{"form": 1, "records": {\n' + ",\n".join(rows) + "\n}}\n").encode()
