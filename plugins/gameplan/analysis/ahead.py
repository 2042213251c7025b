"""What is still to come, and whom it serves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.model.page import Entry, sort_key
from gameplan.model.pages import Goal
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.schedule import Occurrence


def serving(playbook: Playbook, goal: Page) -> list[Entry]:
    """The entries that cite a goal or a goal below it, each once."""
    found: dict[Entry, None] = {}
    for each in (goal, *playbook.descendants(goal)):
        found |= dict.fromkeys(source for source in playbook.sources(each, "goals") if isinstance(source, Entry))
    return list(found)


def citing(playbook: Playbook, page: Page) -> list[Entry]:
    """The entries that serve a page; of a goal also those that serve a goal below it."""
    below = serving(playbook, page) if isinstance(page.fields, Goal) else ()
    return list(dict.fromkeys((*playbook.citing(page), *below)))


def is_ahead(entry: Entry, today: date) -> bool:
    """Tell whether an entry is still to come, goes on, is late, or has no day yet; what is over, off or live isn't."""
    stage, last = entry.status.stage, entry.schedule.last_day
    if stage in (Stage.DROPPED, Stage.RETIRED):
        return False
    if stage is Stage.PUBLISHED and not entry.schedule.recurrence:
        return last is not None and last >= today and entry.entry.available is None
    return last is None or last >= today or entry.overdue(today)


def happens(entry: Entry, first: date, last: date) -> bool:
    """Tell whether an entry happens between two days, or may: what has no day and no window may at any time."""
    schedule = entry.schedule
    if schedule.start is not None:
        begin = schedule.first_day
        if schedule.recurrence is None and begin is not None:
            return begin <= last and begin + schedule.extra_days >= first
        return any(True for _ in schedule.occurrences(first, last))
    window = schedule.window
    if window is None or window.first is None or window.last is None:
        return True
    return window.first <= last and window.last >= first


class Ahead:
    """What is ahead on a day; each entry is looked at once."""

    def __init__(self, playbook: Playbook, today: date) -> None:
        """Know the entries, and the day."""
        self.playbook, self.today = playbook, today
        self._known: dict[str, bool] = {}

    def has(self, entry: Entry) -> bool:
        """Tell whether an entry is still to come, goes on, is late, or has no day yet; what is dropped or done isn't."""
        known = self._known.get(entry.path)
        if known is None:
            known = self._known[entry.path] = is_ahead(entry, self.today)
        return known

    def of(self, goal: Page) -> list[Entry]:
        """Return the entries ahead that serve a goal or a goal below it, in the order in which they begin."""
        return sorted((entry for entry in serving(self.playbook, goal) if self.has(entry)), key=sort_key)

    def upcoming(self, entry: Entry) -> Occurrence | None:
        """Return the next occurrence of an entry that returns; None for one that doesn't."""
        if not entry.schedule.recurrence:
            return None
        horizon = entry.schedule.last_day or self.today + timedelta(days=366)
        return next(entry.schedule.occurrences(self.today, horizon), None)


def coming_key(item: tuple[Occurrence | None, Entry]) -> tuple[date, str]:
    """Return the sort key of entries with their next occurrence."""
    occurrence, entry = item
    return (occurrence.first, entry.path) if occurrence else sort_key(entry)
