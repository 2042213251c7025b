"""Who has something to do, and how much it is. What counts is told in `analysis/workload.py`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.effort import tenths
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from fractions import Fraction

    from gameplan.analysis.workload import Task


HEATS = 4


class Load(NamedTuple):
    """How much there is to do in a week."""

    number: int
    heat: int
    """From 0 to 4, by how much of the person's capacity it takes; 5 where it is more than that."""
    words: str

    @property
    def over(self) -> bool:
        """Whether it is more than the person can do."""
        return self.heat > HEATS


class EffortLoad(NamedTuple):
    """How much work lies in a week."""

    shown: str
    """The number of days."""
    heat: int
    """As in `Load`."""
    words: str
    """With the capacity, where it is known."""

    @property
    def over(self) -> bool:
        """Whether it is more than the person can do."""
        return self.heat > HEATS


def effort_load(days: Fraction, capacity: Fraction | None) -> EffortLoad:
    """Weigh some days of work against those that somebody can do in a week; without them nothing is much or little."""
    done = tenths(days)
    said = words.workdays_words(done)
    if capacity is None:
        return EffortLoad(words.number_words(done), 1, said)
    most = tenths(capacity)
    limit = words.workdays_words(most)
    if done > most:
        said = say("{load}: over the capacity of {capacity}", load=said, capacity=limit)
        return EffortLoad(words.number_words(done), HEATS + 1, said)
    said = say("{load}, capacity {capacity}", load=said, capacity=limit)
    return EffortLoad(words.number_words(done), math.ceil(HEATS * done / most) if done else 0, said)


def load(found: Iterable[Task], capacity: Decimal | None) -> Load:
    """Weigh some tasks against what somebody can do in a week; tasks that nobody has have no limit."""
    made = list(found)
    deadlines = sum(task.occurrence is None for task in made)
    entries = len(made) - deadlines
    said = ", ".join(
        text
        for text in (
            plural("{count} entry", "{count} entries", entries) if entries else "",
            plural("{count} deadline", "{count} deadlines", deadlines) if deadlines else "",
        )
        if text
    )
    if capacity is None:
        return Load(len(made), min(len(made), HEATS), said)
    if len(made) > capacity:
        said = say("{load}: over the capacity of {capacity}", load=said, capacity=words.number_words(capacity))
        return Load(len(made), HEATS + 1, said)
    return Load(len(made), math.ceil(HEATS * len(made) / capacity) if made else 0, said)
