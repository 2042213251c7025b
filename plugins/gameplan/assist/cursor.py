"""What stands at a place of a file that is being written, and so need not be valid: a key, a value, a reference, a link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from gameplan.assist.nesting import Nesting
from gameplan.diagnostics import Span

if TYPE_CHECKING:
    from gameplan.assist.texts import Text
    from gameplan.model.page import Path

_MENTION = re.compile(r"\[\[([^\[\]|\n]{0,200})$")
_LINK = re.compile(r"\]\((?:<([^<>\n]{0,500})|([^()<>\s]{0,500}))$")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]+<?([^<>\s]{0,500})$")
_IN_LINK = re.compile(r"[^()<>\s]*")
_IN_MENTION = re.compile(r"[^\[\]|\n]{0,200}(?=\]\]|\|)|[\w./:-]*")
_AFTER_FLOW = re.compile(r"[,\[\]{}]|:(?=\s|$)|(?<=\s)#")
_AFTER_BLOCK = re.compile(r":(?=\s|$)|(?<=\s)#")
_MOST_ROWS = 400
"""Rows above that are looked at for the key that a value belongs to."""


class Where(Enum):
    """What may be written at a place."""

    KEY = "key"
    """A key of a front matter, or of a mapping in it."""
    VALUE = "value"
    MENTION = "mention"
    """The target of a reference such as `[[id]]`."""
    LINK = "link"
    """The target of a Markdown link."""
    TEXT = "text"
    """Words, in which nothing can be completed."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a text, and what stands there."""

    where: Where
    path: Path
    """The keys that lead there as typed, and numbers of items: of a key those above it, of a value its own too."""
    typed: str
    """What stands before the place."""
    whole: str
    """All of what stands there."""
    span: Span
    """Where that is."""
    flow: bool = False
    """Whether it stands in brackets or braces."""
    quote: str = ""
    """The quotation mark before it."""


def cursor_at(text: Text, line: int, column: int) -> Cursor:
    """Tell what stands at a place.

    Args:
        text: the file's, in whatever state it is.
        line: from 1.
        column: in characters, from 1; before the character of that number.
    """
    row = text.row(line)
    column = max(1, min(column, len(row) + 1))
    before = row[: column - 1]
    mention = _MENTION.search(before)
    if text.in_front(line):
        front = _in_front(text, line, column)
        # `[[id]]` stands in texts; at the beginning of a value it is a list within a list.
        inside = mention is not None and front.span.line == line and mention.start() >= front.span.column - 1
        return _mention(row, line, column, mention) if mention is not None and inside else front
    if text.closing and line in (1, text.closing):
        return _text(line, column)
    if mention is not None:
        return _mention(row, line, column, mention)
    link = _LINK.search(before) or _DEFINITION.match(before)
    if link is None:
        return _text(line, column)
    start = max(link.start(number) for number in range(1, len(link.groups()) + 1))
    return _found(Where.LINK, row, (start, column - 1, _end(_IN_LINK, row, column)), line)


def _text(line: int, column: int) -> Cursor:
    return Cursor(Where.TEXT, (), "", "", Span(line, column, line, column))


def _mention(row: str, line: int, column: int, found: re.Match[str]) -> Cursor:
    """The target of a reference, which goes on to what closes it; where nothing does, to the end of the word."""
    return _found(Where.MENTION, row, (found.start(1), column - 1, _end(_IN_MENTION, row, column)), line)


def _found(where: Where, row: str, at: tuple[int, int, int], line: int) -> Cursor:
    start, place, end = at
    return Cursor(where, (), row[start:place], row[start:end], Span(line, start + 1, line, end + 1))


def _end(pattern: re.Pattern[str], row: str, column: int) -> int:
    found = pattern.match(row, column - 1)
    return found.end() if found else column - 1


def _in_front(text: Text, line: int, column: int) -> Cursor:
    """What stands at a place between the fences, by the rows from the key at the left edge on."""
    nesting = Nesting()
    for number in range(_first(text, line), line):
        nesting.take(text.row(number))
    row = text.row(line)
    before = row[: column - 1]
    nesting.take(before, column - 1 if not before.strip() else None)
    if nesting.commented:
        return _text(line, column)
    start = min(nesting.start, len(before))
    start += len(before[start:]) - len(before[start:].lstrip(" \t"))
    quote = before[start : start + 1] if before[start : start + 1] in ("'", '"') else ""
    start += len(quote)
    flow = bool(nesting.flow)
    if quote:
        closing = row.find(quote, column - 1)
        end = closing if closing >= 0 else len(row)
    else:
        after = (_AFTER_FLOW if flow else _AFTER_BLOCK).search(row, column - 1)
        end = max(column - 1, len(row[: after.start() if after else len(row)].rstrip()))
    where = Where.VALUE if nesting.valued else Where.KEY
    span = Span(line, start + 1, line, end + 1)
    return Cursor(where, nesting.path, before[start:], row[start:end], span, flow, quote)


def _first(text: Text, line: int) -> int:
    """The line of the key at the left edge to which a line belongs."""
    rows = text.rows[1 : text.closing - 1]
    edge = next((_indent(row) for row in rows if row.strip() and row.lstrip()[0] != "#"), 0)
    for number in range(line, max(1, line - _MOST_ROWS), -1):
        row = text.row(number)
        plain = row.strip()
        if plain and _indent(row) <= edge and plain[0] not in "#]}" and not plain.startswith("- ") and plain != "-":
            return number
    return max(2, line - _MOST_ROWS)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
