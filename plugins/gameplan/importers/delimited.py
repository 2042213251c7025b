"""Tables of texts with a sign between cells: CSV and its like."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.importers.programs import merged_twins, program_of
from gameplan.importers.table import Fault, Reading, Refused, Row, Table, limited, made_row, named_columns
from gameplan.importers.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|", "space": " "}
_MOST_SIGNS = 2_000_000
_LOOKED_AT = 100
"""Rows by which the sign between cells is found."""


def read_delimited(data: bytes, reading: Reading) -> Table:
    """Read a CSV or TSV file.

    Raises:
        Refused: where it is none, or can be read in several ways.
    """
    text, note = text_of(data, reading.encoding)
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) == len("sep=") + 1:
        # Excel writes so which sign it uses.
        reading, text = reading._replace(delimiter=reading.delimiter or said[-1]), rest
    delimiter = _typed(reading.delimiter) if reading.delimiter else _found(text)
    rows = _records(text, delimiter)
    names = next(rows, None)
    if names is None:
        raise Refused("it is empty")
    program = program_of(names)
    columns, places = merged_twins(names, program)
    columns = named_columns(columns)
    made: list[Row] = []
    for number, cells in enumerate(rows, 2):
        limited(0, number * len(columns), number)
        if any(cell.strip() for cell in cells):
            made.append(_row(number, cells, columns, places, len(names)))
    used = {column for row in made for column in (*row.cells, *row.faults)}
    empty = [column for column in columns if column not in used]
    notes = [note] if note else []
    if empty:
        notes.append(f"columns without a value left out: {', '.join(map(visible, empty))}")
    kept = tuple(column for column in columns if column in used)
    meant = {column: target for column, target in program.meant.items() if column in used}
    return Table(kept, tuple(named_by(made, program.key)), program.name, meant, tuple(notes))


def named_by(rows: list[Row], key: str) -> Iterator[Row]:
    """Yield rows under the names that a column of theirs has for them."""
    for row in rows:
        yield Row(row.number, row.cells, row.faults, row.cells.get(key, "")) if key else row


def _row(number: int, cells: list[str], columns: list[str], places: list[int], width: int) -> Row:
    """Return the row of some cells; those of twins are one."""
    extra = [cell for cell in cells[width:] if cell.strip()]
    held: dict[str, str] = {}
    for cell, place in zip(cells, places, strict=False):
        text = cell.strip()
        if text:
            held[columns[place]] = f"{held[columns[place]]}, {text}" if columns[place] in held else cell
    faults = {}
    if extra or len(cells) < width:
        hint = "put texts that hold the sign between cells into quotes"
        faults[""] = Fault(f"it has {len(cells)} cells, and there are {width} columns", hint)
    return made_row(number, held, faults=faults)


def _typed(text: str) -> str:
    delimiter = _NAMES.get(text.lower(), text)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise Refused(f"'{visible(text)}' can't stand between cells", hint="write one sign, or tab: --delimiter tab")
    return delimiter


def _found(text: str) -> str:
    """The sign between cells: the one by which every row has as many of them as there are names."""
    widths: dict[str, list[int]] = {}
    for delimiter in _DELIMITERS:
        try:
            rows = islice(_records(text, delimiter), _LOOKED_AT)
            widths[delimiter] = [len(row) for row in rows if any(cell.strip() for cell in row)]
        except Refused:
            continue
    several = {delimiter: found for delimiter, found in widths.items() if found and found[0] > 1}
    even = [delimiter for delimiter, found in several.items() if len(set(found)) == 1]
    fitting = even or list(several)
    if len(fitting) > 1:
        ways = " or ".join(f"--delimiter {'tab' if each == chr(9) else repr(each)}" for each in fitting)
        signs = " and ".join(_DELIMITERS[each] for each in fitting)
        raise Refused(f"{signs} may stand between its cells", row=1, hint=f"say which: {ways}")
    # One column has no sign between its cells; what is wrong with the quotes is then said of a comma.
    return fitting[0] if fitting else ","


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each row; one that ends the file within quotes, or is endless, is refused."""
    number = 0
    if text.count(delimiter) > _MOST_SIGNS:
        raise Refused(f"it has more than {_MOST_SIGNS:,} cells", row=1, hint="split the file")
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            yield row
    except csv.Error as error:
        longest = "field larger" in str(error)
        message = "a cell has more than 131,072 characters" if longest else "its quotes don't pair"
        hint = "shorten it" if longest else 'write a quote within quotes twice: ""'
        raise Refused(message, row=number + 1, hint=hint) from None
