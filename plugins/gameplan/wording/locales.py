"""How a language writes dates, times and numbers: by the CLDR's data, as Babel has it; English by our own forms.

`en` and `en-GB` write `Thu 3 Dec 2026` and `14:30`, and begin weeks on Monday; `en-US` and others as people there do.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from gameplan.wording.machine_zone import without_machine_zone

with without_machine_zone():
    from babel.dates import DateTimePattern, format_interval, parse_pattern
    from babel.numbers import format_percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time
    from decimal import Decimal

_OWN_TAGS = ("en", "en-GB")
_OWN = {
    "yMMMEd": "EEE d MMM y",
    "yMMMd": "d MMM y",
    "MMMEd": "EEE d MMM",
    "MMMd": "d MMM",
    "yMMMM": "MMMM y",
    "yMMM": "MMM y",
    "yQQQ": "QQQ y",
}
_OWN_CLOCK = "HH:mm"
_FIRST = re.compile(r"\b1\b")
"""The number of the first of a month, which French writes as an ordinal."""
_THURSDAY = 3


class Forms:
    """The forms of one language."""

    def __init__(self, tag: str) -> None:
        self._own = tag in _OWN_TAGS
        self._locale = _locale("en" if self._own else tag)
        self._patterns: dict[str, DateTimePattern] = {}

    def day(self, day: date, skeleton: str) -> str:
        """Write a day, by a skeleton as the CLDR names them: `yMMMEd`."""
        pattern = self._patterns.get(skeleton)
        if pattern is None:
            pattern = self._patterns[skeleton] = parse_pattern(self._pattern(skeleton))
        text = pattern.apply(day, self._locale)
        return self._ordinal(text) if day.day == 1 else text

    def days(self, first: date, last: date) -> str:
        """Write a span from one day to a later one."""
        if not self._own:
            return self._ordinal(format_interval(first, last, "yMMMd", locale=self._locale))
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last, 'yMMMd')}"
        return f"{self.day(first, 'MMMd' if first.year == last.year else 'yMMMd')} – {self.day(last, 'yMMMd')}"

    def around(self, day: date) -> tuple[str, str]:
        """Return what stands before and after the number of a day that is written with its weekday and month."""
        before, _, after = self._whole.partition("d")
        return tuple(parse_pattern(part).apply(day, self._locale) if part else "" for part in (before, after))  # type: ignore[return-value] # of two

    def clock(self, clock: time) -> str:
        """Write a time of day."""
        pattern = _OWN_CLOCK if self._own else self._locale.time_formats["short"].pattern
        return parse_pattern(pattern).apply(clock, self._locale)

    def month(self, number: int, *, short: bool = False) -> str:
        """Return a month's name by itself."""
        return str(self._locale.months["stand-alone"]["abbreviated" if short else "wide"][number])

    def weekday(self, number: int, width: str = "wide") -> str:
        """Return a weekday's name by itself, Monday being 0: `wide`, `abbreviated` or `narrow`."""
        return str(self._locale.days["stand-alone"][width][number])

    @cached_property
    def first_weekday(self) -> int:
        """The day on which a week begins, Monday being 0."""
        return 0 if self._own else self._locale.first_week_day

    @cached_property
    def decimal(self) -> str:
        """The sign before the decimals."""
        return str(self._locale.number_symbols["latn"]["decimal"])

    @cached_property
    def group(self) -> str:
        """The sign between thousands."""
        return str(self._locale.number_symbols["latn"]["group"])

    def percent(self, share: Decimal) -> str:
        """Write a share of the whole, without decimals."""
        return format_percent(round(share, 2), locale=self._locale)

    def _pattern(self, skeleton: str) -> str:
        if self._own:
            return _OWN[skeleton]
        return str(self._locale.datetime_skeletons[skeleton].pattern)

    @cached_property
    def _whole(self) -> str:
        """The pattern of a day with weekday and month, all in full."""
        return re.sub("E+", "EEEE", self._pattern("MMMEd")).replace("MMM", "MMMM")

    def _ordinal(self, text: str) -> str:
        return _FIRST.sub("1er", text) if self._locale.language == "fr" else text


@lru_cache(maxsize=64)
def forms(tag: str) -> Forms:
    """Return the forms of a language by its tag."""
    return Forms(tag)


def iso_week(days: Sequence[date]) -> int:
    """Return the number of the ISO week in which most of a row of seven days lie: that of their Thursday, whatever day comes first."""
    return next(day for day in days if day.weekday() == _THURSDAY).isocalendar().week


def _locale(tag: str) -> Locale:
    """Load a language's data; without its region, where the region is unknown."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.partition("-")[0])
