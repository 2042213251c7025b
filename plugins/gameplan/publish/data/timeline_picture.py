"""Timelines as pictures (SVG 1.1), for slides and documents: complete in themselves, and with their text as text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from gameplan.publish.feeds.news import FORBIDDEN
from gameplan.publish.html.icons import icon_path, status_icon
from gameplan.publish.views.calendar.known_days import Known
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.views.calendar.known_days import Mark
    from gameplan.publish.views.calendar.timeline import TimelinePage
    from gameplan.publish.views.chips import StripBar
    from gameplan.publish.views.dependency_lines import Edge
    from gameplan.publish.views.lanes import Bin, Lane

_WIDTH, _EDGE, _NAMES = 1600, 24, 300
_STRIP = _WIDTH - 2 * _EDGE - _NAMES
_ROW, _BAR, _GAP = 26, 22, 8
"""The height of a row of bars and of a bar, and the room between lanes."""
_LETTER = 7.4
"""The width of a letter, on average."""
_INDENT = 14
_TEXT, _DIM, _LINE, _QUIET, _KEY, _BAD = "#1f2430", "#52596b", "#d9d9d9", "#efefef", "#1f5fbf", "#b3261e"


class _Place(NamedTuple):
    """A place in the grid of a strip: its row, and its first column and the one after its last, from 1."""

    row: int
    begin: int
    end: int


class _Picture:
    """Draws on a picture that grows downwards."""

    def __init__(self, view: TimelinePage) -> None:
        self._view = view
        self._day = _STRIP / view.days
        self._left = _EDGE + _NAMES
        self.root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        ET.SubElement(self.root, "title").text = _plain(view.title)
        self._paper = self._rect(self.root, 0, 0, _WIDTH, 0, fill="#ffffff")
        self._under = ET.SubElement(self.root, "g")
        self._y = 48.0

    def draw(self, about: str) -> bytes:
        """Draw everything, below a line about the picture."""
        self._text(_EDGE, self._y, self._view.title, size=24, weight="700")
        self._y += 26
        self._text(_EDGE, self._y, about, fill=_DIM)
        self._y += 34
        top = self._y - 14
        self._axis()
        self._marks()
        for area in self._view.areas:
            hue = _hue(area.colour)
            if not area.alone:
                self._y += 22
                self._text(_EDGE + 10, self._y - 4, area.title.text, weight="700", most=(_WIDTH - 2 * _EDGE) // 8)
            begun = self._y
            for row in area.rows:
                self._lane(row.goal.text, row.lane, 0 if area.alone else row.depth, bold=area.alone)
            self._rect(self.root, _EDGE, begun, 4, self._y - begun, fill=hue)
        self._behind(top)
        self._legend()
        return self._finished()

    def _axis(self) -> None:
        for month in self._view.months:
            place = _place(month.area)
            self._text(self._x(place.begin) + 6, self._y, month.name, weight="700")
        self._y += 20
        for week in self._view.weeks:
            self._text(
                self._x(_place(week.area).begin) + self._day * 3.5,
                self._y,
                week.day,
                fill=_DIM,
                size=12,
                anchor="middle",
            )
        self._y += 10 if self._view.weeks else -10
        self._rule()

    def _marks(self) -> None:
        rows = 0
        for mark in self._view.marks:
            place = _place(mark.area)
            rows = max(rows, place.row)
            self._mark(mark, place, self._y + (place.row - 1) * 20 + 18)
        if rows:
            self._text(_EDGE + 12, self._y + 18, say("Key dates and quiet days"), fill=_DIM)
            self._y += rows * 20 + _GAP
            self._rule()

    def _mark(self, mark: Mark, place: _Place, y: float) -> None:
        x = self._x(place.begin)
        name = mark.days.link.text
        if mark.days.kind is Known.DEADLINE:
            self._icon(x, y - 12, "flag-outline", _DIM)
            name = str(mark.size) if mark.size > 1 else ""
            x += 14
        elif mark.days.kind is not Known.QUIET:
            self._rect(self.root, x, y - 14, 3, 18, fill=_KEY)
        if mark.backwards:
            self._text(x - 4, y, name, fill=_DIM, size=12, anchor="end", most=32)
        else:
            self._text(x + 7, y, name, fill=_DIM, size=12, most=32)

    def _lane(self, name: str, lane: Lane, depth: int, *, bold: bool) -> None:
        top = self._y + _GAP / 2
        indent = 12 + depth * _INDENT
        lines = _lines(name, int((_NAMES - indent - 12) / _LETTER))
        for number, line in enumerate(lines):
            self._text(_EDGE + indent, top + 16 + number * 18, line, weight="700" if bold else "400")
        height = max(lane.rows * _ROW, len(lines) * 18 + 6)
        for passage in lane.passages:
            begin, end = ((row - 1) * _ROW for row in passage.rows)
            end = height + _GAP if passage.rows[1] > lane.rows else end
            self._line(
                f"M{self._left + passage.column * self._day:.1f} {top + begin - 4:.1f}v{end - begin:.1f}", passage.early
            )
        for bar in lane.bars:
            self._bar(bar, top)
        for several in lane.bins:
            self._bin(several, top)
        for edge in lane.edges:
            self._edge(edge, top, lane.bar_rows)
        self._y += height + _GAP
        self._rule()

    def _bar(self, bar: StripBar, top: float) -> None:
        place, parts = _place(bar.area), bar.parts
        x, y = self._x(place.begin), top + (place.row - 1) * _ROW
        width = max((place.end - place.begin) * self._day, 5)
        hue = _hue(parts.colour)
        group = ET.SubElement(self.root, "g")
        ET.SubElement(group, "title").text = _plain(f"{parts.badge.label}: {parts.link.text}, {bar.days}")
        look = (
            {"fill": "none", "stroke": hue, "stroke-dasharray": "4 3"}
            if bar.soft
            else {"fill": hue, "fill-opacity": ".15"}
        )
        self._rect(group, x, y, width, _BAR, **look)
        self._rect(group, x, y, 4, _BAR, fill=hue)
        if bar.bare:
            return
        room = int((bar.room * self._day - 30) / _LETTER) if bar.room else int((width - 30) / _LETTER)
        title = _cut(parts.link.text, room)
        if bar.backwards:
            # Within the bar where it has room there, else before it.
            inside = width > len(title) * _LETTER + 12
            at, anchor = (x + width - 6 if inside else x - 6), "end"
        else:
            self._icon(x + 8, y + 3, status_icon(parts.badge), hue, group)
            at, anchor = x + 28, "start"
        text = self._text(at, y + 16, title, anchor=anchor, within=group, fill=_BAD if parts.overdue else _TEXT)
        if parts.badge.stage == "dropped":
            text.set("text-decoration", "line-through")

    def _bin(self, several: Bin, top: float) -> None:
        place = _place(several.area)
        x = (self._x(place.begin) + self._x(place.end)) / 2
        group = ET.SubElement(self.root, "g")
        ET.SubElement(group, "title").text = _plain(f"{several.link.text}\n{several.titles}")
        y = top + (place.row - 1) * _ROW
        self._rect(group, x - 14, y + 1, 28, 20, fill="#ffffff", stroke=_DIM, rx="10")
        self._text(x, y + 15, str(several.size), anchor="middle", within=group, size=12)

    def _edge(self, edge: Edge, top: float, bar_rows: int) -> None:
        (begin, row), (end, into) = edge.begin, edge.end
        x1, x2 = self._left + begin * self._day, self._left + end * self._day
        # Below its row; what comes from another lane below the last one.
        y1 = top + min((row + 1) * _ROW, bar_rows * _ROW) - 3
        y2 = top + into * _ROW + _BAR / 2
        self._line(f"M{x1:.1f} {y1:.1f}v1H{x2 - 4:.1f}V{y2:.1f}H{x2:.1f}", edge.early)

    def _line(self, path: str, early: bool) -> None:  # noqa: FBT001 - as both kinds of lines say it
        look = {"stroke": _BAD, "stroke-dasharray": "5 3", "stroke-width": "2"} if early else {"stroke": _DIM}
        ET.SubElement(self.root, "path", {"d": path, "fill": "none", **look})

    def _behind(self, top: float) -> None:
        """What goes down all lanes: where months begin, quiet days, and today."""
        height = self._y - top
        for mark in self._view.marks:
            if mark.days.kind is Known.QUIET:
                place = _place(mark.area)
                self._rect(
                    self._under,
                    self._x(place.begin),
                    top,
                    (place.end - place.begin) * self._day,
                    height,
                    fill=_QUIET,
                )
        for month in self._view.months:
            self._rect(self._under, self._x(_place(month.area).begin), top, 1, height, fill=_LINE)
        self._rect(self.root, self._x(self._view.today) + self._day / 2 - 1, top, 2, height, fill=_BAD)

    def _legend(self) -> None:
        self._y += 30
        x = float(_EDGE)
        for badge in self._view.frame.legend.statuses:
            self._icon(x, self._y - 13, status_icon(badge), _DIM)
            self._text(x + 20, self._y, badge.label, fill=_DIM)
            x += 44 + len(badge.label) * _LETTER

    def _finished(self) -> bytes:
        height = f"{self._y + 22:.0f}"
        self._paper.set("height", height)
        self.root.attrib |= {"width": str(_WIDTH), "height": height, "viewBox": f"0 0 {_WIDTH} {height}"}
        self.root.set("font-family", "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif")
        return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(self.root, encoding="unicode").encode()

    def _x(self, column: int) -> float:
        return self._left + (column - 1) * self._day

    def _rule(self) -> None:
        self._rect(self.root, _EDGE, self._y, _WIDTH - 2 * _EDGE, 1, fill=_LINE)

    def _rect(self, within: ET.Element, x: float, y: float, width: float, height: float, **look: str) -> ET.Element:
        size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
        return ET.SubElement(within, "rect", {**size, **look})

    def _text(  # noqa: PLR0913 - what there is to say of a text
        self, x: float, y: float, text: str, *, size: int = 14, fill: str = _TEXT, weight: str = "400", anchor: str = "start",
        most: int = 0, within: ET.Element | None = None,
    ) -> ET.Element:  # fmt: skip
        at = {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "font-size": str(size),
            "fill": fill,
            "font-weight": weight,
            "text-anchor": anchor,
        }
        made = ET.SubElement(self.root if within is None else within, "text", at)
        made.text = _plain(_cut(text, most) if most else text)
        return made

    def _icon(self, x: float, y: float, name: str, fill: str, within: ET.Element | None = None) -> None:
        if path := icon_path(name):
            look = {"d": path, "fill": fill, "transform": f"translate({x:.1f} {y:.1f}) scale(.667)"}
            ET.SubElement(self.root if within is None else within, "path", look)


def timeline_picture(view: TimelinePage, about: str) -> bytes:
    """Draw a timeline as an SVG picture, light, 1600 pixels wide, with all that it needs within.

    Args:
        view: the timeline.
        about: a line below its title.
    """
    return _Picture(view).draw(about)


def _place(area: str) -> _Place:
    """Read a `grid-area`: row, first column, `auto`, and the column after the last."""
    row, begin, _, end = area.split("/")
    return _Place(int(row), int(begin), int(end) if end != "auto" else int(begin) + 1)


def _hue(colour: str) -> str:
    """The colour of a class that has one on the site."""
    return _hues().get(colour.partition(" ")[0].rpartition("-")[2], _DIM)


@cache
def _hues() -> Mapping[str, str]:
    """The site's own colours on paper, by their numbers."""
    style = resources.files("gameplan.publish").joinpath("assets", "gameplan.css").read_text(encoding="utf-8")
    light = style.partition("@media")[0]
    return dict(re.findall(r"--gp-hue-(\d): (#[0-9a-f]{6})", light))


def _lines(text: str, most: int) -> list[str]:
    """A text on two lines at most, of so many letters each."""
    first: list[str] = []
    words = text.split()
    while words and len(" ".join([*first, words[0]])) <= most:
        first.append(words.pop(0))
    if not words:
        return [" ".join(first)]
    return [" ".join(first), _cut(" ".join(words), most)] if first else [_cut(text, most)]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(most - 1, 0)].rstrip()}…"


def _plain(text: str) -> str:
    """A text without what XML 1.0 doesn't allow (2.2)."""
    return FORBIDDEN.sub("", text)
