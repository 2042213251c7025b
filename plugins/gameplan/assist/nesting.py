"""Which keys and lists a place of a front matter is in, by the rows above it: they need not be valid, since somebody is writing them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gameplan.model.page import Path

_KEY = re.compile(
    r"""(?:"([^"\n]{0,200})"|'([^'\n]{0,200})'|([^\s\[\]{},"'#&*!|>%@-][^\n#]{0,200}?|-[^\s\n#][^\n#]{0,200}?))"""
    r"[ \t]*:(?=[ \t]|$)"
)
_TOKEN = re.compile(
    r"""(?P<blank>[ \t]+)|(?P<comment>(?<!\S)\#.*)|(?P<quoted>"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)"""
    r"""|(?P<mark>[\[\]{},]|:(?=[ \t]|$))|(?P<plain>(?:[^\s\[\]{},:"']|(?<=\S)["']|:(?![ \t]|$))+)|(?P<other>.)""",
    re.DOTALL,
)


@dataclass(slots=True)
class Frame:
    """A mapping or a list that is open."""

    indent: int
    key: str | None = None
    """Of a mapping: the key whose value comes; None where a key comes."""
    count: int | None = None
    """Of a list: the number of its item; None for a mapping."""

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return self.count is not None

    @property
    def step(self) -> str | int | None:
        """The key or the number that leads to what comes."""
        return self.count if self.is_list else self.key


class Nesting:
    """What is open at the end of the rows that were taken."""

    def __init__(self) -> None:
        """Begin at a key at the left edge."""
        self.block: list[Frame] = []
        self.flow: list[Frame] = []
        self.start = 0
        """Where in the last row begins what stands at its end."""
        self.commented = False
        """Whether a comment stands at its end."""
        self.valued = False
        """Whether a value comes at its end, and no key."""

    @property
    def path(self) -> Path:
        """The keys and numbers that lead to the end."""
        steps = (frame.step for frame in (*self.block, *self.flow))
        return tuple(step for step in steps if step is not None)

    def take(self, row: str, indent: int | None = None) -> None:
        """Follow a row, or what stands of it before a place.

        Args:
            row: without its end.
            indent: how far from the left edge the place is, where nothing but blanks stands before it.
        """
        self.commented = False
        at = 0 if self.flow else self._block(row, indent)
        self.start = at
        while at < len(row) and not self.commented:
            found = _TOKEN.match(row, at)
            at = self._token(row, found) if found is not None else len(row)
            if not self.flow and row[self.start : at].strip():
                # The rest is one text, or a comment after what was closed.
                self.commented = bool(re.search(r"\s#", _without_quoted(row[self.start :])))
                break
        if self.flow:
            self.valued = self.flow[-1].step is not None

    def _token(self, row: str, found: re.Match[str]) -> int:
        """Take what comes next in a row; return where it ends."""
        text, at = found[0], found.start()
        begun = bool(row[self.start : at].strip())
        if found.lastgroup == "comment":
            self.commented = True
        elif found.lastgroup == "quoted" and begun:
            return at + 1
        elif found.lastgroup == "mark" and (self.flow or (text in "[{" and not begun)):
            self._mark(text, row[self.start : at].strip().strip("\"'"), begun=begun)
            if not (begun and text in "[{"):
                self.start = found.end()
        return found.end()

    def _mark(self, sign: str, before: str, *, begun: bool) -> None:
        """Open or close brackets, and go on behind a comma or a colon."""
        top = self.flow[-1] if self.flow else None
        if sign in "[{":
            if not begun:
                self.flow.append(Frame(0, count=0 if sign == "[" else None))
        elif top is None:
            return
        elif sign in "]}":
            self.flow.pop()
        elif sign == ",":
            top.key, top.count = None, None if top.count is None else top.count + 1
        elif not top.is_list:
            top.key = before

    def _block(self, row: str, indent: int | None) -> int:
        """Follow the hyphens and the key at the beginning of a row; return where the rest begins."""
        text = row.lstrip(" ")
        at = len(row) - len(text)
        if text.startswith("#"):
            self.commented = True
            return len(row)
        if not text:
            if indent is not None:
                self._close(indent, listed=False)
                self.valued = bool(self.block) and self.block[-1].is_list
            return len(row)
        self._close(at, listed=_hyphen(text))
        while _hyphen(row[at:]):
            last = self.block[-1] if self.block else None
            if last is not None and last.count is not None and last.indent == at:
                last.count += 1
            else:
                self.block.append(Frame(at, count=0))
            at += 1 + len(row[at + 1 :]) - len(row[at + 1 :].lstrip(" "))
        found = _KEY.match(row, at)
        self.valued = found is not None or (bool(self.block) and self.block[-1].is_list)
        if found is None:
            return at
        self.block.append(Frame(at, key=next(text for text in found.groups() if text is not None)))
        return found.end()

    def _close(self, indent: int, *, listed: bool) -> None:
        """Close what a row of less blanks ends; a list may stand as far left as its key."""
        while self.block:
            last = self.block[-1]
            if last.indent < indent or (last.indent == indent and listed):
                break
            self.block.pop()


def _hyphen(text: str) -> bool:
    return text.startswith("- ") or text == "-"


def _without_quoted(text: str) -> str:
    """A text without what it holds in quotes at its beginning."""
    found = re.match(r"""\s*(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)""", text)
    return text[found.end() :] if found else text
