"""Front matter in which single keys are written, extended or deleted, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.splices import Splice, inserted, lines_replaced, spliced
from gameplan.edit.yaml_text import scalar, value_text
from gameplan.read.decoding import decoded
from gameplan.read.extents import Extent, Extents, Form, extents
from gameplan.read.front_matter import FrontMatter, Unreadable, parse, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gameplan.diagnostics import Span
    from gameplan.model.page import Path
    from gameplan.read.front_matter import Value


class Unwritable(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A front matter that can't be changed in this way: why, and what to do."""


class _NotPairs(Exception):  # noqa: N818 - another way is taken then
    """A mapping that can't be changed pair by pair."""


@dataclass(frozen=True)
class Front:
    """A file's front matter, by the keys as typed."""

    data: bytes
    """Of the whole file."""
    rows: list[str]
    """Of the whole file, the first of them line 1."""
    closing: int
    """The line of the lower fence; 0 where there is no front matter."""
    read: FrontMatter | None
    extents: Extents

    @classmethod
    def of(cls, data: bytes) -> Front:
        """Read the front matter of a file.

        Raises:
            Unreadable: where it can't be read.
        """
        text = decoded(data)
        parts = split(text)
        rows = text.split("\n")
        if parts.front is None:
            return cls(data, rows, 0, None, Extents())
        return cls(data, rows, parts.body_line - 1, parse(parts.front), extents(parts.front))

    @property
    def values(self) -> Mapping[str, Value]:
        """The values, in the order of their keys."""
        return self.read.values if self.read else {}

    def written(self, key: str, value: Value) -> Front:
        """Write a value: in the place of the old one, or on a new line at the end; a list on lines of its own keeps these.

        Raises:
            Unwritable: where the front matter isn't made of lines of the form key: value.
        """
        self._refuse_twice(key)
        if key not in self.values:
            return self._spliced(self._added(key, value), key, value)
        if self.values[key] == value:
            return self
        return self._spliced(self._replaced(key, value), key, value)

    def without(self, key: str) -> Front:
        """Delete a key with its value; comments on lines of their own above and below stay.

        Raises:
            Unwritable: where that can't be done line by line.
        """
        self._refuse_twice(key)
        if key not in self.values:
            return self
        name, extent = self.extents.keys[key,], self.extents.values[key,]
        row = self.rows[name.line - 1]
        if self._flow or row[: name.column - 1].strip():
            raise self._by_hand(key)
        return self._spliced(
            [lines_replaced(name.line, max(name.end_line, extent.span.end_line))], key, None, gone=True
        )

    def with_items(self, key: str, items: Iterable[Value]) -> Front:
        """Add items to a list that doesn't hold them.

        Raises:
            Unwritable: where the value is none, or isn't written line by line.
        """
        self._refuse_twice(key)
        old = self.values.get(key)
        if isinstance(old, dict):
            raise Unwritable(f"{visible(key)} is no list here: write all of it, as {visible(key)}='{{…}}'")
        listed = old if isinstance(old, list) else [] if old is None else [old]
        more = list(_distinct(item for item in items if item not in listed))
        if not more:
            return self
        new = [*listed, *more]
        extent = self.extents.values[key,] if key in self.values else None
        if not isinstance(old, list) or extent is None or extent.form is not Form.FLOW:
            return self.written(key, new)
        text = ", ".join(value_text(item, within=True) for item in more)
        if listed:
            last = self.extents.values[key, len(listed) - 1].span
            return self._spliced([inserted(last.end_line, last.end_column, f", {text}")], key, new)
        return self._spliced([inserted(extent.span.line, extent.span.column + 1, text)], key, new)

    def without_items(self, key: str, items: Iterable[Value]) -> Front:
        """Take items out of a list; with the last of them the key goes too.

        Raises:
            Unwritable: where that can't be done item by item.
        """
        self._refuse_twice(key)
        unwanted, old = list(items), self.values.get(key)
        if isinstance(old, dict):
            raise Unwritable(f"{visible(key)} is no list here: write all of it, as {visible(key)}='{{…}}'")
        if not isinstance(old, list):
            return self.without(key) if old is not None and old in unwanted else self
        left = [number for number, item in enumerate(old) if item not in unwanted]
        if len(left) == len(old):
            return self
        new = [old[number] for number in left]
        if not new:
            return self.without(key)
        if self.extents.values[key,].form is not Form.FLOW:
            return self.written(key, new)
        return self._spliced([*self._items_cut(key, left, len(old))], key, new)

    def _items_cut(self, key: str, left: list[int], count: int) -> Iterator[Splice]:
        """Cut out the items of a list in brackets that aren't left, each with a comma."""
        places = self.extents.values
        for before, after in pairwise((-1, *left, count)):
            if after - before == 1:
                continue
            first, last = places[key, before + 1].span, places[key, after - 1].span
            if after < count:
                until = places[key, after].span
                yield Splice(first._replace(end_line=until.line, end_column=until.column), "")
            else:
                since = places[key, before].span
                cut = last._replace(line=since.end_line, column=since.end_column)
                # A comment between the two is of the one that stays: then its comma does too.
                yield self._item_cut(first, last) if "#" in self._typed(cut) else Splice(cut, "")

    def _item_cut(self, first: Span, last: Span) -> Splice:
        """Cut out what stands from an item to another one, with its lines where it has them for itself."""
        before, after = (
            self.rows[first.line - 1][: first.column - 1],
            self.rows[last.end_line - 1][last.end_column - 1 :],
        )
        if after.lstrip()[:1] == ",":
            last = last._replace(end_column=last.end_column + after.index(",") + 1)
            after = after.partition(",")[2]
        if before.strip() or after.strip():
            return Splice(last._replace(line=first.line, column=first.column), "")
        return lines_replaced(first.line, last.end_line)

    @property
    def _flow(self) -> bool:
        """Whether all of it stands in braces."""
        return () in self.extents.values and self.extents.values[()].form is Form.FLOW

    def _added(self, key: str, value: Value) -> list[Splice]:
        line = f"{key}: {value_text(value)}\n"
        if not self.closing:
            blank = "\n" if self.rows[0].strip() else ""
            return [inserted(1, 1, f"---\n{line}---\n{blank}")]
        if self._flow:
            raise self._by_hand(key)
        indent = " " * (self.extents.values[()].span.column - 1) if self.values else ""
        return [inserted(self.closing, 1, f"{indent}{line}")]

    def _replaced(self, key: str, value: Value) -> list[Splice]:
        extent = self.extents.values[key,]
        old = self.values[key]
        if extent.form is Form.BLOCK and isinstance(old, list) and isinstance(value, list) and value:
            return [*self._lines(key, old, value)]
        if isinstance(old, dict) and isinstance(value, dict) and value:
            with suppress(_NotPairs):
                return [*self._pairs((key,), old, value)]
        if extent.form in (Form.SINGLE, Form.DOUBLE, Form.PLAIN) and isinstance(value, str):
            return [Splice(extent.span, scalar(value, within=self._flow, like=extent.form))]
        text = value_text(value, within=self._flow)
        if extent.form not in (Form.BLOCK, Form.EMPTY):
            return [Splice(extent.span, text)]
        at = self._behind_colon(key)
        gone = [lines_replaced(extent.span.line, extent.span.end_line)] if extent.form is Form.BLOCK else []
        return [inserted(*at, f" {text}"), *gone]

    def _pairs(self, path: Path, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[Splice]:
        """Make one mapping of another: pairs that stay are left, with the comments beside them.

        Raises:
            _NotPairs: where that can't be done pair by pair.
        """
        if [name for name in old if name in new] != [name for name in new if name in old] or not any(
            name in new for name in old
        ):
            raise _NotPairs
        block = self.extents.values[path].form is Form.BLOCK
        for name, value in old.items():
            place = (*path, name)
            if name not in new:
                if not block:
                    raise _NotPairs
                yield lines_replaced(*self._rows_of_pair(place))
            elif value != new[name]:
                yield from self._value_put(place, value, new[name])
        known = [name for name in new if name in old]
        if any(name not in old for name in list(new)[: list(new).index(known[-1])]):
            raise _NotPairs
        last = (*path, list(old)[-1])
        added = [(name, value) for name, value in new.items() if name not in old]
        if added and block:
            end = self._rows_of_pair(last)[1]
            indent = " " * (self.extents.keys[last].column - 1)
            lines = "".join(f"{indent}{scalar(name)}: {value_text(value)}\n" for name, value in added)
            yield inserted(end + 1, 1, lines)
        elif added:
            span = self.extents.values[last].span
            text = "".join(f", {scalar(name, within=True)}: {value_text(value, within=True)}" for name, value in added)
            yield inserted(span.end_line, span.end_column, text)

    def _rows_of_pair(self, place: Path) -> tuple[int, int]:
        """The first and the last line of a pair on lines of its own."""
        name, value = self.extents.keys[place], self.extents.values[place]
        if self.rows[name.line - 1][: name.column - 1].strip():
            raise _NotPairs
        return name.line, max(name.end_line, value.span.end_line)

    def _value_put(self, place: Path, old: Value, new: Value) -> Iterator[Splice]:
        """Write a value in the place of another one within a mapping."""
        if isinstance(old, dict) and isinstance(new, dict) and new:
            yield from self._pairs(place, old, new)
            return
        extent = self.extents.values[place]
        within = self._within(place)
        if extent.form in (Form.SINGLE, Form.DOUBLE, Form.PLAIN) and isinstance(new, str):
            yield Splice(extent.span, scalar(new, within=within, like=extent.form))
        elif extent.form in (Form.SINGLE, Form.DOUBLE, Form.PLAIN, Form.FLOW):
            yield Splice(extent.span, value_text(new, within=within))
        else:
            raise _NotPairs

    def _behind_colon(self, key: str) -> tuple[int, int]:
        """The place behind the colon of a key."""
        name = self.extents.keys[key,]
        row = self.rows[name.end_line - 1]
        rest = row[name.end_column - 1 :]
        if not rest.lstrip(" \t").startswith(":") or row[: name.column - 1].strip(" {,"):
            raise self._by_hand(key)
        return name.end_line, name.end_column + rest.index(":") + 1

    def _lines(self, key: str, old: list[Value], new: list[Value]) -> Iterator[Splice]:
        """Make one list on lines of its own of another: lines of items that stay are left."""
        rows = [self._rows_of(key, number) for number in range(len(old))]
        texts, others = [value_text(item) for item in old], [value_text(item) for item in new]
        first = self.rows[rows[0][0] - 1]
        indent = first[: first.index("-")]
        for what, start, end, since, until in SequenceMatcher(None, texts, others, autojunk=False).get_opcodes():
            more = "".join(f"{indent}- {text}\n" for text in others[since:until])
            if what == "insert":
                line = rows[start - 1][1] + 1 if start else rows[0][0]
                yield inserted(line, 1, more)
            elif what != "equal":
                yield lines_replaced(rows[start][0], rows[start][1], more)
                yield from (lines_replaced(*rows[number]) for number in range(start + 1, end))

    def _rows_of(self, key: str, number: int) -> tuple[int, int]:
        """The first and the last line of an item of a list on lines of its own."""
        span = self.extents.values[key, number].span
        if self.rows[span.line - 1][: span.column - 1].strip() != "-":
            raise self._by_hand(key)
        return span.line, span.end_line

    def with_texts(
        self,
        values: Mapping[Path, str],
        keys: Mapping[Path, str] | None = None,
        within: Callable[[str], str] | None = None,
    ) -> Front:
        """Write other texts in the places of some, each in the quotes of the one that it takes the place of.

        Args:
            values: the new texts, by the paths of the old ones: keys as typed, and numbers from 0.
            keys: the new names of keys, by their paths.
            within: changes a text on lines of its own, as it is typed there, into what it should be.

        Raises:
            Unwritable: where one is no text on a line and can't be changed so, or that can't be done without changing more.
        """
        keys = keys or {}
        splices = [self._text_put(path, self.extents.values[path], text, within) for path, text in values.items()]
        for path, text in keys.items():
            splices.append(Splice(self.extents.keys[path], scalar(text, within=self._within(path))))
        return self.with_splices(splices, values, keys)

    def with_splices(self, splices: list[Splice], values: Mapping[Path, str], keys: Mapping[Path, str]) -> Front:
        """Apply splices, and read the result: some texts and keys must be those that are meant, and all else as before.

        Raises:
            Unwritable: where it isn't so.
        """
        if not splices:
            return self
        try:
            front = Front.of(spliced(self.data, splices))
        except Unreadable:
            front = self
        if front.values != _replaced(self.values, (), values, keys):
            raise self._by_hand(str(next(iter((*values, *keys)))[0]))
        return front

    def _text_put(self, path: Path, extent: Extent, text: str, within: Callable[[str], str] | None) -> Splice:
        if extent.form is Form.LINES and within is not None:
            return Splice(extent.span, within(self._typed(extent.span)))
        if extent.form not in (Form.SINGLE, Form.DOUBLE, Form.PLAIN):
            raise self._by_hand(str(path[0]))
        return Splice(extent.span, scalar(text, within=self._within(path), like=extent.form))

    def _typed(self, span: Span) -> str:
        """What stands at a place."""
        rows = self.rows[span.line - 1 : span.end_line]
        rows[-1] = rows[-1][: span.end_column - 1]
        rows[0] = rows[0][span.column - 1 :]
        return "\n".join(rows)

    def _within(self, path: Path) -> bool:
        """Whether a value stands in brackets or braces."""
        around = (self.extents.values.get(path[:end]) for end in range(len(path)))
        return any(each is not None and each.form is Form.FLOW for each in around)

    def _refuse_twice(self, key: str) -> None:
        if any(twice.name.casefold() == key.casefold() for twice in (self.read.duplicates if self.read else ())):
            raise Unwritable(f"{visible(key)} stands there twice: delete one of the two lines first")

    def _spliced(self, splices: list[Splice], key: str, value: Value, *, gone: bool = False) -> Front:
        """Apply splices, and read the result: it must say what was asked for, and all else as before."""
        wanted = {
            name: value if name == key else old for name, old in self.values.items() if not (gone and name == key)
        }
        wanted |= {} if gone else {key: value}
        try:
            front = Front.of(spliced(self.data, splices))
        except Unreadable:
            raise self._by_hand(key) from None
        if list(front.values.items()) != list(wanted.items()):
            raise self._by_hand(key)
        return front

    def _by_hand(self, key: str) -> Unwritable:
        return Unwritable(
            f"{visible(key)} can't be changed here without changing more: write it by hand, as {visible(key)}: …"
        )


def _replaced(
    value: Value | Mapping[str, Value], path: Path, values: Mapping[Path, str], keys: Mapping[Path, str]
) -> Value:
    """Return values with the texts and keys that take the place of others."""
    if isinstance(value, list):
        return [_replaced(item, (*path, number), values, keys) for number, item in enumerate(value)]
    if isinstance(value, str) or value is None:
        return values.get(path, value)
    return {keys.get((*path, name), name): _replaced(item, (*path, name), values, keys) for name, item in value.items()}


def _distinct(items: Iterable[Value]) -> Iterator[Value]:
    """Each of some items once."""
    seen: list[Value] = []
    for item in items:
        if item not in seen:
            seen.append(item)
            yield item
