"""Timelines as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.data.drawing import BAD, BOLD, DIM, EDGE, KEY, LETTER, LINE, TEXT, WIDTH, Drawing, cut, hue, lines
from gameplan.publish.html.icons import status_icon
from gameplan.publish.views.calendar.known_days import Known
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.views.calendar.known_days import Mark
    from gameplan.publish.views.calendar.timeline import TimelinePage
    from gameplan.publish.views.chips import StripBar
    from gameplan.publish.views.dependency_lines import Edge
    from gameplan.publish.views.lanes import Bin, Lane

_NAMES = 300
_STRIP = WIDTH - 2 * EDGE - _NAMES
_ROW, _BAR, _GAP = 26, 22, 8
"""The height of a row of bars and of a bar, and the room between lanes."""
_INDENT = 14
_QUIET = "#efefef"


class _Place(NamedTuple):
    """A place in the grid of a strip: its row, and its first column and the one after its last, from 1."""

    row: int
    begin: int
    end: int


class _Picture(Drawing):
    """Draws a timeline."""

    def __init__(self, view: TimelinePage, about: str) -> None:
        super().__init__(view.title, about)
        self._view = view
        self._day = _STRIP / view.days
        self._left = EDGE + _NAMES

    def draw(self) -> bytes:
        """Draw everything."""
        top = self.y - 14
        self._axis()
        self._marks()
        for area in self._view.areas:
            if not area.alone:
                self.y += 22
                self.text(EDGE + 10, self.y - 4, area.title.text, weight="700", most=int((WIDTH - 2 * EDGE) / BOLD))
            begun = self.y
            for row in area.rows:
                self._lane(row.goal.text, row.lane, 0 if area.alone else row.depth, bold=area.alone)
            self.rect(self.root, EDGE, begun, 4, self.y - begun, fill=_hue(area.colour))
        self._behind(top)
        self._legend()
        return self.finished()

    def _axis(self) -> None:
        for month in self._view.months:
            place = _place(month.area)
            self.text(self._x(place.begin) + 6, self.y, month.name, weight="700")
        self.y += 20
        for week in self._view.weeks:
            self.text(
                self._x(_place(week.area).begin) + self._day * 3.5,
                self.y,
                week.day,
                fill=DIM,
                size=12,
                anchor="middle",
            )
        self.y += 10 if self._view.weeks else -10
        self.rule()

    def _marks(self) -> None:
        rows = 0
        for mark in self._view.marks:
            place = _place(mark.area)
            rows = max(rows, place.row)
            self._mark(mark, place, self.y + (place.row - 1) * 20 + 18)
        if rows:
            self.text(EDGE + 12, self.y + 18, say("Key dates and quiet days"), fill=DIM)
            self.y += rows * 20 + _GAP
            self.rule()

    def _mark(self, mark: Mark, place: _Place, y: float) -> None:
        x = self._x(place.begin)
        name = mark.days.link.text
        if mark.days.kind is Known.DEADLINE:
            self.icon(x, y - 12, "flag-outline", DIM)
            name = str(mark.size) if mark.size > 1 else ""
            x += 14
        elif mark.days.kind is not Known.QUIET:
            self.rect(self.root, x, y - 14, 3, 18, fill=KEY)
        if mark.backwards:
            self.text(x - 4, y, name, fill=DIM, size=12, anchor="end", most=32)
        else:
            self.text(x + 7, y, name, fill=DIM, size=12, most=32)

    def _lane(self, name: str, lane: Lane, depth: int, *, bold: bool) -> None:
        top = self.y + _GAP / 2
        indent = 12 + depth * _INDENT
        names = lines(name, int((_NAMES - indent - 12) / LETTER))
        for number, line in enumerate(names):
            self.text(EDGE + indent, top + 16 + number * 18, line, weight="700" if bold else "400")
        height = max(lane.rows * _ROW, len(names) * 18 + 6)
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
        self.y += height + _GAP
        self.rule()

    def _bar(self, bar: StripBar, top: float) -> None:
        place, parts = _place(bar.area), bar.parts
        x, y = self._x(place.begin), top + (place.row - 1) * _ROW
        width = max((place.end - place.begin) * self._day, 5)
        colour = _hue(parts.colour)
        group = self.group(f"{parts.badge.label}: {parts.link.text}, {bar.days}")
        look = (
            {"fill": "none", "stroke": colour, "stroke-dasharray": "4 3"}
            if bar.soft
            else {"fill": colour, "fill-opacity": ".15"}
        )
        self.rect(group, x, y, width, _BAR, **look)
        self.rect(group, x, y, 4, _BAR, fill=colour)
        if bar.bare:
            return
        room = int((bar.room * self._day - 30) / LETTER) if bar.room else int((width - 30) / LETTER)
        title = cut(parts.link.text, room)
        if bar.backwards:
            # Within the bar where it has room there, else before it.
            inside = width > len(title) * LETTER + 12
            at, anchor = (x + width - 6 if inside else x - 6), "end"
        else:
            self.icon(x + 8, y + 3, status_icon(parts.badge), colour, group)
            at, anchor = x + 28, "start"
        text = self.text(at, y + 16, title, anchor=anchor, within=group, fill=BAD if parts.overdue else TEXT)
        if parts.badge.stage == "dropped":
            text.set("text-decoration", "line-through")

    def _bin(self, several: Bin, top: float) -> None:
        place = _place(several.area)
        x = (self._x(place.begin) + self._x(place.end)) / 2
        group = self.group(f"{several.link.text}\n{several.titles}")
        y = top + (place.row - 1) * _ROW
        self.rect(group, x - 14, y + 1, 28, 20, fill="#ffffff", stroke=DIM, rx="10")
        self.text(x, y + 15, str(several.size), anchor="middle", within=group, size=12)

    def _edge(self, edge: Edge, top: float, bar_rows: int) -> None:
        (begin, row), (end, into) = edge.begin, edge.end
        x1, x2 = self._left + begin * self._day, self._left + end * self._day
        # Below its row; what comes from another lane below the last one.
        y1 = top + min((row + 1) * _ROW, bar_rows * _ROW) - 3
        y2 = top + into * _ROW + _BAR / 2
        self._line(f"M{x1:.1f} {y1:.1f}v1H{x2 - 4:.1f}V{y2:.1f}H{x2:.1f}", edge.early)

    def _line(self, path: str, early: bool) -> None:  # noqa: FBT001 - as both kinds of lines say it
        look = {"stroke": BAD, "stroke-dasharray": "5 3", "stroke-width": "2"} if early else {"stroke": DIM}
        self.path(path, None, **look)

    def _behind(self, top: float) -> None:
        """What goes down all lanes: where months begin, quiet days, and today."""
        height = self.y - top
        for mark in self._view.marks:
            if mark.days.kind is Known.QUIET:
                place = _place(mark.area)
                self.rect(
                    self.under,
                    self._x(place.begin),
                    top,
                    (place.end - place.begin) * self._day,
                    height,
                    fill=_QUIET,
                )
        for month in self._view.months:
            self.rect(self.under, self._x(_place(month.area).begin), top, 1, height, fill=LINE)
        self.rect(self.root, self._x(self._view.today) + self._day / 2 - 1, top, 2, height, fill=BAD)

    def _legend(self) -> None:
        self.y += 30
        x = float(EDGE)
        for badge in self._view.frame.legend.statuses:
            self.icon(x, self.y - 13, status_icon(badge), DIM)
            self.text(x + 20, self.y, badge.label, fill=DIM)
            x += 44 + len(badge.label) * LETTER

    def _x(self, column: int) -> float:
        return self._left + (column - 1) * self._day


def timeline_picture(view: TimelinePage, about: str) -> bytes:
    """Draw a timeline as an SVG picture, light, 1600 pixels wide, with all that it needs within.

    Args:
        view: the timeline.
        about: a line below its title.
    """
    return _Picture(view, about).draw()


def _place(area: str) -> _Place:
    """Read a `grid-area`: row, first column, `auto`, and the column after the last."""
    row, begin, _, end = area.split("/")
    return _Place(int(row), int(begin), int(end) if end != "auto" else int(begin) + 1)


def _hue(colour: str) -> str:
    """The colour of a class that has one on the site."""
    return hue(colour.partition(" ")[0].rpartition("-")[2])
