"""What is still to come, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.model.ahead import citing, serving
from gameplan.model.ahead import is_ahead as ahead_on
from gameplan.publish import words
from gameplan.publish.language import say
from gameplan.publish.rows import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.edition import Edition

__all__ = ["ahead_of", "citing", "coming_key", "is_ahead", "next_words", "serving", "upcoming"]


def ahead_of(edition: Edition, goal: Page) -> list[Entry]:
    """The entries ahead that serve a goal or a goal below it, in the order in which they begin."""
    return sorted((entry for entry in serving(edition.playbook, goal) if is_ahead(entry, edition)), key=sort_key)


def is_ahead(entry: Entry, edition: Edition) -> bool:
    """Whether an entry is still to come, goes on, is late, or has no day yet; what is dropped or done isn't."""
    known = edition.ahead.get(entry.path)
    if known is None:
        known = edition.ahead[entry.path] = ahead_on(entry, edition.today)
    return known


def upcoming(entry: Entry, edition: Edition) -> Occurrence | None:
    """The next occurrence of an entry that returns; None for one that doesn't."""
    if not entry.schedule.recurrence:
        return None
    horizon = entry.schedule.last_day or edition.today + timedelta(days=366)
    return next(entry.schedule.occurrences(edition.today, horizon), None)


def coming_key(item: tuple[Occurrence | None, Entry]) -> tuple[date, str]:
    """The sort key of entries with their next occurrence."""
    occurrence, entry = item
    return (occurrence.first, entry.path) if occurrence else sort_key(entry)


def next_words(ahead: Iterable[Entry], edition: Edition) -> str:
    """When the first of some entries ahead begins: `next 24 Nov 2026`; of what has begun, until when it goes on."""
    coming: list[date] = []
    running: list[date] = []
    for entry in ahead:
        schedule, today = entry.schedule, edition.today
        if schedule.start is None or schedule.first_day is None:
            continue
        if schedule.first_day >= today:
            coming.append(schedule.first_day)
        elif occurrence := upcoming(entry, edition):
            coming.append(occurrence.first)
        elif schedule.last_day and schedule.last_day >= today:
            running.append(schedule.last_day)
    if coming:
        return say("next {day}", day=words.day_words(min(coming), weekday=False))
    return say("until {day}", day=words.day_words(max(running), weekday=False)) if running else say("no day yet")
