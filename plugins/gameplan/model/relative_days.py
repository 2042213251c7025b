"""Days that count from another one: `-14d`, `-2w`, `-5wd` (workdays)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_TYPED = re.compile(r"([-+])([0-9]{1,3})(wd|d|w)")
_NEARLY = re.compile(
    r"([-+−–]?)\s*([0-9]{1,3})\s*(wd|workdays?|working days?|d|days?|w|weeks?)(\s+before|\s+after)?", re.IGNORECASE
)
_SATURDAY_SUNDAY = frozenset((5, 6))
_FRIDAY_SATURDAY = frozenset((4, 5))
_WEEKENDS = {
    **dict.fromkeys(
        (
            *("Africa/Algiers", "Africa/Cairo", "Africa/Khartoum", "Africa/Tripoli", "Asia/Aden", "Asia/Amman"),
            *("Asia/Baghdad", "Asia/Bahrain", "Asia/Damascus", "Asia/Dhaka", "Asia/Jerusalem", "Asia/Tel_Aviv"),
            *("Asia/Kuwait", "Asia/Muscat", "Asia/Qatar", "Asia/Riyadh"),
        ),
        _FRIDAY_SATURDAY,
    ),
    "Asia/Kabul": frozenset((3, 4)),
    "Asia/Tehran": frozenset((4,)),
}
"""The days of the week without work, Monday as 0, where they aren't Saturday and Sunday (CLDR's weekendStart and weekendEnd)."""


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

    def from_day(self, day: date, zone: str) -> date:
        """Return the day that is meant.

        Args:
            day: from which it counts.
            zone: the time zone, which says which days are workdays.

        Raises:
            OverflowError: where no calendar goes that far.
        """
        if self.unit != "wd":
            return day + timedelta(days=self.count * (7 if self.unit == "w" else 1))
        weekend = _WEEKENDS.get(zone, _SATURDAY_SUNDAY)
        step = timedelta(days=1 if self.count > 0 else -1)
        left = abs(self.count)
        while left:
            day += step
            left -= day.weekday() not in weekend
        return day


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
