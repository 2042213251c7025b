"""The strict reader of front matter, on libyaml's events.

It knows the place of every key and value, keeps scalars as they were typed, and refuses what no front matter needs:
aliases, anchors, tags, merge keys, and anything beyond the limits. Nothing recurses and nothing is composed, so a small
hostile file can neither crash nor hang it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from gameplan.diagnostics import Fix, Span
from gameplan.model.page import Path, Place, Places, Positions
from gameplan.read import yaml_hints
from gameplan.read.early_end import strayed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_BYTES = 64 * 1024
MAX_DEPTH = 16
MAX_NODES = 5_000
MAX_SCALAR = 16 * 1024

Value = None | str | list[Any] | dict[str, Any]

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_OPENING = re.compile(r"---[ \t]*(?=\n|\Z)")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_LIKE_FENCE = re.compile(r"[\s\ufeff]*(?:[-\u2010-\u2015\u2212]{2,}|[\u2013-\u2015]|\+\+\+|;;;)[\s\u00a0\ufeff]*")
_TOML = "+++"
_LFS = "version https://git-lfs.github.com/spec/"
_KEY_FIRST = re.compile(r"(?:title|id|kind|type|goals?|status|start|date|owner|visibility)[ \t]*:(?:\s|$)")
_BREAK = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for YAML 1.1 but for no editor: a key could hide behind one."""
_CONFLICT = re.compile(r"<<<<<<<(?: |$)|>>>>>>>(?: |$)|=======$")


class Unreadable(Exception):  # noqa: N818 - it is an outcome, not an error of the program
    """Front matter that can't be read: the reason, the place, and what to type instead."""

    def __init__(self, message: str, span: Span, hint: str = "", fix: Fix | None = None) -> None:
        super().__init__(message)
        self.message, self.span, self.hint, self.fix = message, span, hint, fix


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that occurs twice in one mapping."""

    name: str
    span: Span
    first: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values as typed (texts, lists, mappings; None for null), and where each stands."""

    values: Mapping[str, Value]
    places: Places
    duplicates: tuple[Duplicate, ...] = ()
    """The first of two values counts."""


@dataclass(frozen=True, slots=True)
class Split:
    """A file in two parts."""

    front: str | None
    """The text between the fences, or None where there are none."""
    body: str
    body_line: int
    """The line of the file, from 1, in which the body begins."""


def split(text: str) -> Split:
    """Part a file, by one grammar: `---` alone in line 1, and again (or `...`) where the front matter ends.

    Raises:
        Unreadable: where it looks as if there should be front matter, but the fences are not in order.
    """
    for number, row in enumerate(text.split("\n"), 1) if "<<<<<<<" in text or ">>>>>>>" in text else ():
        if row[:7] in ("<<<<<<<", ">>>>>>>") and _CONFLICT.match(row):
            raise Unreadable(
                "git left a conflict in this file",
                Span(number, 1, number, len(row) + 1),
                "keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
            )
    opening = _OPENING.match(text)
    if opening is None:
        _refuse_bad_opening(text.split("\n"))
        _refuse_early_end(
            text, 1, "put a line with three hyphens above the first of these lines, as line 1 of the file: ---"
        )
        return Split(None, text, 1)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise _unclosed(text.split("\n"))
    front = text[opening.end() + 1 : closing.start()]
    if _size(front) > MAX_BYTES:
        raise Unreadable(
            "the front matter is larger than 64 KiB", Span(1, 1, 1, 4), "move the long texts into the body"
        )
    body, line = text[closing.end() + 1 :], text.count("\n", 0, closing.start()) + 3
    _refuse_early_end(body, line, f"delete line {line - 1}, so that all keys stand between two lines with ---")
    return Split(front, body, line)


def _refuse_early_end(body: str, line: int, hint: str) -> None:
    """Refuse keys below the front matter: they are text to every reader, so what they should hide would be published."""
    found = strayed(body)
    if found is not None:
        number = line + found.row
        message = f"the front matter ends before '{found.key}:', which would be published as text"
        raise Unreadable(message, Span(number, 1, number, len(found.key) + 1), hint)


def _size(text: str) -> int:
    """The bytes of a text in UTF-8; an upper bound where that is far below every limit."""
    return len(text) * 4 if len(text) * 4 <= MAX_BYTES else len(text.encode("utf-8", "surrogatepass"))


def _refuse_bad_opening(lines: list[str]) -> None:
    """A page may do without front matter, but must not seem to have some that nobody reads."""
    for number, row in enumerate(lines[:20], 1):
        if not row.strip("\ufeff \t\u00a0"):
            continue
        span = Span(number, 1, number, len(row) + 1)
        if row.strip() == "---" and number > 1 and row == row.rstrip():
            raise Unreadable(
                "there is an empty line before the front matter",
                Span(1, 1, 1, 1),
                "delete everything above the first ---",
            )
        if number == 1 and row.startswith(_LFS):
            raise Unreadable(
                "this is a pointer of Git LFS, and not the file itself", span, "fetch the file with git lfs pull"
            )
        if row.strip() == _TOML:
            raise Unreadable(
                "this front matter is TOML, between lines of +++, and ours is YAML",
                span,
                'write --- in the place of both lines +++, and key: value in the place of key = "value"',
            )
        if _LIKE_FENCE.fullmatch(row):
            dashes = any(mark in row for mark in "\u2012\u2013\u2014\u2015")
            what = "is a dash of a word processor, and not three hyphens" if dashes else "is not exactly three hyphens"
            raise Unreadable(
                f"the first line of the front matter {what}", span, "make line 1 three hyphens and nothing else: ---"
            )
        if _KEY_FIRST.match(row):
            raise Unreadable(
                "the line --- above the front matter is missing", span, "put a line with three hyphens above it: ---"
            )
        return


def _unclosed(lines: list[str]) -> Unreadable:
    for number, row in enumerate(lines[1:], 2):
        if _LIKE_FENCE.fullmatch(row):
            return Unreadable(
                "the front matter is never closed: this line is not exactly three hyphens",
                Span(number, 1, number, len(row) + 1),
                "make it three hyphens and nothing else: ---",
            )
    return Unreadable(
        "the front matter is never closed", Span(1, 1, 1, 4), "put a line with three hyphens below its last line: ---"
    )


def parse(text: str) -> FrontMatter:
    """Read the text between the fences; its first row counts as line 2 of the file.

    Raises:
        Unreadable: where it is not a mapping in YAML, or more than the limits allow.
    """
    if (found := _BREAK.search(text)) is not None:
        row, column = text.count("\n", 0, found.start()) + 2, found.start() - text.rfind("\n", 0, found.start())
        message = f"the front matter holds U+{ord(found[0]):04X}, a line break that can't be seen"
        raise Unreadable(message, Span(row, column, row, column + 1), "delete it")
    builder = _Builder()
    parser = EventParser(text if text.endswith("\n") else text + "\n")
    try:
        scalar, next_event = builder.scalar, parser.get_event
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                scalar(event)
            elif kind is yaml.StreamEndEvent:
                break
            else:
                builder.steps[kind](event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except Unreadable as unreadable:
        # YAML counts more characters as ends of lines than we do.
        rows = text.split("\n")
        typed = rows[min(unreadable.span.line - 2, len(rows) - 1)]
        column = yaml_hints.value_column(typed)
        at_value = column == unreadable.span.column - 1 or typed[column : column + 1] == "["
        if "…" in unreadable.hint and at_value and (fixed := yaml_hints.quoted(typed)):
            unreadable.hint = f"write {fixed}"
            unreadable.fix = _quoting(typed, unreadable.span.line, unreadable.hint)
        raise
    except (yaml.YAMLError, UnicodeEncodeError):
        message, row, start = yaml_hints.not_allowed(text)
        raise Unreadable(message, Span(row + 2, start + 1, row + 2, start + 2), "delete it") from None
    finally:
        parser.dispose()
    return builder.result(text)


try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    EventParser: Any = CParser
except ImportError:  # PyYAML without libyaml: the same events, slower
    EventParser = yaml.SafeLoader


def _explained(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    rows = text.split("\n")
    message, hint, row, start = yaml_hints.explain(
        rows, line, column, f"{error.problem} {error.context or ''}", error.context_mark
    )
    # Where the line ends too early, its end is meant, and nothing behind it.
    start = min(start, len(rows[row]))
    span = Span(row + 2, start + 1, row + 2, min(start + 1, len(rows[row])) + 1)
    return Unreadable(message, span, hint, _quoting(rows[row], row + 2, hint))


def _quoting(row: str, line: int, hint: str) -> Fix | None:
    """Return the line as a hint shows it: with its value in quotes, a blank after its colon, or a hyphen before its item."""
    fixed = yaml_hints.quoted(row)
    told = yaml_hints.glued(row)
    for other in (told[1] if told else "", yaml_hints.bullet(row), yaml_hints.without_handle(row)):
        if other and hint == f"write {other}":
            return _whole(row, line, other)
    if not fixed or hint not in (f"write {fixed}", f"put it in quotes: {fixed}"):
        return None
    return _whole(row, line, fixed)


def _whole(row: str, line: int, fixed: str) -> Fix:
    """A line's words replaced, its indentation kept."""
    indent = len(row) - len(row.lstrip())
    return Fix(Span(line, indent + 1, line, len(row.rstrip()) + 1), fixed)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    items: list[Any] | None
    pairs: dict[str, Any] | None
    path: tuple[str | int, ...]
    start: Any
    key: str | None = None
    folded: dict[str, Place] = field(default_factory=dict)


class _Builder:
    """Makes values and places of events; one method an event, and no recursion."""

    def __init__(self) -> None:
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.duplicates: list[Duplicate] = []
        self.stack: list[_Open] = []
        self.root: Value = None
        self.documents = 0
        self.nodes = 0
        self.steps: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open_mapping,
            yaml.SequenceStartEvent: self.open_list,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
            yaml.DocumentEndEvent: self.nothing,
            yaml.StreamStartEvent: self.nothing,
        }

    def result(self, text: str) -> FrontMatter:
        values = {} if self.root is None else self.root
        if not isinstance(values, dict):
            first = next((number for number, row in enumerate(text.split("\n")) if row.strip()), 0)
            row = text.split("\n")[first]
            if (found := yaml_hints.glued(row)) is not None:
                message, fixed, column = found
                place = Span(first + 2, column + 1, first + 2, column + 2)
                raise Unreadable(message, place, f"write {fixed}", _whole(row, first + 2, fixed))
            raise Unreadable(
                "the front matter is not made of lines of the form key: value",
                Span(2, 1, 2, 1),
                "write it as title: My title",
            )
        positions = Positions(self.values, self.keys)
        return FrontMatter(values, Places(text, known=positions), tuple(self.duplicates))

    def nothing(self, event: Any) -> None:  # noqa: ANN401 - yaml's events have no types
        """Events that carry no value."""

    def document(self, event: Any) -> None:  # noqa: ANN401
        self.documents += 1
        if self.documents > 1 or event.version or event.tags:
            raise Unreadable(
                "the front matter is more than one YAML document", _span(event), "keep one, between two lines with ---"
            )

    def alias(self, event: Any) -> None:  # noqa: ANN401
        raise Unreadable(
            f"a text that begins with * must stand in quotes (*{event.anchor} is a YAML alias)",
            _span(event),
            'put the whole text in quotes: "*…"',
        )

    def count(self, event: Any) -> None:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise Unreadable("the front matter holds more than 5,000 values", _span(event), "shorten it")
        if event.anchor:
            hint = 'put the whole text in quotes: "&…"'
            raise Unreadable(
                f"a text that begins with & must stand in quotes (&{event.anchor} is a YAML anchor)", _span(event), hint
            )
        if event.tag and event.tag != "!":
            hint = 'put the whole text in quotes: "!…"'
            raise Unreadable("a text that begins with ! must stand in quotes (it is a YAML tag)", _span(event), hint)

    def scalar(self, event: Any) -> None:  # noqa: ANN401
        """A text: a key, or a value. One method and no calls, because nearly every event comes here."""
        self.nodes += 1
        if event.anchor or event.tag or self.nodes > MAX_NODES:
            self.count(event)
        value = event.value
        if len(value) > MAX_SCALAR:
            raise Unreadable("a value is longer than 16 KiB", _span(event), "move the text into the body")
        start, end = event.start_mark, event.end_mark
        place = (start.line + 2, start.column + 1, end.line + 2, end.column + 1)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.items is None and top.key is None:
            self.name(top, value, place, plain=not event.style)
            return
        if value in _NULLS and not event.style:
            value = None
        if top is not None and top.items is not None:
            self.values[(*top.path, len(top.items))] = place
            top.items.append(value)
        else:
            self.put(value, place)

    def name(self, top: _Open, name: str, place: Place, *, plain: bool) -> None:
        if plain and name == "<<":
            raise Unreadable("the front matter holds a merge key (<<)", Span(*place), "write the values out")
        folded = name.casefold()
        top.key = name
        if folded in top.folded:
            self.duplicates.append(Duplicate(name, Span(*place), Span(*top.folded[folded])))
            # The value that follows is read, and thrown away, under a key that nobody can type.
            top.key = f"\x00{len(self.duplicates)}"
            return
        top.folded[folded] = place
        self.keys[(*top.path, name)] = place

    def put(self, value: Value, place: Place) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if top.items is not None:
            self.values[(*top.path, len(top.items))] = place
            top.items.append(value)
        elif top.pairs is not None and top.key is not None:
            if top.key[:1] != "\x00":
                self.values[(*top.path, top.key)] = place
                top.pairs[top.key] = value
            top.key = None

    def path(self, event: Any) -> tuple[str | int, ...]:  # noqa: ANN401
        if not self.stack:
            return ()
        top = self.stack[-1]
        if top.items is not None:
            return (*top.path, len(top.items))
        if top.key is None:
            raise Unreadable("a key must be a text", _span(event), "put the text before the colon in quotes")
        return (*top.path, top.key)

    def open_mapping(self, event: Any) -> None:  # noqa: ANN401
        self.open(event, _Open(None, {}, self.path(event), event.start_mark))

    def open_list(self, event: Any) -> None:  # noqa: ANN401
        self.open(event, _Open([], None, self.path(event), event.start_mark))

    def open(self, event: Any, opened: _Open) -> None:  # noqa: ANN401
        self.count(event)
        if len(self.stack) >= MAX_DEPTH:
            raise Unreadable(
                f"the front matter is nested deeper than {MAX_DEPTH} levels", _span(event), "put brackets in quotes"
            )
        self.stack.append(opened)

    def close(self, event: Any) -> None:  # noqa: ANN401
        done = self.stack.pop()
        start, end = done.start, event.end_mark
        # A block's end mark is where the next thing begins; its own last line is not known, so the span is its first.
        single = end.line == start.line
        place = (start.line + 2, start.column + 1, start.line + 2, (end.column if single else start.column + 1) + 1)
        self.put(done.pairs if done.pairs is not None else done.items, place)


def _span(event: Any) -> Span:  # noqa: ANN401
    start, end = event.start_mark, event.end_mark
    end_line, end_column = (end.line, end.column) if end.line == start.line else (start.line, start.column + 1)
    return Span(start.line + 2, start.column + 1, end_line + 2, end_column + 1)
