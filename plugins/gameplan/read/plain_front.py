"""A fast way through front matter that holds nothing but keys with texts on one line, and short lists and mappings of such texts.

There it finds exactly the values of the strict reader, which a property test holds it to, in a fifth of the time; at the first
character or form that could mean more, it gives up. Of places it finds only those of values beside their keys; others are left to
the strict reader, when somebody asks for one. Most front matter of most playbooks is that plain.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING

from gameplan.model.page import Places, Positions
from gameplan.read.front_matter import FrontMatter, parse

if TYPE_CHECKING:
    from gameplan.model.page import Place
    from gameplan.read.front_matter import Value

_LONGEST = 2_000
"""Characters: so short a text breaks none of the strict reader's limits, but perhaps that of depth."""
_DEEPEST = 8
"""Brackets in one value."""

# What could be a comment, a null, or more than it seems.
_MORE = (" #", " \n", "null", "Null", "NULL")
# A text on one line that holds no mark of YAML where it would be one.
_PLAIN = r"[^\s?:,\[\]{}#&*!|>'\"%@`~-][^:\n]*+(?:$|(?::[^:\s][^:\n]*+)*+)"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_INNER = r"[\w .,+/(){}\[\]-]*(?:: [\w .,+/(){}\[\]-]*)*"
_ROW = re.compile(
    rf"^( *+(?:- )?+)(?:([a-z0-9_][a-z0-9_-]{{0,99}}+):(?: |$))?({_PLAIN}|{_QUOTED}|\[{_INNER}\]|{{{_INNER}}}|)$",
    re.MULTILINE,
)
_MARKED = "\"'[{"
# The texts between brackets; what they leave over must be JSON's marks.
_WORDS = re.compile(r"(-?\w[\w.+/()-]*(?: [\w.+/()-]+)*)")
_FLAT_LIST = re.compile(r"\[\w[\w.+/()-]*(?:, \w[\w.+/()-]*)*\]")


class _TooMuch(Exception):  # noqa: N818 - not an error: the other reader's turn
    """The front matter needs the strict reader."""


def read_front_matter(text: str) -> FrontMatter:
    """Read what `parse` reads, by the fast way where that will do.

    Raises:
        Unreadable: where it is not a mapping in YAML, or more than the limits allow.
    """
    values = plain_values(text)
    return parse(text) if values is None else FrontMatter(values, Places(text, _positions, glance=_place))


def _positions(text: str) -> Positions:
    return parse(text).places.positions


def _place(text: str, key: str) -> Place | None:
    """The place of the value of a key in plain front matter, where the value stands beside the key."""
    begin = f"{key}: "
    at = f"\n{text}".find(f"\n{begin}")
    if at < 0:
        return None
    end = text.find("\n", at)
    row, length = text.count("\n", 0, at) + 2, (len(text) if end < 0 else end) - at
    return (row, len(begin) + 1, row, length + 1)


def plain_values(text: str) -> dict[str, Value] | None:
    """The values of a front matter, or None where it needs the strict reader."""
    if len(text) > _LONGEST or not text.replace("\n", "").isprintable():
        return None
    for more in _MORE:
        if more in text:
            return None
    rows = _ROW.findall(text)
    if len(rows) != text.count("\n") + 1 or text[-1:] == " ":
        return None
    nested = "\n " in text or "\n-" in text or text[:1] in (" ", "-")
    try:
        return _values(rows) if nested else _flat(rows)
    except (_TooMuch, JSONDecodeError):
        return None


def _flat(rows: list[tuple[str, str, str]]) -> dict[str, Value]:
    """The values of rows that all begin at the left edge."""
    values = {key: _marked(typed) if typed[:1] in _MARKED else typed for _, key, typed in rows}
    if len(values) < len(rows) or "" in values:
        raise _TooMuch
    return values


def _values(rows: list[tuple[str, str, str]]) -> dict[str, Value]:
    """The values of rows that consist of what stands before a key, the key, and its value."""
    values: dict[str, Value] = {}
    above, indent = "", ""
    for lead, key, typed in rows:
        value = _marked(typed) if typed[:1] in _MARKED else typed
        if lead:
            # A row of the list or mapping that is the value of the key above.
            if value is None or not above or lead != (indent or lead):
                raise _TooMuch
            indent = lead
            _put(values, above, key, value, listed=lead[-2:] == "- ")
        elif not key or key in values:
            raise _TooMuch
        else:
            values[key] = value
            above, indent = "" if typed else key, ""
    return values


def _put(values: dict[str, Value], above: str, key: str, value: Value, *, listed: bool) -> None:
    """Put a value into the list or mapping below a key, which the first of them begins."""
    inner = values[above]
    if inner is None:
        inner = values[above] = [] if listed else {}
    if isinstance(inner, list) and not key:
        inner.append(value)
    elif isinstance(inner, dict) and key and key not in inner:
        inner[key] = value
    else:
        raise _TooMuch


def _marked(typed: str) -> Value:
    """The value of what is in quotes or brackets, or empty."""
    first = typed[:1]
    if not first:
        return None
    if first in "\"'":
        return typed[1:-1]
    if first == "[" and _FLAT_LIST.fullmatch(typed):
        return typed[1:-1].split(", ")
    if typed.count("[") + typed.count("{") > _DEEPEST:
        raise _TooMuch
    # With quotes around each of its texts it is JSON.
    value: Value = _decode('"'.join(_WORDS.split(typed)))
    return value


def _mapping(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """A mapping of pairs whose keys are distinct, also without regard to case."""
    if len({key.casefold() for key, _ in pairs}) < len(pairs):
        raise _TooMuch
    return dict(pairs)


_decode = JSONDecoder(object_pairs_hook=_mapping).decode
