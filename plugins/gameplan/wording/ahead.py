"""When the next of some entries begins, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.analysis.ahead import Ahead
    from gameplan.model.page import Entry


def next_words(entries: Iterable[Entry], ahead: Ahead) -> str:
    """Say when the first of some entries ahead begins: `next 24 Nov 2026`; of what has begun, until when it goes on."""
    coming: list[date] = []
    running: list[date] = []
    for entry in entries:
        schedule, today = entry.schedule, ahead.today
        if schedule.start is None or schedule.first_day is None:
            continue
        if schedule.first_day >= today:
            coming.append(schedule.first_day)
        elif occurrence := ahead.upcoming(entry):
            coming.append(occurrence.first)
        elif schedule.last_day and schedule.last_day >= today:
            running.append(schedule.last_day)
    if coming:
        return say("next {day}", day=words.day_words(min(coming), weekday=False))
    return say("until {day}", day=words.day_words(max(running), weekday=False)) if running else say("no day yet")
