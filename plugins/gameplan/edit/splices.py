"""Splices: what of a file's text is replaced. All else keeps each of its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM = b"\xef\xbb\xbf"


class Splice(NamedTuple):
    """Text to put in the place of a span, which may have no length and may go over several lines."""

    span: Span
    text: str


def inserted(line: int, column: int, text: str) -> Splice:
    """Put a text before a column of a line."""
    return Splice(Span(line, column, line, column), text)


def lines_replaced(first: int, last: int, text: str = "") -> Splice:
    """Put whole lines in the place of others, from the first to the last; without a text they are deleted."""
    return Splice(Span(first, 1, last + 1, 1), text)


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Apply splices that don't overlap, in the line ends of the file; a byte-order mark stays.

    Args:
        data: the content of a file in UTF-8.
        splices: in any order.
    """
    mark = BOM if data.startswith(BOM) else b""
    text = data.removeprefix(BOM).decode("utf-8")
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    end = "\r\n" if text[: starts[1] if len(starts) > 1 else 0].endswith("\r\n") else "\n"

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1 if line <= len(starts) else len(text)

    for splice in sorted(splices, key=lambda splice: splice.span, reverse=True):
        first = offset(splice.span.line, splice.span.column)
        last = offset(splice.span.end_line, splice.span.end_column)
        text = text[:first] + splice.text.replace("\n", end) + text[last:]
    return mark + text.encode("utf-8")
