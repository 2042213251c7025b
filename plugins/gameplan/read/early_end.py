"""Front matter that ends too early: what looks like more of it where the text begins, and would be published as text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.kinds import ENTRY, PLAIN
from gameplan.read.spec import spec

_FENCE = re.compile(r"[\s\ufeff]*(?:[-\u2010-\u2015\u2212]{3,}|\.\.\.)[\s\u00a0\ufeff]*")
_KEY = re.compile(r"[\"']?([A-Za-z_][\w-]{0,60})[\"']?\s*+[:\uff1a](?:\s++(.*))?")
_INSIDE = re.compile(r"\s+\S.*|-\s.*|#(?!#).*")
_BLANK = re.compile(r"\s*")
_SEVERAL = 2
_HIDES = ("internal", "draft")
_LONGEST_ROW = 1000
_LONGEST = 64 * 1024
"""Characters that are read: front matter is no longer."""


class Strayed(NamedTuple):
    """A key of front matter in a text."""

    row: int
    """From 0."""
    key: str


def strayed(body: str) -> Strayed | None:
    """The key that shows that a text begins with front matter; None where it doesn't.

    A line such as `summary: what we do` above `---` is a heading in Markdown, too. It counts where its key is one of ours as we
    write it; where there are several such lines without a gap, and one of them is ours in any spelling; and `visibility` always.
    """
    start = _BLANK.match(body).end()  # type: ignore[union-attr] # it always matches
    first = body[start : start + _LONGEST_ROW].partition("\n")[0]
    if not (_KEY.fullmatch(first) or _FENCE.fullmatch(first)):
        return None
    keys = _Keys()
    for number, row in enumerate(body[:_LONGEST].split("\n")):
        if not keys.take(number, row):
            break
    return keys.strayed()


class _Keys:
    """The keys with which a text begins."""

    def __init__(self) -> None:
        self.found: list[Strayed] = []
        self.hiding: Strayed | None = None
        """What says that the page is hidden."""
        self.gap = self.closed = False

    def take(self, number: int, row: str) -> bool:
        """Takes the next row; False where the keys end."""
        if match := _KEY.fullmatch(row):
            self.found.append(Strayed(number, match[1]))
            if match[1].casefold() == "visibility" and (match[2] or "").strip(" \t\"'").casefold() in _HIDES:
                self.hiding = self.hiding or self.found[-1]
            return True
        if _FENCE.fullmatch(row):
            self.closed = bool(self.found)
            return not self.closed
        if not row.strip():
            self.gap = self.gap or bool(self.found)
            return True
        return bool(self.found) and _INSIDE.fullmatch(row) is not None

    def strayed(self) -> Strayed | None:
        """The key that shows that they are front matter."""
        if self.hiding or not self.closed:
            return self.hiding
        known, several = _known(), not self.gap and len(self.found) >= _SEVERAL
        ours = (each for each in self.found if each.key in known or each.key.casefold() == "visibility")
        spelt = (each for each in self.found if several and each.key.casefold() in known)
        return next(ours, None) or next(spelt, None)


@cache
def _known() -> frozenset[str]:
    """The keys of every kind."""
    return frozenset(name for kind in (*BUILT_IN, ENTRY, PLAIN) for name in spec(kind).names)
