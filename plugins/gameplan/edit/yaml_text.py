"""Values as front matter writes them: as they are, and in quotes only where YAML would take them for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.read.extents import Form
from gameplan.read.front_matter import Unreadable, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.read.front_matter import Value

_ORDINARY = re.compile(r"[A-Za-z0-9](?:[\w./+-]|(?<=[^:]) (?=[\w(]))*", re.ASCII)
"""Words that are plain wherever they stand."""
_NULLS = ("null", "Null", "NULL")


def value_text(value: Value, *, within: bool = False) -> str:
    """Write a value on one line: lists in brackets, mappings in braces.

    Args:
        value: what is to be read.
        within: whether it stands in brackets or braces, where commas and brackets mean more.
    """
    if value is None:
        return "~"
    if isinstance(value, list):
        return f"[{', '.join(value_text(item, within=True) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{scalar(name, within=True)}: {value_text(item, within=True)}" for name, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    return scalar(value, within=within)


def block_lines(key: str, value: Value) -> Iterator[str]:
    """Yield the lines of a key with its value: lists and mappings below it, each item and pair on a line of its own.

    Args:
        key: at the beginning of the first line.
        value: what is to be read.
    """
    name = scalar(key)
    if value is None:
        yield f"{name}:"
    elif isinstance(value, str) or not value:
        yield f"{name}: {value_text(value)}"
    else:
        yield f"{name}:"
        yield from (f"  {row}" for row in _below(value))


def _below(value: list[Value] | dict[str, Value]) -> Iterator[str]:
    """Yield the lines of a list or mapping."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from block_lines(key, item)
        return
    for item in value:
        if isinstance(item, str) or not item:
            yield f"- {value_text(item)}"
        else:
            first, *rest = _below(item)
            yield f"- {first}"
            yield from (f"  {row}" for row in rest)


def scalar(text: str, *, within: bool = False, like: Form = Form.PLAIN) -> str:
    """Write a text, in the quotes of the one that it takes the place of, where that had any.

    Args:
        text: what is to be read.
        within: whether it stands in brackets or braces.
        like: how the one is written that it takes the place of.
    """
    simple = text.isprintable()
    if like is Form.SINGLE and simple:
        return _single(text)
    if like is Form.DOUBLE:
        return _double(text)
    if _is_plain(text, within=within):
        return text
    return _single(text) if simple and ('"' in text or "\\" in text) else _double(text)


def typed_value(text: str) -> Value:
    """Read a value as it was typed after an equals sign: a list in brackets, a mapping in braces, else a text as it is."""
    if text[:1] in ("[", "{"):
        try:
            values = parse(f"x: {text}").values
        except Unreadable:
            return text
        if values.keys() == {"x"} and isinstance(values["x"], (list, dict)):
            return values["x"]
    return text


def _is_plain(text: str, *, within: bool) -> bool:
    if _ORDINARY.fullmatch(text) and text not in _NULLS:
        return True
    if not text.isprintable() or text != text.strip():
        return False
    try:
        return dict(parse(f"x: [{text}]" if within else f"x: {text}").values) == {"x": [text] if within else text}
    except Unreadable:
        return False


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign in "\n\t":
        return {"\n": "\\n", "\t": "\\t"}[sign]
    if sign.isprintable():
        return sign
    number = ord(sign)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004 - the lengths of YAML's escapes
