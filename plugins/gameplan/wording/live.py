"""What is said of live pieces: why somebody must look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.live import Due
from gameplan.wording import dates as words
from gameplan.wording.labels import verdict_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.live import LivePiece


def due_words(piece: LivePiece) -> tuple[str, ...]:
    """Say why a live piece is due, a clause for each reason; nothing where it isn't."""
    return tuple(_reason(piece, due) for due in piece.dues)


def _reason(piece: LivePiece, due: Due) -> str:
    fields = piece.entry.entry
    if due is Due.RETIRE:
        return say("was to be retired on {day}", day=_day(fields.retire_on))
    if due is Due.REVIEW:
        return say("was to be looked at again by {day}", day=_day(fields.review_by))
    if due is Due.VERDICT and fields.audited:
        verdict = verdict_label(str(fields.audited.verdict))
        return say("the audit of {day} says: {verdict}", day=_day(fields.audited.on), verdict=verdict)
    day = _day(piece.looked_at)
    return (
        say("last audited on {day}", day=day) if fields.audited else say("out since {day}, and never audited", day=day)
    )


def _day(day: date | None) -> str:
    return words.day_words(day, weekday=False) if day else ""
