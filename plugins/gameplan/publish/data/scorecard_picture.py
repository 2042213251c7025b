"""The scorecard as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.data.drawing import BOLD, DIM, EDGE, LETTER, TEXT, WIDTH, StateDrawing, hue, lines
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from gameplan.publish.views.measures import ScoreRow, Value
    from gameplan.publish.views.overview.scorecard import Scorecard

_COLUMNS = (0, 370, 560, 720, 900, 1050, 1220)
"""Where the columns begin, from the left edge: KPI, latest, target, difference, status, trend, goal."""
_ROW = 58
_MOST = 60
"""How many KPIs a picture shows: more are no slide."""


class _Scorecard(StateDrawing):
    """Draws a scorecard."""

    def __init__(self, view: Scorecard, about: str) -> None:
        super().__init__(view.title, about)
        self._view = view

    def draw(self) -> bytes:
        """Draw everything."""
        x = float(EDGE)
        for count in self._view.counts:
            self.text(x, self.y, str(count.size), weight="700")
            x += 12 + len(str(count.size)) * 9
            x += self.state(x, self.y, count.state) + 12
        self.y += 38
        heads = (say("KPI"), say("Latest"), say("Target"), say("Difference"), say("Status"), say("Trend"), say("Goal"))
        for column, head in zip(_COLUMNS, heads, strict=True):
            self.text(EDGE + column + (14 if column == 0 else 0), self.y, head, fill=DIM)
        self.y += 12
        self.rule()
        rows = self._view.table.rows
        for row in rows[:_MOST]:
            self._row(row)
        if len(rows) > _MOST:
            self.y += 24
            self.text(EDGE + 14, self.y, say("and {count} more", count=len(rows) - _MOST), fill=DIM)
        return self.finished()

    def _row(self, row: ScoreRow) -> None:
        group = self.group(f"{row.link.text}: {row.sentence}" if row.sentence else row.link.text)
        self.rect(group, EDGE, self.y, 4, _ROW, fill=hue(row.hue))
        for number, line in enumerate(lines(row.link.text, int((_COLUMNS[1] - 30) / BOLD))):
            self.text(EDGE + 14, self.y + 24 + number * 18, line, weight="700", within=group)
        for column, value in zip(_COLUMNS[1:4], (row.latest, row.target, row.difference), strict=True):
            if value:
                self._value(EDGE + column, value, group)
        self.state(EDGE + _COLUMNS[4], self.y + 32, row.state, group)
        if row.spark:
            self.spark(EDGE + _COLUMNS[5], self.y + 13, row.spark, group)
        most = int((WIDTH - 2 * EDGE - _COLUMNS[6]) / (LETTER + 0.8))
        goals = [goal.text for goal in row.goals[:2]]
        for number, text in enumerate(goals):
            self.text(
                EDGE + _COLUMNS[6], self.y + (24 if len(goals) > 1 else 32) + number * 18, text, most=most, within=group
            )
        self.y += _ROW
        self.rule()

    def _value(self, x: float, value: Value, group: ET.Element) -> None:
        self.text(
            x,
            self.y + 24,
            value.words,
            fill=DIM if value.quiet else TEXT,
            weight="400" if value.quiet else "700",
            most=19,
            within=group,
        )
        if value.more:
            self.text(x, self.y + 42, value.more, fill=DIM, size=12, most=26, within=group)


def scorecard_picture(view: Scorecard, about: str) -> bytes:
    """Draw a scorecard as an SVG picture, light, 1600 pixels wide, with all that it needs within.

    Args:
        view: the scorecard.
        about: a line below its title.
    """
    return _Scorecard(view, about).draw()
