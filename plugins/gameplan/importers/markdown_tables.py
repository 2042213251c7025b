"""Tables in Markdown."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.importers.table import MOST_CELLS, Fault, Reading, Refused, Row, Table, limited, made_row, named_columns
from gameplan.importers.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"#{1,6}\s++(.*)")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\(([^()\s]{1,2000})\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)([^*_`]{1,300})\1")
_LONGEST = 100_000
_MOST_LINES = 200_000
_ROWS = 2


def read_markdown(data: bytes, reading: Reading) -> Table:
    """Read the tables of a Markdown file that have the same columns; of several kinds the one below a heading that somebody named.

    Raises:
        Refused: where there is none, or are several.
    """
    text, _ = text_of(data, reading.encoding)
    if text.count("\n") > _MOST_LINES or text.count("|") > MOST_CELLS:
        raise Refused(f"it has more than {_MOST_LINES:,} lines, or {MOST_CELLS:,} cells", hint="split the file")
    found: dict[tuple[str, ...], list[Row]] = {}
    headings: dict[tuple[str, ...], str] = {}
    for heading, names, rows in _tables(text.replace("\r\n", "\n").split("\n")):
        if reading.sheet and heading != reading.sheet:
            continue
        columns = tuple(named_columns([_plain(name) for name in names]))
        found.setdefault(columns, []).extend(_rows(columns, rows))
        headings.setdefault(columns, heading)
    if not found:
        raise Refused("it has no table" + (f" below '{visible(reading.sheet)}'" if reading.sheet else ""))
    if len(found) > 1:
        below = ", ".join(f"'{visible(name)}'" for name in headings.values())
        raise Refused("it has several tables with other columns", hint=f"say below which heading by --sheet: {below}")
    [(columns, made)] = found.items()
    limited(len(columns), len(made) * len(columns), len(made))
    return Table(columns, tuple(made), "file")


def is_markdown_table(text: str) -> bool:
    """Tell whether a text holds a table of Markdown."""
    rows = text.split("\n")
    return any(
        "|" in above and len(row) < _LONGEST and "-" in row and "|" in row and _is_rule(row)
        for above, row in pairwise(rows)
    )


def _is_rule(row: str) -> bool:
    return all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in row.strip().strip("|").split("|"))


def _tables(rows: list[str]) -> Iterator[tuple[str, list[str], list[tuple[int, list[str]]]]]:
    """Yield the heading above each table, its columns and its rows with their numbers; what stands in code is none."""
    heading, fenced, at = "", "", 0
    while at < len(rows):
        row = rows[at]
        mark = row.lstrip()[:3]
        if mark in ("```", "~~~") and fenced in ("", mark):
            fenced = "" if fenced else mark
        elif not fenced and (match := _HEADING.fullmatch(row[:1000])):
            heading = match[1].rstrip().rstrip("#").rstrip()
        elif not fenced and "|" in row and at + 1 < len(rows) and "|" in rows[at + 1] and _is_rule(rows[at + 1]):
            end = at + _ROWS
            while end < len(rows) and "|" in rows[end] and rows[end].strip():
                end += 1
            yield heading, _cells(row), [(number + 1, _cells(rows[number])) for number in range(at + _ROWS, end)]
            at = end - 1
        at += 1


def _cells(row: str) -> list[str]:
    text = row.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", text)]


def _rows(columns: tuple[str, ...], rows: list[tuple[int, list[str]]]) -> Iterator[Row]:
    for number, cells in rows:
        held = {column: _plain(cell) for column, cell in zip(columns, cells, strict=False)}
        faults = {}
        if len(cells) != len(columns):
            hint = "write \\| for a bar within a cell"
            faults[""] = Fault(f"it has {len(cells)} cells, and there are {len(columns)} columns", hint)
        if any(held.values()):
            yield made_row(number, held, faults=faults)


def _plain(cell: str) -> str:
    """A cell without markup; a link alone whose words are its address, or empty, is the address."""
    text = re.sub(r"<br\s*/?>", "\n", cell)
    text = _LINK.sub(lambda match: match[1] if match[1].strip() else match[2], text)
    return _EMPHASIS.sub(r"\2", text).strip()
