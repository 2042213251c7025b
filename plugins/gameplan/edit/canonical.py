"""Front matter in one form: keys in the order of their declarations, lists and mappings on lines of their own, quotes only where needed.

What a page says stays the same. Comments stay with the key below them, or on their line; a value with comments inside stays as it is typed.
The body keeps each of its bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.edit.front import Front, Unwritable
from gameplan.edit.splices import BOM
from gameplan.edit.yaml_text import block_lines
from gameplan.model.field_order import field_order
from gameplan.read.extents import Form
from gameplan.read.front_matter import Unreadable
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.diagnostics import Span
    from gameplan.model.kinds import Kind

_TEXTS = (Form.PLAIN, Form.SINGLE, Form.DOUBLE)


def canonical(data: bytes, kind: Kind) -> bytes:
    """Return a page's file with its front matter in the one form; the same bytes where it has none, or has that form already.

    Args:
        data: the content of the file.
        kind: of the page, which says the order of keys.

    Raises:
        Unreadable: where the front matter can't be read.
        Unwritable: where a key stands there twice, or can't be told from what is around it.
    """
    front = Front.of(data)
    if not front.closing or not front.values:
        return data
    _refuse(front)
    made = "".join(f"{row}\n" for row in _rows(front, kind))
    text = "---\n" + made + "\n".join(front.rows[front.closing - 1 :])
    end = "\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else "\n"
    mark = BOM if data.startswith(BOM) else b""
    whole = mark + text.replace("\n", end).encode()
    return whole if _same(front, whole, mark) else _refuse_all()


def _refuse(front: Front) -> None:
    twice = front.read.duplicates if front.read else ()
    if twice:
        raise Unwritable(f"{twice[0].name} stands there twice: delete one of the two lines first")


def _refuse_all() -> bytes:
    raise Unwritable("its front matter can't be brought into the one form without changing what it says")


def _same(front: Front, whole: bytes, mark: bytes) -> bool:
    """Tell whether new bytes say what the old ones say, and have the same body with the same line ends."""
    try:
        made = Front.of(whole)
    except Unreadable:
        return False
    return (
        dict(made.values) == dict(front.values)
        and made.rows[made.closing :] == front.rows[front.closing :]
        and _body(whole, made.closing) == _body(front.data, front.closing)
        and whole.startswith(mark)
    )


def _body(data: bytes, closing: int) -> bytes:
    """What stands below the lower fence."""
    return b"\n".join(data.split(b"\n")[closing:])


def _rows(front: Front, kind: Kind) -> Iterator[str]:
    """Yield the lines between the fences."""
    pieces = {key: [*_piece(front, key)] for key in front.values}
    names = spec(kind).names
    order = field_order(kind)
    last = len(order)
    placed = sorted(front.values, key=lambda key: order.get(names.get(key, key), last))
    for key in placed:
        yield from pieces[key]
    yield from _comments(front, _end(front, [*front.values][-1]) + 1, front.closing)


def _piece(front: Front, key: str) -> Iterator[str]:
    """Yield a key's lines, with the comments above it."""
    keys = [*front.values]
    number = keys.index(key)
    first = front.extents.keys[key,].line
    before = _end(front, keys[number - 1]) + 1 if number else 2
    yield from _comments(front, before, first)
    yield from _typed_again(front, key) if _as_typed(front, key) else _written(front, key)


def _comments(front: Front, first: int, last: int) -> Iterator[str]:
    """Yield the comments on lines of their own, from a line to the one before another."""
    for row in front.rows[first - 1 : last - 1]:
        if row.strip().startswith("#"):
            yield row.strip()


def _end(front: Front, key: str) -> int:
    """The last line of a key's value."""
    return max(front.extents.keys[key,].end_line, front.extents.values[key,].span.end_line)


def _written(front: Front, key: str) -> Iterator[str]:
    """Yield a key and its value in the one form; a comment behind a value on one line stays there."""
    extent = front.extents.values[key,]
    rows = [*block_lines(key, front.values[key])]
    behind = ""
    if extent.span.line == extent.span.end_line:
        behind = front.rows[extent.span.end_line - 1][extent.span.end_column - 1 :].rstrip()
    comment = behind[behind.find("#") :] if "#" in behind else ""
    # Behind the key where the value stands below it, else behind the value.
    yield f"{rows[0]}  {comment}" if comment else rows[0]
    yield from rows[1:]


def _as_typed(front: Front, key: str) -> bool:
    """Tell whether a value must stay as it is typed: it holds comments, or a text on lines of its own."""
    under = [extent for path, extent in front.extents.values.items() if path[:1] == (key,)]
    if any(extent.form is Form.LINES for extent in under):
        return True
    whole = front.extents.values[key,].span
    if whole.line == whole.end_line:
        return False
    texts = [each.span for each in under if each.form in _TEXTS]
    keys = [span for path, span in front.extents.keys.items() if path[:1] == (key,)]
    return any("#" in row for row in _without(front, whole, [*texts, *keys]))


def _without(front: Front, whole: Span, texts: list[Span]) -> Iterator[str]:
    """Yield the lines of a value without its texts and keys, with what stands behind it on its last line."""
    rows = {number: [*front.rows[number - 1]] for number in range(whole.line, whole.end_line + 1)}
    for span in texts:
        for number in range(span.line, span.end_line + 1):
            row = rows.get(number)
            if row is not None:
                since = span.column - 1 if number == span.line else 0
                until = span.end_column - 1 if number == span.end_line else len(row)
                row[since:until] = " " * (until - since)
    yield from ("".join(row) for row in rows.values())


def _typed_again(front: Front, key: str) -> Iterator[str]:
    """Yield a key's lines as they are typed.

    Raises:
        Unwritable: where they stand in braces, or aren't the key's alone.
    """
    name = front.extents.keys[key,]
    if name.column != 1:
        _refuse_all()
    yield from front.rows[name.line - 1 : _end(front, key)]
