"""What an entry waits for, and whether it begins before that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry


class TooEarly(NamedTuple):
    """An entry that begins before what it waits for is done."""

    begin: date
    """The latest day on which it begins."""
    end: date
    """The earliest day on which what it waits for is done."""


def too_early(entry: Entry, need: Entry) -> TooEarly | None:
    """Return by how much an entry begins too early; None where it doesn't, where nobody can know, or where either is no promise or done.

    Args:
        entry: the one that waits.
        need: what it waits for.
    """
    begin, end = _latest_begin(entry), _earliest_end(need)
    if begin is None or end is None or begin >= end or not (_waits(entry) and _waits(need)):
        return None
    return TooEarly(begin, end)


def _waits(entry: Entry) -> bool:
    return entry.status.stage.committed and entry.status.stage.open


def _latest_begin(entry: Entry) -> date | None:
    schedule = entry.schedule
    return schedule.first_day if schedule.start else schedule.window.last if schedule.window else None


def _earliest_end(entry: Entry) -> date | None:
    first = entry.schedule.first_day
    return first + entry.schedule.extra_days if first else None
