"""What changed, in words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from gameplan.wording import dates as words
from gameplan.wording.labels import told_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.model.revisions import Change

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def sentence(change: Change) -> str:
    """Say what happened: `Moved from Thu 3 Dec to Tue 8 Dec 2026, 5 days later.`."""
    before, after = change.before, change.after
    if change.what == "moved":
        return _moved(before, after)
    if change.what == "status":
        return say("Status changed from {before} to {after}.", before=told_label(before), after=told_label(after))
    if change.what == "retitled":
        return say("Renamed from “{before}” to “{after}”.", before=before, after=after)
    return _added(after) if change.what == "added" else _removed(before)


def _added(after: str) -> str:
    if not _known(after):
        return say("Added to the plan, with no day yet.")
    return say("Added to the plan for {day}.", day=when_typed(after))


def _removed(before: str) -> str:
    if not _known(before):
        return say("Removed from the plan.")
    if _day(before):
        return say("Removed from the plan; it was to be on {day}.", day=when_typed(before))
    return say("Removed from the plan; it was to be in {time}.", time=when_typed(before))


def _moved(before: str, after: str) -> str:
    first, then = _day(before), _day(after)
    if first is None or then is None:
        return say("Moved from {before} to {after}.", before=when_typed(before), after=when_typed(after))
    days = (then - first).days
    shown = {"before": words.day_words(first, year=first.year != then.year), "after": words.day_words(then)}
    if days > 0:
        return plural(
            "Moved from {before} to {after}, {count} day later.",
            "Moved from {before} to {after}, {count} days later.",
            days,
            **shown,
        )
    return plural(
        "Moved from {before} to {after}, {count} day earlier.",
        "Moved from {before} to {after}, {count} days earlier.",
        -days,
        **shown,
    )


def _known(typed: str) -> bool:
    return typed.upper() not in ("", "TBD")


def when_typed(typed: str) -> str:
    """Return a day, or a window as typed, in words."""
    day = _day(typed)
    if day is not None:
        return words.day_words(day)
    return words.window_words(typed) if _known(typed) else say("no day yet")


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
