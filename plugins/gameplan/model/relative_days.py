"""Days that count from another one: `-14d`, `-2w`, `-5wd` (workdays)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.workdays import Workdays

_TYPED = re.compile(r"([-+])([0-9]{1,3})(wd|d|w)")
_NEARLY = re.compile(
    r"([-+−–]?)\s*([0-9]{1,3})\s*(wd|workdays?|working days?|d|days?|w|weeks?)(\s+before|\s+after)?", re.IGNORECASE
)
_LONGEST_SEARCH = 5 * 366
"""Days that are looked through for workdays."""


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """So many days, weeks or workdays before or after a day."""

    count: int
    """Below zero: before."""
    unit: str
    """`d`, `w` or `wd`."""

    def __str__(self) -> str:
        """Return it as it is typed: `-14d`."""
        return f"{self.count:+}{self.unit}"

    def from_day(self, day: date, zone: str, workdays: Workdays) -> date:
        """Return the day that is meant.

        Args:
            day: from which it counts.
            zone: the time zone, which says when the weekend is.
            workdays: which days count.

        Raises:
            OverflowError: where no calendar goes that far, or five years have too few workdays.
        """
        if self.unit != "wd":
            return day + timedelta(days=self.count * (7 if self.unit == "w" else 1))
        step = timedelta(days=1 if self.count > 0 else -1)
        left = abs(self.count)
        for _ in range(_LONGEST_SEARCH):
            if not left:
                return day
            day += step
            left -= workdays.has(day, zone)
        raise OverflowError


def parse_relative(text: str) -> RelativeDay | None:
    """Return the days that a text counts; None where it counts none."""
    found = _TYPED.fullmatch(text)
    return RelativeDay(int(f"{found[1]}{found[2]}"), found[3]) if found else None


def relative_meant(text: str) -> str:
    """Return how to type what looks like a count of days; empty where it doesn't."""
    found = _NEARLY.fullmatch(text) if len(text) <= 40 else None  # noqa: PLR2004 - nobody types more
    if found is None:
        return ""
    word = found[3].lower()
    unit = "wd" if word.startswith("wo") or word == "wd" else word[0]
    after = found[1] == "+" or (found[4] or "").strip().lower() == "after"
    return f"{'+' if after else '-'}{int(found[2])}{unit}"
