"""Numbers taken together: how many there are, the middle one, and the ends."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 3
"""From so many numbers on, a median says what to expect of the next one."""


class Spread(NamedTuple):
    """Some whole numbers."""

    size: int
    median: float
    """0 where there are none, and so are both ends."""
    least: int
    most: int

    @property
    def enough(self) -> bool:
        """Whether there are enough of them to say anything."""
        return self.size >= ENOUGH


def spread(numbers: Iterable[int]) -> Spread:
    """Take numbers together."""
    found = sorted(numbers)
    return Spread(len(found), median(found), found[0], found[-1]) if found else Spread(0, 0, 0, 0)
