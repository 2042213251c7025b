"""The author's own HTML, without addresses that lead to what isn't shown."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from gameplan.model.hiding import decoded

if TYPE_CHECKING:
    from collections.abc import Callable

_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""(?:\s|(?<=["'/]))([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)""")
_WORDS = frozenset(
    ("alt", "aria-label", "aria-description", "class", "id", "label", "lang", "name", "placeholder", "rel", "title")
)
"""Attributes that hold words and no addresses."""
_ADDRESSES = frozenset(
    ("action", "background", "cite", "data", "formaction", "href", "longdesc", "ping", "poster", "src")
)
_PIECES = re.compile(r"""[\s,;()'"]+""")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


def without_addresses(html: str, leads: Callable[[str], bool]) -> str:
    """Remove attributes with unsafe addresses from HTML, or Markdown with HTML in it; the words stay.

    Args:
        html: what the author wrote.
        leads: whether an address leads to what isn't shown.
    """
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda match: _kept(match, leads), tag[0]), html)


def _kept(match: re.Match[str], leads: Callable[[str], bool]) -> str:
    name, value = match[1].lower(), match[2]
    if name in _WORDS:
        return match[0]
    typed = decoded(value[1:-1] if value[0] in "\"'" else value)
    if name in _ADDRESSES and leads(typed):
        return ""
    said = _ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), unescape(typed))
    pieces = (piece for piece in _PIECES.split(said) if name in _ADDRESSES or "/" in piece or "." in piece)
    return "" if any(leads(piece) for piece in pieces) else match[0]
