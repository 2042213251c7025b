"""Lanes: what happens on a strip of whole days, as bars and as links that count what is too short for one.

The lanes of a quarter and the strip of the plan on a page are both made here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import monday_of, month_after, week_of
from gameplan.publish.views.chips import StripBar, strip_bar
from gameplan.publish.views.day_links import day_link
from gameplan.publish.views.dependency_lines import DependencyLines, Edge, Passage, Place
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.analysis.happenings import Happening
    from gameplan.model.page import Entry
    from gameplan.publish.context import Context
    from gameplan.publish.views.counted import Counting
    from gameplan.publish.views.links import Link

MOST_WEEKS = 20
"""The number of weeks from which a strip counts by month: a week's part would be too small to be touched."""
_LEAST_DAYS, _LEAST_DAYS_OF_MONTHS = 3, 14
_LEAST_MONTH = 10
"""How many days of a month must be on a strip for its name to stand there."""
_MOST_DOTS = 8
_MOST_TITLES, _MOST_TITLES_OF_MONTHS = 3, 2
_USUAL_DAYS = 98
_DAYS_A_LETTER, _DAYS_OF_ICON, _MOST_LABEL_DAYS = 0.7, 4, 32
"""The room on a wide strip of fourteen weeks: for a letter of a bar's title, for its icon, and for all of it at most."""


class Bin(NamedTuple):
    """What a lane holds of single days in a week or a month."""

    area: str
    """Its place in the grid."""
    link: Link
    """The way to its first day; it says how many entries there are, and when."""
    titles: str
    """Those of the first of them, a line each."""
    dots: tuple[str, ...]
    """The stage of each entry; none where there are too many."""
    size: int
    numbers: tuple[int, ...] | None
    """Which entries it holds, where the page can be filtered."""


class Lane(NamedTuple):
    """A row of a strip."""

    size: int
    """How many entries it has."""
    bars: tuple[StripBar, ...]
    bins: tuple[Bin, ...]
    rows: int
    edges: tuple[Edge, ...] = ()
    """The lines that end in it: from what its bars wait for."""
    passages: tuple[Passage, ...] = ()
    """The lines that go through it or out of it to other lanes."""

    @property
    def bar_rows(self) -> int:
        """How many rows are of bars: all but the last one where something is counted."""
        return self.rows - bool(self.bins)


class Strip(NamedTuple):
    """Whole weeks or months, day by day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def by_month(self) -> bool:
        """Whether single days are counted by month instead of by week."""
        return self.days > MOST_WEEKS * 7

    def column(self, day: date) -> int:
        """A day's column, of the first or last one where it lies outside."""
        return (min(max(day, self.first), self.last) - self.first).days + 1

    def months(self) -> Iterator[tuple[str, date]]:
        """The places and first days of the months of which it shows enough."""
        month = self.first.replace(day=1)
        while month <= self.last:
            end = month_after(month, 1) - timedelta(days=1)
            if self.column(end) - self.column(month) >= min((end - month).days, _LEAST_MONTH):
                yield f"1/{self.column(month)}/auto/{self.column(end) + 1}", month
            month = month_after(month, 1)

    def weeks(self) -> Iterator[tuple[str, date]]:
        """The places and Mondays of the weeks."""
        monday = monday_of(self.first)
        while monday < self.last:
            column = self.column(monday)
            yield f"2/{column}/auto/{column + 7}", monday
            monday += timedelta(weeks=1)

    def bin(self, day: date) -> tuple[date, date]:
        """The first and last day of the week or month in which a day is counted."""
        if not self.by_month:
            return week_of(day)
        return day.replace(day=1), month_after(day.replace(day=1), 1) - timedelta(days=1)


class Lanes:
    """Makes the lanes of a strip."""

    def __init__(  # noqa: PLR0913 - what there is to say of a strip
        self,
        context: Context,
        strip: Strip,
        *,
        first: date,
        most_rows: int,
        label: float = 1,
        least: int | None = None,
        counting: Counting | None = None,
    ) -> None:
        """Prepare a strip.

        Args:
            context: what is published.
            strip: the days.
            first: the first day that counts, on the strip or before it: what began earlier is linked there.
            most_rows: how many rows of bars a lane may have; what finds no place is counted.
            label: how much more of the strip a title takes than where it is drawn wide.
            least: how many days something lasts that has a bar of its own; default: as the strip has room for.
            counting: where the page can be filtered, numbers the entries that a bin counts.
        """
        self.strip, self.first = strip, first
        self._context, self._happenings = context, context.analysis.happenings
        self._counting = counting
        self._most_rows, self._label = most_rows, label
        self._least = least or (_LEAST_DAYS_OF_MONTHS if strip.by_month else _LEAST_DAYS)
        self._known: dict[date, str] = {}
        self._lines = DependencyLines(context)

    def lane(self, happenings: Sequence[Happening]) -> Lane:
        """Return the lane of what happens."""
        bars, rows = [], _Rows(self.strip.days, self._most_rows, self._label)
        singles: dict[date, list[Happening]] = {}
        named: dict[str, int] = {}
        placed: dict[str, Place] = {}
        for happening in happenings:
            first, last = happening.occurrence.first, happening.occurrence.last
            place, bare = None, happening.entry.path in named
            if (last - first).days + 1 >= self._least:
                columns, path = (self.strip.column(first), self.strip.column(last)), happening.entry.path
                # What happens again stands in the row that names it, and where its own title covers that, in another one.
                place = rows.again(*columns, named.get(path)) if bare else rows.place(*columns, happening.entry.title)
                if place is not None and happening.entry.schedule.recurrence:
                    named.setdefault(path, place.row)
            if place is None:
                begin, _ = self.strip.bin(max(first, self.first))
                singles.setdefault(begin, []).append(happening)
            else:
                columns = (self.strip.column(first), self.strip.column(last))
                placed.setdefault(happening.entry.path, Place(place.row, *columns))
                bar = strip_bar(self._context, *happening, place.area, backwards=place.backwards, bare=bare)
                bars.append(bar._replace(room=round(place.room)))
        row = rows.count + 1
        bins = [self._bin(row, begin, found) for begin, found in sorted(singles.items())]
        entries = {happening.entry for happening in happenings}
        lane = Lane(len(entries), tuple(bars), tuple(bins), row if bins else max(rows.count, 1))
        return lane._replace(edges=self._lines.within(placed, lane.rows, lane.bar_rows))

    def with_lines(self, lanes: Sequence[Lane]) -> list[Lane]:
        """Return all lanes that were made, in order, with the lines between them too."""
        return [
            lane._replace(edges=(*lane.edges, *into), passages=through)
            for lane, (into, through) in zip(lanes, self._lines.between(), strict=True)
        ]

    def _bin(self, row: int, begin: date, happenings: list[Happening]) -> Bin:
        _, end = self.strip.bin(begin)
        entries: list[Entry] = [happening.entry for happening in happenings]
        most = _MOST_TITLES_OF_MONTHS if self.strip.by_month else _MOST_TITLES
        titles = [entry.title for entry in entries[:most]]
        if len(entries) > most:
            titles.append(say("and {count} more", count=len(entries) - most))
        day = max(min(happening.occurrence.first for happening in happenings), self.first)
        count = plural("{count} entry, {when}", "{count} entries, {when}", len(entries), when=self._words(begin, end))
        return Bin(
            f"{row}/{self.strip.column(begin)}/auto/{self.strip.column(end) + 1}",
            day_link(self._happenings, day, count),
            "\n".join(titles),
            tuple([str(entry.status.stage) for entry in entries]) if len(entries) <= _MOST_DOTS else (),
            len(entries),
            self._counting.of(entries) if self._counting else None,
        )

    def _words(self, begin: date, end: date) -> str:
        if begin not in self._known:
            by_month = self.strip.by_month
            self._known[begin] = words.month_words(begin) if by_month else words.days_words(begin, end)
        return self._known[begin]


class _Place(NamedTuple):
    """Where a bar stands."""

    area: str
    """In the grid."""
    row: int
    """From 0."""
    room: float = 0
    """How many days its title may take; 0 where it has none."""
    backwards: bool = False
    """Whether its title ends with it instead of beginning with it."""


class _Rows:
    """Finds rows for bars, so that neither they nor their titles meet."""

    def __init__(self, columns: int, most: int, label: float) -> None:
        self._columns, self._most = columns, most
        self._scale = label * columns / _USUAL_DAYS
        self._taken: list[list[tuple[float, float]]] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._taken)

    def again(self, first: int, last: int, row: int | None) -> _Place | None:
        """Find a place for a bar without a title: in a row if it is free there, else in any; None where all is full."""
        # Where it is too short to be touched it reaches beyond its day.
        end = max(last, min(first - 1 + _DAYS_OF_ICON * self._scale, self._columns))
        rows = ([] if row is None else [row]) + list(range(len(self._taken) + 1))
        found = next((each for each in rows if each == len(self._taken) or _free(self._taken[each], first, end)), None)
        if found is None or found >= self._most:
            return None
        if found == len(self._taken):
            self._taken.append([])
        self._taken[found].append((first, end))
        return _Place(f"{found + 1}/{first}/auto/{last + 1}", found)

    def place(self, first: int, last: int, title: str) -> _Place | None:
        """Find a place for a bar with its title; None where all is full."""
        label = min(len(title) * _DAYS_A_LETTER + _DAYS_OF_ICON, _MOST_LABEL_DAYS) * self._scale
        # A title within its bar needs no room beside it.
        backwards = first + label > self._columns and last - first + 1 < label
        begin, end = (first - label, last) if backwards else (first, max(last, first + label))
        row = next((row for row, taken in enumerate(self._taken) if _free(taken, begin, end)), self.count)
        if row == self._most:
            return None
        if row == self.count:
            self._taken.append([])
        self._taken[row].append((begin, end))
        return _Place(f"{row + 1}/{first}/auto/{last + 1}", row, label, backwards)


def _free(taken: list[tuple[float, float]], begin: float, end: float) -> bool:
    return all(end < other_begin or begin > other_end for other_begin, other_end in taken)
