"""The places in a page that links may name behind `#`: those that Python-Markdown gives, and those of our own parts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.body import Body

_OPEN = re.compile(r"\{\{|\{%|--8<--|^[ ]{0,3}:::[ ]", re.MULTILINE)
"""Macros, snippets and what is made of code: they may bring headings that nobody sees in the text."""
_GIVEN = re.compile(r"\{:?[^{}\n]{0,200}?#([^\s{}#]{1,200})[^{}\n]{0,200}\}")
"""An id by the extension attr_list."""
_TAIL = re.compile(r"\{:?[^{}\n]{1,300}\}\s*\Z")
_HTML = re.compile(r"""\s(?:id|name)\s{0,9}=\s{0,9}["']?([^\s"'<>]{1,200})""")
_TIGHT = re.compile(r"^[ ]{0,3}#{1,6}([^#\s][^\n]{0,300})$", re.MULTILINE)
"""A heading without a blank, which Python-Markdown takes for one."""
_SIGN = re.compile(r":[a-z0-9_+-]{1,60}:")
_OFTEN = re.compile(r"(.*)_([0-9]{1,6})", re.DOTALL)
_MADE = re.compile(r"(?:fn|fnref\d*):|__")
"""How the ids begin that extensions give: of footnotes, tabs and lines of code."""
_OURS = re.compile(
    r"accepted|added|along|applies|brief|brought|by-owner|cadence|circles|deadlines|decisions|dropped|gaps|history"
    r"|load|measure|mentions|moved|months|new|notice|open|overdue|owns|parts|proof|published|quiet|results|returning|runs|stages|strategy|use|when|who|why"
    r"|table-\d+|d-\d{4}-\d\d-\d\d|\d{4}-w\d\d|(?:cadence|chart)-.*"
)
"""The ids of our parts of a page."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The places in a page."""

    headings: tuple[str, ...]
    """The ids of the author's headings, as sites have them where nobody sets `slugify`; empty texts where they have no letters."""
    given: frozenset[str]
    """Those that the author gave."""
    is_open: bool
    """Whether the page may have others, which can't be known."""

    def has(self, anchor: str, *, own_slugs: bool = False) -> bool:
        """Tell whether a link may name a place: in doubt it may.

        Args:
            anchor: without `#`, decoded.
            own_slugs: whether the site makes its ids in a way of its own; then only letters and digits are compared.
        """
        if self.is_open or anchor in self.given or not anchor or anchor == "top" or _MADE.match(anchor):
            return True
        if _OURS.fullmatch(anchor) or anchor in self.headings:
            return True
        if own_slugs and _letters(anchor) in {_letters(heading) for heading in self.headings}:
            return True
        # The second of the same name gets `_1`, and so does the first where one of our parts has it.
        often = _OFTEN.fullmatch(anchor)
        return often is not None and 0 < int(often[2]) <= self.headings.count(often[1])


def anchors_of(body: Body, more: Iterable[str] = ()) -> Anchors:
    """Find the places of a page.

    Args:
        body: its text.
        more: the ids of our parts of it that come from its front matter.
    """
    text = body.text
    headings: list[str] = []
    is_open = bool(_OPEN.search(text))
    rows = text.split("\n")
    for heading in body.outline.headings:
        # What a reference shows is known only on the site.
        row = rows[heading.line - body.line] if 0 <= heading.line - body.line < len(rows) else ""
        is_open = is_open or "[[" in row or "![" in row
        if not _GIVEN.search(row):
            headings += dict.fromkeys((slugified(heading.text), slugified(_SIGN.sub("", heading.text))))
    headings += [slugified(match[1].rstrip("# ")) for match in _TIGHT.finditer(text)]
    given = {match[1] for match in _GIVEN.finditer(text)} | {match[1] for match in _HTML.finditer(text)}
    return Anchors(tuple(headings), frozenset({*given, *more}), is_open)


def slugified(text: str) -> str:
    """Return the id of a heading as Python-Markdown's `toc` makes it by default: ASCII, lower case, hyphens for blanks."""
    bare = unicodedata.normalize("NFKD", _TAIL.sub("", text)).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", bare).strip().lower())


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum() and sign.isascii())
