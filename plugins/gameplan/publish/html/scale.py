"""The scales of charts: round numbers up the side, months along the bottom."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import months_between
from gameplan.wording import dates as words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from gameplan.publish.views.charts import Reach

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000)
"""Months between the marks of a time axis."""
_MOST_MARKS = 8
_MARKS = 4
_YEAR = 12
_ROUND = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_SHORT = (
    (10**12, word("{number}\u202ftn", "trillion")),
    (10**9, word("{number}\u202fbn", "billion")),
    (10**6, word("{number}\u202fm", "million")),
    (10**3, word("{number}\u202fk", "thousand")),
)
_SHORT_FROM = 10**4


class Mark(NamedTuple):
    """A mark on an axis."""

    at: float
    label: str


class Scale(NamedTuple):
    """From days and values to places in a drawing."""

    reach: Reach
    box: tuple[int, int, int, int]
    """Left, top, right and bottom."""

    def x(self, day: date) -> float:
        """The place of a day."""
        left, _, right, _ = self.box
        return round(
            left + (right - left) * (day - self.reach.first).days / max((self.reach.last - self.reach.first).days, 1), 1
        )

    def y(self, value: Decimal) -> float:
        """The place of a value."""
        _, top, _, bottom = self.box
        return round(bottom - (bottom - top) * float((value - self.reach.low) / (self.reach.high - self.reach.low)), 1)

    def values(self) -> list[Mark]:
        """A few round values."""
        step = _round_step((self.reach.high - self.reach.low) / _MARKS)
        first = (self.reach.low / step).to_integral_value(ROUND_CEILING) * step
        values = [value for number in range(3 * _MARKS) if (value := first + step * number) <= self.reach.high]
        short = [short_number(value) for value in values]
        # Numbers that are close to each other need all of their digits.
        labels = short if len(set(short)) == len(short) else [words.number_words(value) for value in values]
        return [Mark(self.y(value), label) for value, label in zip(values, labels, strict=True)]

    def months(self) -> list[Mark]:
        """A few beginnings of months; the first and last day where there are none."""
        count = months_between(self.reach.first, self.reach.last)
        step = next((size for size in _STEPS if count / size <= _MOST_MARKS), _STEPS[-1])
        found: list[Mark] = []
        for number in range(self.reach.first.year * 12, self.reach.last.year * 12 + 12, min(step, 12)):
            year, month = divmod(number, 12)
            day = date(year, month + 1, 1)
            if self.reach.first <= day <= self.reach.last and number % step == 0:
                label = str(year) if step >= _YEAR else words.month_name(day, short=True)
                label += f" {year}" if step < _YEAR and (not found or month == 0) else ""
                found.append(Mark(self.x(day), label))
        if len(found) > 1:
            return found
        ends = dict.fromkeys((self.reach.first, self.reach.last))
        return [Mark(self.x(day), words.day_words(day, weekday=False)) for day in ends]


def _round_step(least: Decimal) -> Decimal:
    """The next 1, 2 or 5 times a power of ten."""
    power = Decimal(10) ** least.adjusted()
    return next((size * power for size in _ROUND if size * power >= least), 10 * power)


def short_number(number: Decimal) -> str:
    """A number for an axis: `1.2 m`, `25 k`, `0.004`."""
    for size, name in _SHORT if abs(number) >= _SHORT_FROM else ():
        if abs(number) >= size:
            return say(name, number=words.number_words((number / size).quantize(Decimal("0.01"))))
    return words.number_words(number)
