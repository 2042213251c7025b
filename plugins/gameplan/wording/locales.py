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
    from babel.dates import parse_pattern
    from babel.numbers import format_percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
}
_OWN_SPANS = {"d": ("d–", "d MMM y"), "M": ("d MMM – ", "d MMM y"), "y": ("d MMM y – ", "d MMM y")}
_OWN_CLOCK = "HH:mm"
_FIRST = re.compile(r"(?<![0-9])1(?= [^\W\d])")
"""The first of a month, which French writes as an ordinal."""
_THURSDAY = 3


class Forms:
    """The forms of one language."""

    def __init__(self, tag: str) -> None:
        self._own = tag in _OWN_TAGS
        self._locale = _locale("en" if self._own else tag)

    def day(self, day: date, skeleton: str) -> str:
        """A day, by a skeleton as the CLDR names them: `yMMMEd`."""
        return self._ordinal(parse_pattern(self._pattern(skeleton)).apply(day, self._locale))

    def days(self, first: date, last: date) -> str:
        """From a day to another one."""
        unit = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        begin, end = self._spans[unit]
        both = ((begin, first), (end, last))
        return "".join(self._ordinal(parse_pattern(part).apply(day, self._locale)) for part, day in both)

    def around(self, day: date) -> tuple[str, str]:
        """What stands before and after the number of a day that is written with its weekday and month."""
        before, _, after = self._whole.partition("d")
        return tuple(parse_pattern(part).apply(day, self._locale) if part else "" for part in (before, after))  # type: ignore[return-value] # of two

    def clock(self, clock: time) -> str:
        """A time of day."""
        pattern = _OWN_CLOCK if self._own else self._locale.time_formats["short"].pattern
        return parse_pattern(pattern).apply(clock, self._locale)

    def month(self, number: int, *, short: bool = False) -> str:
        """A month's name by itself."""
        return str(self._locale.months["stand-alone"]["abbreviated" if short else "wide"][number])

    def weekday(self, number: int, width: str = "wide") -> str:
        """A weekday's name by itself, Monday being 0: `wide`, `abbreviated` or `narrow`."""
        return str(self._locale.days["stand-alone"][width][number])

    @cached_property
    def first_weekday(self) -> int:
        """On which day a week begins, Monday being 0."""
        return 0 if self._own else self._locale.first_week_day

    @cached_property
    def decimal(self) -> str:
        """What stands before the decimals."""
        return str(self._locale.number_symbols["latn"]["decimal"])

    @cached_property
    def group(self) -> str:
        """What stands between thousands."""
        return str(self._locale.number_symbols["latn"]["group"])

    def percent(self, share: Decimal) -> str:
        """A share of the whole, without decimals."""
        return format_percent(round(share, 2), locale=self._locale)

    def _pattern(self, skeleton: str) -> str:
        if self._own:
            return _OWN[skeleton]
        return str(self._locale.datetime_skeletons[skeleton].pattern)

    @cached_property
    def _whole(self) -> str:
        """The pattern of a day with weekday and month, all in full."""
        return re.sub("E+", "EEEE", self._pattern("MMMEd")).replace("MMM", "MMMM")

    @cached_property
    def _spans(self) -> Mapping[str, Sequence[str]]:
        return _OWN_SPANS if self._own else self._locale.interval_formats["yMMMd"]

    def _ordinal(self, text: str) -> str:
        return _FIRST.sub("1er", text) if self._locale.language == "fr" else text


@lru_cache(maxsize=64)
def forms(tag: str) -> Forms:
    """The forms of a language by its tag."""
    return Forms(tag)


def iso_week(days: Sequence[date]) -> int:
    """The number of the ISO week in which most of a row of seven days lie: that of their Thursday, whatever day comes first."""
    return next(day for day in days if day.weekday() == _THURSDAY).isocalendar().week


def _locale(tag: str) -> Locale:
    """A language's data; without its region, where the region is unknown."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.partition("-")[0])
