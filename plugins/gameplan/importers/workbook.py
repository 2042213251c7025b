"""Tables of Excel. Formulas are never evaluated, and what they gave when the file was saved isn't taken either."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import visible
from gameplan.importers.table import Fault, Reading, Refused, Row, Table, letters, limited, made_row, named_columns
from gameplan.importers.zipped import BAD, archive, refuse_declarations

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDED = "Excel files need one more library: pip install 'gameplan[import]'"
_TO_TYPE = "copy the column and paste its values only (Ctrl+Shift+V), then save"


def read_workbook(data: bytes, reading: Reading) -> Table:
    """Read a sheet of an Excel file: the one that was named, else the first that holds anything.

    Raises:
        Refused: where it can't be read.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and it takes a tenth of a second
    except ImportError:
        raise Refused(_NEEDED) from None
    opened = archive(data)
    refuse_declarations(opened, (name for name in opened.namelist() if name.endswith((".xml", ".rels"))))
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as colours.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return _table(book, reading)
    except (*BAD, TypeError, AttributeError, SyntaxError, ArithmeticError, AssertionError) as error:
        message = " ".join(str(error).split())[:80]
        raise Refused(f"it can't be read as an Excel file ({message})", hint="save it again as .xlsx") from None


def _table(book: Any, reading: Reading) -> Table:  # noqa: ANN401 - openpyxl has no types
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    names = [sheet.title for sheet in sheets]
    if reading.sheet and reading.sheet not in names:
        known = ", ".join(visible(name) for name in names[:10])
        raise Refused(f"there is no sheet '{visible(reading.sheet)}'", hint=f"the sheets are {known}")
    filled: dict[str, list[tuple[int, list[Any]]]] = {}
    for sheet in sheets:
        if reading.sheet in ("", sheet.title) and not filled and (rows := list(_rows(sheet))):
            filled[sheet.title] = rows
    if not filled:
        raise Refused("it is empty")
    [(title, rows)] = filled.items()
    others = [name for name in names if name != title]
    notes: tuple[str, ...] = ()
    if others and not reading.sheet:
        notes = (f"took the sheet '{visible(title)}', and left out {', '.join(map(visible, others))} (--sheet NAME)",)
    return _made(rows, notes)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:  # noqa: ANN401
    """Yield the rows of a sheet that hold anything, with their numbers."""
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells += len(row)
        limited(len(row) if number == 1 else 0, cells, number)
        if any(cell.value is not None for cell in row):
            yield number, list(row)


def _made(rows: list[tuple[int, list[Any]]], notes: tuple[str, ...]) -> Table:
    (first, head), *rest = rows
    width = max((place for place, cell in enumerate(head, 1) if cell.value is not None), default=0)
    columns = named_columns([_text(cell)[0] for cell in head[:width]])
    limited(len(columns), 0, 0)
    made: list[Row] = []
    for number, cells in rest:
        held: dict[str, str] = {}
        faults: dict[str, Fault] = {}
        for place, cell in enumerate(cells):
            text, fault = _text(cell)
            column = columns[place] if place < width else ""
            if fault or (text and not column):
                beyond = Fault(
                    f"cell {letters(place)}{number} has no name of a column above it", f"name it in row {first}"
                )
                faults[column] = fault or beyond
            held |= {column: text} if column and text else {}
        made.append(made_row(number, held, faults=faults))
    used = {column for row in made for column in (*row.cells, *row.faults)}
    empty = [column for column in columns if column not in used]
    more = (f"columns without a value left out: {', '.join(map(visible, empty))}",) if empty else ()
    kept = tuple(column for column in columns if column in used)
    return Table(kept, tuple(made), "file", notes=(*notes, *more))


def _text(cell: Any) -> tuple[str, Fault | None]:  # noqa: ANN401
    """The text of a cell, or what is wrong with it."""
    value = cell.value
    if cell.data_type == "f" and value is not None:
        return "", Fault("it is a formula, and those are not evaluated", _TO_TYPE)
    if cell.data_type == "e":
        return "", Fault(f"it is an error of Excel's: {visible(str(value)[:20])}", "write its value")
    return _plain(value), None


def _plain(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact
        return str(int(value))
    return str(value)
