"""When an entry happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.status import Stage
from gameplan.wording import dates as words

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


class NextTime(NamedTuple):
    """When an entry happens: what returns the next time, as long as there is one."""

    day: date | None
    """Its first day, where that is known."""
    words: str


def next_time(context: Context, entry: Entry) -> NextTime:
    """Return when an entry happens, or happens next where it returns."""
    zone, schedule = context.playbook.vocabulary.zone, entry.schedule
    coming = None if entry.status.stage is Stage.DROPPED else context.analysis.ahead.upcoming(entry)
    if coming is not None:
        return NextTime(coming.first, words.occurrence_words(coming, schedule, zone))
    return NextTime(schedule.first_day if schedule.start else None, words.when_words(entry, zone))
