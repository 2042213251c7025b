"""What a reader sees of HTML of ours: a line for each block, without what is hidden or only spoken by screen readers.

Headings begin with `#`, items with `-`, and quoted texts stand in quotation marks. Cells of a table are apart by ` | `, chips and buttons
by ` · `; a fact follows its label after a colon. A picture is told in square brackets, in the words that it has for whoever doesn't
see it. The steps of a ladder are set in by their depth.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "path", "circle", "rect"))
_BLOCKS = frozenset(
    (
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "dl",
        "table",
        "tr",
        "section",
        "article",
        "div",
        "nav",
        "form",
        "dt",
        "li",
    )
)
_UNSEEN = frozenset(("template", "script", "style", "progress", "title", "desc", "select", "datalist"))
_CHIPS = frozenset(
    ("gp-kind", "gp-chip", "gp-status", "gp-health", "gp-button", "gp-overdue", "gp-wrong", "gp-along__label")
)
_DEPTH = re.compile(r"--gp-depth:(\d+)")
_BETWEEN, _CELL = "\0", "\1"
"""What stands between two chips, and after a cell, until the line is whole."""


class _Element(NamedTuple):
    tag: str
    id: str
    closing: str
    """What follows its text."""
    unseen: bool


class Line(NamedTuple):
    """A line of a page."""

    text: str
    within: frozenset[str]
    """The ids of what it is in, and of the heading that it stands below."""


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._open: list[_Element] = []
        self._said = ""
        self._mark = ""
        self._heading = ""
        self.feed(html)
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        found = {name: value or "" for name, value in attrs}
        classes = set(found.get("class", "").split())
        unseen = self._unseen or tag in _UNSEEN or "hidden" in found or "gp-sr" in classes
        unseen = unseen or found.get("aria-hidden") == "true" or tag == "svg"
        if tag in _BLOCKS:
            self._end_line()
        if not self._unseen:
            self._begin(tag, found, classes)
        chip = bool(classes & _CHIPS)
        if chip and not unseen:
            self._said += _BETWEEN
        closing = "”" if tag == "q" else _CELL if tag in ("td", "th") else _BETWEEN if chip else ""
        if tag not in _VOID:
            self._open.append(_Element(tag, found.get("id", ""), closing, unseen))

    def _begin(self, tag: str, found: dict[str, str], classes: set[str]) -> None:
        if tag in ("h1", "h2", "h3", "h4"):
            self._mark = "#" * int(tag[1]) + " "
            if tag != "h1":
                self._heading = found.get("id", "")
        elif tag == "li":
            depth = _DEPTH.search(found.get("style", ""))
            self._mark = "  " * int(depth[1] if depth else 0) + "- "
        elif tag == "q":
            self._said += "“"
        elif tag == "br":
            self._end_line()
        elif found.get("role") == "img" and "aria-label" in found:
            self._said += f"{_BETWEEN}[{found['aria-label']}]{_BETWEEN}"
        elif "gp-quiet" in classes or tag == "span":
            self._said += " " if tag == "span" and classes else ""

    def handle_endtag(self, tag: str) -> None:
        """End an element, and whatever in it has no end of its own."""
        if all(element.tag != tag for element in self._open):
            return
        while self._open:
            ended = self._open.pop()
            if not ended.unseen:
                self._said += ": " if ended.tag == "dt" else ended.closing
            if ended.tag in _BLOCKS and ended.tag != "dt":
                self._end_line()
            if ended.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        """Add to the line."""
        if not self._unseen:
            self._said += data

    @property
    def _unseen(self) -> bool:
        return bool(self._open) and self._open[-1].unseen

    def _end_line(self) -> None:
        text = " | ".join(_chips(cell) for cell in self._said.removesuffix(_CELL).split(_CELL)).strip()
        if text:
            within = {element.id for element in self._open} | {self._heading}
            self.lines.append(Line(self._mark + text, frozenset(within - {""})))
            self._mark = ""
        self._said = ""


def _chips(text: str) -> str:
    """What a cell or a whole line says, with its chips apart."""
    return " · ".join(said for part in text.split(_BETWEEN) if (said := " ".join(part.split())))


def visible_lines(html: str) -> list[Line]:
    """Read HTML as somebody would who sees it."""
    return _Reader(html).lines
