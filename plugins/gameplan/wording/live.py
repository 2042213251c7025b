"""What is said of live pieces: why somebody must look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.live import Due
from gameplan.model.own_fields import next_look
from gameplan.wording import dates as words
from gameplan.wording.labels import verdict_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.live import LivePiece


_DAYS, _MONTHS = 61, 24
"""From how many on an age is said in months, and in years."""


def due_words(piece: LivePiece) -> tuple[str, ...]:
    """Say why a live piece is due, a clause for each reason; nothing where it isn't."""
    return tuple(_reason(piece, due) for due in piece.dues)


def _reason(piece: LivePiece, due: Due) -> str:
    fields = piece.entry.entry
    if due is Due.RETIRE:
        return say("was to be retired on {day}", day=_day(fields.retire_on))
    if due is Due.REVIEW:
        return say("was to be looked at again by {day}", day=_day(next_look(piece.entry)))
    if due is Due.VERDICT and fields.audited:
        verdict = verdict_label(str(fields.audited.verdict))
        return say("the audit of {day} says: {verdict}", day=_day(fields.audited.on), verdict=verdict)
    day = _day(piece.looked_at)
    return (
        say("last audited on {day}", day=day) if fields.audited else say("out since {day}, and never audited", day=day)
    )


def coming_words(piece: LivePiece, last: date) -> tuple[str, ...]:
    """Say what is to be done with a live piece by a day, a clause for each."""
    fields = piece.entry.entry
    until = fields.available.until if fields.available else None
    found = (
        (fields.retire_on, say("to be retired on {day}", day=_day(fields.retire_on))),
        (None if fields.retire_on else until, say("available until {day}", day=_day(until))),
        (next_look(piece.entry), say("to be looked at again by {day}", day=_day(next_look(piece.entry)))),
        (piece.audit_by, say("to be audited by {day}", day=_day(piece.audit_by))),
    )
    coming = sorted((day, told) for day, told in found if day is not None and day <= last)
    return tuple(told for _, told in coming)


def age_words(days: int) -> str:
    """Say how old something is: in days up to two months, in months up to two years."""
    months = days * 12 // 365
    if days < _DAYS:
        return plural("{count} day", "{count} days", days)
    if months < _MONTHS:
        return plural("{count} month", "{count} months", months)
    return plural("{count} year", "{count} years", months // 12)


def _day(day: date | None) -> str:
    return words.day_words(day, weekday=False) if day else ""
