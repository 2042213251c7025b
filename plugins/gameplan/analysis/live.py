"""What is live: entries that were published and go on serving people, and which of them somebody must look at."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.own_fields import next_look
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from datetime import timedelta

    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook
    from gameplan.model.vocabulary import Vocabulary

KEEP = "keep"
"""The verdict of an audit after which nothing is to be done."""


class Due(StrEnum):
    """Why somebody must look at a live piece."""

    RETIRE = "retire"
    """The day of its `retire_on` has come."""
    VERDICT = "verdict"
    """The last audit asks for something."""
    REVIEW = "review"
    """The day of its `review_by` has passed, or that of a field that is looked at again."""
    AUDIT = "audit"
    """It was audited, or else published, too long ago."""


class LivePiece(NamedTuple):
    """An entry that is live."""

    entry: Entry
    published: date | None
    """The day on which it went out."""
    looked_at: date | None
    """The day of its last audit; where there was none, that on which it went out."""
    audit_by: date | None
    """The last day on which the next audit isn't late."""
    dues: tuple[Due, ...]
    """Why it is due; nothing where it isn't."""

    @property
    def due_by(self) -> date | None:
        """The first day by which somebody must do something: what its audit asks for, look at it again, audit it, or retire it."""
        fields = self.entry.entry
        asked = fields.audited.on if fields.audited and Due.VERDICT in self.dues else None
        until = fields.available.until if fields.available else None
        days = (asked, next_look(self.entry), self.audit_by, fields.retire_on or until)
        return min((day for day in days if day), default=None)


def lasts(entry: Entry, vocabulary: Vocabulary) -> bool:
    """Tell whether an entry goes on serving people once it is published: by its own word, else by its days or its type."""
    own = entry.entry.lasting
    return (entry.entry.available is not None or entry.entry.type in vocabulary.lasting) if own is None else own


def can_be_used(entry: Entry, day: date) -> bool:
    """Tell whether an entry can be used on a day; what doesn't say from when till when can be on any."""
    days = entry.entry.available
    return days is None or (days.first <= day and (days.until is None or day <= days.until))


class Live:
    """The entries that are live on a day."""

    def __init__(self, playbook: Playbook, today: date, audit_after: timedelta) -> None:
        """Know what to look at.

        Args:
            playbook: with what may be seen.
            today: the day.
            audit_after: how long after an audit, or after publication, the next audit is due.
        """
        self.playbook, self.today, self.audit_after = playbook, today, audit_after

    @cached_property
    def lasting(self) -> dict[str, Entry]:
        """The entries that are published, last, and aren't replaced by another published one, by path in order: whatever day it is."""
        done = [entry for entry in self.playbook.entries if entry.status.stage is Stage.PUBLISHED]
        replaced = {
            old.path for entry in done if entry.entry.supersedes for old in self.playbook.targets(entry, "supersedes")
        }
        vocabulary = self.playbook.vocabulary
        return {entry.path: entry for entry in done if entry.path not in replaced and lasts(entry, vocabulary)}

    @cached_property
    def pieces(self) -> tuple[LivePiece, ...]:
        """Those of them that can be used on the day."""
        return tuple(self._piece(entry) for entry in self.lasting.values() if can_be_used(entry, self.today))

    @cached_property
    def by_path(self) -> dict[str, LivePiece]:
        """Every live piece by its entry's path."""
        return {piece.entry.path: piece for piece in self.pieces}

    def _piece(self, entry: Entry) -> LivePiece:
        audit, out = entry.entry.audited, entry.day_out
        looked_at = audit.on if audit else out
        audit_by = _after(looked_at, self.audit_after)
        found = (
            (Due.RETIRE, entry.entry.retire_on is not None and entry.entry.retire_on <= self.today),
            (Due.VERDICT, audit is not None and audit.verdict != KEEP),
            (Due.REVIEW, (look := next_look(entry)) is not None and look < self.today),
            (Due.AUDIT, audit_by is not None and audit_by < self.today),
        )
        return LivePiece(entry, out, looked_at, audit_by, tuple(due for due, holds in found if holds))


def _after(day: date | None, span: timedelta) -> date | None:
    return day + span if day is not None and date.max - day > span else None
