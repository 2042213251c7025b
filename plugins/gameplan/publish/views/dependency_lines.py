"""Lines on a strip from what must come first to what waits for it, within a lane and from lane to lane."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.dependencies import too_early
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.publish.context import Context

_MOST, _MOST_EARLY = 60, 300
"""How many lines a strip has, and with those of what begins too early: more show nothing, and make the page heavy."""


class Edge(NamedTuple):
    """A line that ends in a lane; in days from the strip's first, and in rows from the lane's first."""

    begin: tuple[int, int]
    """The end of the last day of what must come first, and its row; of another lane the row above all rows, or below those of bars."""
    end: tuple[int, int]
    """The beginning of the first day of what waits, and its row."""
    early: bool
    """Whether that begins too early."""


class Passage(NamedTuple):
    """A line that goes through a lane, or out of it, down or up."""

    column: int
    """The day along which it goes, from 1."""
    rows: tuple[int, int]
    """The first row, and the one after the last, from 1."""
    early: bool


class Place(NamedTuple):
    """Where a bar is."""

    row: int
    """From 0."""
    first: int
    last: int
    """The columns of its first and last day, from 1."""


class _Lane(NamedTuple):
    bars: Mapping[str, Place]
    rows: int
    bar_rows: int


class DependencyLines:
    """Finds the lines of a strip, of which only those that say that something is wrong are drawn where there are very many."""

    def __init__(self, context: Context) -> None:
        """Begin a strip without lanes."""
        self._context = context
        self._lanes: list[_Lane] = []
        self._drawn: set[tuple[str, str]] = set()
        """What has a line, in pairs of what waits and what it waits for."""
        self._count = 0
        """How many lines there are: a pair that shares several lanes has one in each."""

    def within(self, bars: Mapping[str, Place], rows: int, bar_rows: int) -> tuple[Edge, ...]:
        """Return the lines of one more lane, and remember it.

        Args:
            bars: the places of its bars, by the paths of entries.
            rows: how many rows it has.
            bar_rows: how many of them, the first ones, are of bars.
        """
        self._lanes.append(_Lane(bars, rows, bar_rows))
        found = []
        for path, place in sorted(bars.items()):
            for need, early in self._needs(path):
                if need in bars and self._draws(path, need, early=early):
                    found.append(Edge((bars[need].last, bars[need].row), (place.first - 1, place.row), early))
        return tuple(found)

    def between(self) -> list[tuple[tuple[Edge, ...], tuple[Passage, ...]]]:
        """Return for each lane, in order, the lines that come from others, and those that go through it or out of it.

        What has bars in several lanes is met where the two are next to each other; lines within a lane need no other.
        """
        edges: list[list[Edge]] = [[] for _ in self._lanes]
        passages: list[list[Passage]] = [[] for _ in self._lanes]
        where: dict[str, list[int]] = {}
        for number, lane in enumerate(self._lanes):
            for path in lane.bars:
                where.setdefault(path, []).append(number)
        for path in sorted(where):
            for need, early in self._needs(path):
                if need not in where or (path, need) in self._drawn or not self._draws(path, need, early=early):
                    continue
                pairs = [(start, end) for start in where[need] for end in where[path]]
                start, end = min(pairs, key=lambda pair: (abs(pair[0] - pair[1]), pair))
                source, goal = self._lanes[start].bars[need], self._lanes[end].bars[path]
                entered = -1 if start < end else self._lanes[end].bar_rows
                edges[end].append(Edge((source.last, entered), (goal.first - 1, goal.row), early))
                for number, rows in self._way(start, end, source.row):
                    passages[number].append(Passage(source.last, rows, early))
        return [(tuple(into), tuple(through)) for into, through in zip(edges, passages, strict=True)]

    def _way(self, start: int, end: int, row: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the lanes through which a line goes after its bar's row, and the rows of each."""
        down = start < end
        found = {start: (row + 2, self._lanes[start].rows + 1) if down else (1, row + 1)}
        found |= {number: (1, self._lanes[number].rows + 1) for number in range(min(start, end) + 1, max(start, end))}
        if not down:
            # Into its lane from below: past what is counted there.
            found[end] = (self._lanes[end].bar_rows + 1, self._lanes[end].rows + 1)
        yield from ((number, rows) for number, rows in found.items() if rows[0] < rows[1])

    def _needs(self, path: str) -> Iterator[tuple[str, bool]]:
        """Yield the paths of what an entry waits for, and whether it begins too early for that."""
        entry = self._context.playbook.by_path[path]
        if not isinstance(entry, Entry):
            return
        for need in self._context.lookups.targets_by_field(entry).get("depends_on", ()):
            if isinstance(need, Entry):
                yield need.path, too_early(entry, need) is not None

    def _draws(self, path: str, need: str, *, early: bool) -> bool:
        if self._count >= (_MOST_EARLY if early else _MOST):
            return False
        self._count += 1
        self._drawn.add((path, need))
        return True
