"""Days that count from another one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.relative_days import RelativeDay

_BEFORE: dict[str, Callable[[int], str]] = {
    "d": lambda count: plural("{count} day before", "{count} days before", count),
    "w": lambda count: plural("{count} week before", "{count} weeks before", count),
    "wd": lambda count: plural("{count} workday before", "{count} workdays before", count),
}
_AFTER: dict[str, Callable[[int], str]] = {
    "d": lambda count: plural("{count} day after", "{count} days after", count),
    "w": lambda count: plural("{count} week after", "{count} weeks after", count),
    "wd": lambda count: plural("{count} workday after", "{count} workdays after", count),
}


def relative_words(day: RelativeDay) -> str:
    """Return how long before or after the start a day is: `14 days before`."""
    if not day.count:
        return say("on the day itself")
    return (_BEFORE if day.count < 0 else _AFTER)[day.unit](abs(day.count))
