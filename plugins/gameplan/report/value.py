"""A report as a value: what is told, in which order, and nothing of how it looks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from gameplan.summary.value import Row


class Tone(StrEnum):
    """How good or bad something is."""

    PLAIN = "plain"
    GOOD = "good"
    CAREFUL = "careful"
    BAD = "bad"
    QUIET = "quiet"


class Style(StrEnum):
    """What a line is to the others of its cell."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    STATE = "state"
    """How something stands: a word with a mark of its tone."""


class Line(NamedTuple):
    """A line of a cell: our own words, and those of authors."""

    parts: Row
    style: Style = Style.PLAIN
    tone: Tone = Tone.PLAIN


class Cell(NamedTuple):
    """A cell of a table."""

    lines: tuple[Line, ...] = ()
    level: int = 0
    """How deep it stands in a tree."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    share: int
    """Of the width, against the other columns."""
    number: bool = False
    """Whether it holds numbers, which stand at the right."""


class Table(NamedTuple):
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    """Only where a section has more tables than one."""
    more: str = ""
    """How many rows are left out, in words; empty where none are."""
    total: bool = False
    """Whether the last row adds up the others."""


class Section(NamedTuple):
    """A part of the report."""

    title: str
    tables: tuple[Table, ...] = ()
    lead: Row = ()
    """A sentence or two before the tables."""
    points: tuple[Row, ...] = ()
    """A list, after the lead."""

    @property
    def empty(self) -> bool:
        """Whether it tells nothing."""
        return not (any(table.rows for table in self.tables) or self.points)


class Figure(NamedTuple):
    """A number that says much, with what it is made of."""

    label: str
    value: str
    lines: tuple[Line, ...] = ()


class Report(NamedTuple):
    """The strategy on a day, for those who decide."""

    title: str
    """The playbook's name, as its authors wrote it."""
    subtitle: str
    """What the report is, in our words."""
    goal: str
    """The title of the goal that it is about; empty where it is about all."""
    period: str
    """In words."""
    day: date
    day_words: str
    author: str
    """Who answers for it, as the playbook says."""
    language: str
    """The tag of the language in which the playbook is written."""
    vision: str
    """In a sentence; empty where there is none."""
    vision_text: str
    """The sentences after it."""
    figures: tuple[Figure, ...]
    attention: tuple[Row, ...]
    """What somebody must know first, a line each."""
    sections: tuple[Section, ...]
