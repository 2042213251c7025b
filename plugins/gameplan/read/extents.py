"""From where to where each key and value of a front matter stands, for those who change it: the strict reader keeps less of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from gameplan.diagnostics import Span
from gameplan.read.front_matter import EventParser, Unreadable

if TYPE_CHECKING:
    from gameplan.model.page import Path


class Form(StrEnum):
    """How a value is written."""

    EMPTY = "empty"
    PLAIN = "plain"
    SINGLE = "single"
    DOUBLE = "double"
    LINES = "lines"
    """A text below a `|` or `>`."""
    FLOW = "flow"
    """A list in brackets, or a mapping in braces."""
    BLOCK = "block"
    """A list or mapping on lines of its own."""


class Extent(NamedTuple):
    """All of a value, and how it is written."""

    span: Span
    form: Form


@dataclass(slots=True)
class Extents:
    """Those of a front matter, in the lines of its file."""

    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Extent] = field(default_factory=dict)
    """Of two with one key the first. The whole has the empty path."""


STYLES = {"'": Form.SINGLE, '"': Form.DOUBLE, "|": Form.LINES, ">": Form.LINES}


@dataclass(slots=True)
class _Open:
    path: Path
    start: tuple[int, int]
    form: Form
    end: tuple[int, int]
    count: int | None
    """Items so far; None for a mapping."""
    key: str | None = None


def extents(text: str) -> Extents:
    """Return the extents in a text that `parse` has read, and so may hold neither aliases nor deep nesting.

    Args:
        text: between the fences; its first row is line 2 of the file.

    Raises:
        Unreadable: where it is no YAML at all.
    """
    rows = text.split("\n")
    found = Extents()
    stack: list[_Open] = []
    parser = EventParser(text if text.endswith("\n") else f"{text}\n")
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                _scalar(event, stack, found, rows)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                stack.append(_opened(event, stack))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                done = stack.pop()
                _put(done.path, done.start, _end(event, done), done.form, stack, found)
    except yaml.YAMLError:
        raise Unreadable("this is not YAML", Span(1, 1, 1, 2)) from None
    finally:
        parser.dispose()
    return found


def _opened(event: Any, stack: list[_Open]) -> _Open:  # noqa: ANN401 - yaml's events have no types
    start = (event.start_mark.line, event.start_mark.column)
    count = 0 if isinstance(event, yaml.SequenceStartEvent) else None
    return _Open(_next(stack), start, Form.FLOW if event.flow_style else Form.BLOCK, start, count)


def _end(event: Any, done: _Open) -> tuple[int, int]:  # noqa: ANN401
    """Where a list or mapping ends: a block with its last value, since what comes then may be comments of the next."""
    return (event.end_mark.line, event.end_mark.column) if done.form is Form.FLOW else done.end


def _next(stack: list[_Open]) -> Path:
    """The path of the value that comes."""
    if not stack:
        return ()
    top = stack[-1]
    return (*top.path, top.key or "" if top.count is None else top.count)


def _scalar(event: Any, stack: list[_Open], found: Extents, rows: list[str]) -> None:  # noqa: ANN401
    start, end = (event.start_mark.line, event.start_mark.column), (event.end_mark.line, event.end_mark.column)
    top = stack[-1] if stack else None
    if top is not None and top.count is None and top.key is None:
        top.key = event.value
        found.keys.setdefault((*top.path, event.value), _span(start, end))
        top.end = max(top.end, end)
        return
    form = STYLES.get(event.style or "", Form.EMPTY if start == end else Form.PLAIN)
    if form is Form.LINES:
        # Its mark stands behind the empty lines below.
        line = end[0] - 1 if end[1] == 0 or end[0] >= len(rows) else end[0]
        while line > start[0] and not rows[line].strip():
            line -= 1
        end = (line, len(rows[line]))
    _put(_next(stack), start, end, form, stack, found)


def _put(
    path: Path, start: tuple[int, int], end: tuple[int, int], form: Form, stack: list[_Open], found: Extents
) -> None:
    found.values.setdefault(path, Extent(_span(start, end), form))
    if stack:
        top = stack[-1]
        top.end = max(top.end, end)
        if top.count is not None:
            top.count += 1
        top.key = None


def _span(start: tuple[int, int], end: tuple[int, int]) -> Span:
    return Span(start[0] + 2, start[1] + 1, end[0] + 2, end[1] + 1)
