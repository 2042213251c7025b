"""Which days are workdays: not the weekend of the time zone, not a public holiday, and not a day on which nothing goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.model.public_holidays import public_holidays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

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
class DaysOff:
    """The holidays of a playbook, the same for all of its time zones."""

    days: frozenset[date] = frozenset()
    """Those of its own calendar files."""
    countries: tuple[str, ...] = ()
    """Countries, or regions of them, whose public holidays count too: `PT`, `US-CA`."""

    names: Mapping[date, str] = field(default_factory=dict, hash=False, compare=False)
    """What those of its calendar files are called, where they say so."""

    def has(self, day: date) -> bool:
        """Tell whether a day is a holiday."""
        return day in self.days or any(day in public_holidays(country, day.year) for country in self.countries)

    def called(self, day: date) -> tuple[str, ...]:
        """Return the names of a day's holidays; none where no file and no country says one."""
        found = (
            self.names.get(day, ""),
            *(public_holidays(country, day.year).get(day, "") for country in self.countries),
        )
        return tuple(dict.fromkeys(name for name in found if name))


@dataclass(frozen=True, slots=True)
class Workdays:
    """The workdays of a playbook."""

    off: DaysOff = field(default_factory=DaysOff)
    quiet: tuple[tuple[date, date], ...] = ()
    """The first and last day of each time in which nothing at all goes out."""

    def has(self, day: date, zone: str) -> bool:
        """Tell whether a day is a workday.

        Args:
            day: the day.
            zone: the time zone, which says when the weekend is.
        """
        return (
            day.weekday() not in _weekend(zone)
            and not any(first <= day <= last for first, last in self.quiet)
            and not self.off.has(day)
        )


@lru_cache(maxsize=64)
def _weekend(zone: str) -> frozenset[int]:
    return _WEEKENDS.get(zone, _SATURDAY_SUNDAY)
