"""A text as an editor sends it, in its places: lines from 0, columns in the units that were agreed on, mostly those of UTF-16."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.diagnostics import Span

_END = re.compile(r"\r\n|\n|\r")
_START = lsp.Position(0, 0)


@dataclass(frozen=True)
class Document:
    """A text, and how places in it are counted."""

    uri: str
    text: str
    version: int | None = None
    encoding: str = lsp.PositionEncodingKind.Utf16

    @cached_property
    def _starts(self) -> list[int]:
        """Where lines begin for the editor."""
        if "\r" not in self.text.replace("\r\n", ""):
            return self._rows
        return [0, *(found.end() for found in _END.finditer(self.text))]

    @cached_property
    def _rows(self) -> list[int]:
        """Where lines begin for the reader: a carriage return alone ends none."""
        return list(accumulate((len(row) + 1 for row in self.text.split("\n")[:-1]), initial=0))

    def changed(self, changes: Iterable[lsp.TextDocumentContentChangeEvent], version: int | None) -> Document:
        """Apply changes, one after the other."""
        document = self
        for change in changes:
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                first = document.offset(change.range.start)
                last = max(first, document.offset(change.range.end))
                text = document.text[:first] + change.text + document.text[last:]
            else:
                text = change.text
            document = replace(document, text=text)
        return replace(document, version=version)

    def offset(self, position: lsp.Position) -> int:
        """The number of characters before a position; one beyond its line or the text means the end of that."""
        starts = self._starts
        if position.line >= len(starts):
            return len(self.text)
        start = starts[max(position.line, 0)]
        end = starts[position.line + 1] if position.line + 1 < len(starts) else len(self.text)
        row = self.text[start:end].rstrip("\r\n")
        return start + _characters(row, max(position.character, 0), self.encoding)

    def position(self, offset: int) -> lsp.Position:
        """The position before the character with a number."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return lsp.Position(line, _units(self.text[start:offset], self.encoding))

    def place(self, position: lsp.Position) -> tuple[int, int]:
        """The line and the column of a position, as the reader counts them."""
        offset = self.offset(position)
        line = bisect_right(self._rows, offset) - 1
        return line + 1, offset - self._rows[line] + 1

    def range(self, span: Span | None) -> lsp.Range:
        """The range of a span; of none the first line."""
        if span is None:
            return lsp.Range(_START, self.position(self._offset(1, 1 << 20)))
        first = self._offset(span.line, span.column)
        last = max(first, self._offset(span.end_line, span.end_column))
        return lsp.Range(self.position(first), self.position(last))

    def _offset(self, line: int, column: int) -> int:
        """The number of characters before a place of the reader's; one beyond its line or the text means the end of that."""
        rows = self._rows
        if line > len(rows):
            return len(self.text)
        start = rows[max(line, 1) - 1]
        end = rows[line] - 1 if 1 <= line < len(rows) else len(self.text)
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return min(start + max(column, 1) - 1, max(start, end))


def _units(text: str, encoding: str) -> int:
    """How many units a text has."""
    if text.isascii() or encoding == lsp.PositionEncodingKind.Utf32:
        return len(text)
    if encoding == lsp.PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(sign > "\uffff" for sign in text)


def _characters(row: str, units: int, encoding: str) -> int:
    """How many characters of a row come before so many units; half a character is none."""
    if row.isascii() or encoding == lsp.PositionEncodingKind.Utf32:
        return min(units, len(row))
    for number, sign in enumerate(row):
        units -= _units(sign, encoding)
        if units < 0:
            return number
    return len(row)
