"""Days as people say them when they begin something: `2027-03-01`, `+2w`, `tomorrow`, `next tuesday`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.edit.shifts import months_after, parse_step
from gameplan.model.relative_days import RelativeDay

if TYPE_CHECKING:
    from gameplan.model.workdays import Workdays

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {"today": 0, "tomorrow": 1}
_WEEKDAY = re.compile(r"(?:next\s+)?([a-z]{3,9})", re.IGNORECASE)
_SHORT = 3


def day_said(text: str, today: date, zone: str, workdays: Workdays) -> str:
    """Return a start as a plan writes it; what isn't said in words or counted is returned as it is.

    Args:
        text: a day in words, one that counts from today, or anything that a plan may say.
        today: the day it is.
        zone: the playbook's time zone, for its weekend.
        workdays: the playbook's.

    Raises:
        OverflowError: where no calendar goes that far.
    """
    words = " ".join(text.split()).lower()
    if words in _NAMED:
        return (today + timedelta(days=_NAMED[words])).isoformat()
    if (step := parse_step(words)) is not None:
        if step.months:
            return months_after(today, step.months).isoformat()
        return RelativeDay(step.count, step.unit).from_day(today, zone, workdays).isoformat()
    found = _WEEKDAY.fullmatch(words)
    day = weekday_of(found[1]) if found else None
    if day is None:
        return text.strip()
    # The next one that comes, never today.
    return (today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)).isoformat()


def weekday_of(word: str) -> int | None:
    """Return a weekday's number, Monday as 0; None for what is none. Three letters are enough."""
    return next((number for number, name in enumerate(_WEEKDAYS) if _names(word.lower(), name)), None)


def _names(typed: str, name: str) -> bool:
    return typed == name or (len(typed) >= _SHORT and typed != "month" and name.startswith(typed))
