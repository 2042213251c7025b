"""What every reader of an export gives: one table of texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.diagnostics.characters import first_unseen

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 32 * 1024 * 1024
"""Of a file."""
MOST_ROWS = 10_000
MOST_COLUMNS = 500
LONGEST_CELL = 100_000
"""Characters."""
MOST_CELLS = 400_000
BODY = "body"
"""Meant by a column whose texts go below the front matter."""
DROPPED = ""
"""Meant by a column that nobody wants."""
_BLANKS = {0xA0: " ", 0x202F: " ", 0x200B: None, 0xFEFF: None}
"""Blanks of word processors and browsers, which mean nothing."""
_FORMULA = re.compile(r"=\s?[\w$(\"'+-]")


class Reading(NamedTuple):
    """How a file is to be read, as far as somebody said it."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    """The name of a sheet, or of one of several tables."""
    zone: str = "UTC"
    """That of the playbook."""


class Fault(NamedTuple):
    """Why a cell or a row can't be taken, and what to type."""

    message: str
    hint: str = ""


class Refused(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A file that can't be read: why, where, and what to do."""

    def __init__(self, message: str, *, row: int = 0, column: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.row, self.column, self.hint = message, row, column, hint

    def __str__(self) -> str:
        """For people, on one line."""
        place = f"row {self.row}" if self.row else ""
        place += f"{', ' if place else ''}column '{visible(self.column)}'" if self.column else ""
        return f"{place}: {self.message}" * bool(place) or self.message


@dataclass(frozen=True, slots=True)
class Row:
    """A row, by the names of its columns; an empty cell isn't there."""

    number: int
    """As spreadsheets count: the row with the names is the first. Of what has no rows, the place in the file."""
    cells: Mapping[str, str]
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """What is wrong with cells; it counts only where somebody wants the column. That of the whole row has no name."""
    name: str = ""
    """What its program calls it for ever; empty where that has no such thing."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    origin: str
    """The program that it comes from, such as `notion`; `file` for one that any program may have written."""
    meant: Mapping[str, str] = field(default_factory=dict)
    """What the program's own columns mean: a field, `BODY` or `DROPPED`."""
    notes: tuple[str, ...] = ()
    """What was left out, in words."""
    group: str = ""
    """The board or the table of its program that it is; empty for the file."""


def limited(columns: int, cells: int, rows: int) -> None:
    """Refuse a table that is too large for a plan.

    Raises:
        Refused: where it is.
    """
    if columns > MOST_COLUMNS:
        raise Refused(f"it has more than {MOST_COLUMNS} columns", row=1, hint="delete those that no plan needs")
    if rows > MOST_ROWS or cells > MOST_CELLS:
        raise Refused(f"it has more than {MOST_ROWS:,} rows, or {MOST_CELLS:,} cells", row=rows, hint="split the file")


def made_row(
    number: int, cells: Mapping[str, str], *, name: str = "", faults: Mapping[str, Fault] | None = None
) -> Row:
    """Return a row with its blanks stripped, and with what is wrong with its cells."""
    kept: dict[str, str] = {}
    found = dict(faults or {})
    for column, text in cells.items():
        if len(text) > LONGEST_CELL:
            found[column] = Fault(f"it has {len(text):,} characters", f"shorten it to {LONGEST_CELL:,} or fewer")
            continue
        plain = text.translate(_BLANKS).replace("\r\n", "\n").replace("\r", "\n").strip()
        if not plain:
            continue
        kept[column] = plain
        unseen = first_unseen(plain.replace("\n", " ").replace("\t", " "))
        if unseen:
            found[column] = Fault(f"it holds the character '{visible(unseen)}', which nobody can see", "delete it")
        elif _FORMULA.match(plain):
            found[column] = Fault(f"'{visible(plain[:40])}' is a formula", "write its value instead")
    return Row(number, kept, found, name)


def named_columns(names: list[str]) -> list[str]:
    """Return the names of columns, none of them twice; one without a name is called by its letter.

    Raises:
        Refused: where two have the same.
    """
    limited(len(names), 0, 0)
    found: list[str] = []
    for number, name in enumerate(names):
        plain = " ".join(name.split()) or f"column {letters(number)}"
        if len(plain) > 200:  # noqa: PLR2004 - no name of a column is as long
            raise Refused("the name of a column has more than 200 characters", row=1, column=letters(number))
        if first_unseen(plain):
            raise Refused("the name holds a character that nobody can see", row=1, column=visible(plain))
        if plain in found:
            raise Refused("two columns have this name", row=1, column=plain, hint="give one of them another name")
        found.append(plain)
    return found


def letters(number: int) -> str:
    """Return the letters by which spreadsheets call a column, from 0: `A`, `Z`, `AA`."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = f"{chr(ord('A') + rest)}{name}"
    return name
