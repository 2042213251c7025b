"""The scorecard as a picture, and what it shares with that of the strategy map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.data.drawing import BAD, BOLD, DIM, EDGE, KEY, LETTER, TEXT, WIDTH, Drawing, hue, lines
from gameplan.publish.html.charts import spark_shapes
from gameplan.publish.html.icons import HEALTHS
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from gameplan.publish.views.charts import Chart
    from gameplan.publish.views.measures import ScoreRow, Value
    from gameplan.publish.views.overview.scorecard import Scorecard
    from gameplan.publish.views.states import State

OK, WARN = "#1a7431", "#8a4b00"
_STATES = {"on-track": OK, "achieved": OK, "done": OK, "at-risk": WARN, "off-track": BAD}
_COLUMNS = (0, 370, 560, 720, 900, 1050, 1220)
"""Where the columns begin, from the left edge: KPI, latest, target, difference, status, trend, goal."""
_ROW = 58
_MOST = 60
"""How many KPIs a picture shows: more are no slide."""


class StateDrawing(Drawing):
    """A picture of how KPIs and goals stand."""

    def state(self, x: float, y: float, state: State, within: ET.Element | None = None) -> float:
        """Write how something stands, with its icon; return how wide that is."""
        colour = _STATES.get(state.name, DIM)
        self.icon(x, y - 13, HEALTHS.get(state.name, ""), colour, within)
        self.text(x + 20, y, state.label, fill=colour, weight="700", within=within)
        return 36 + len(state.label) * LETTER

    def spark(self, x: float, y: float, chart: Chart, within: ET.Element) -> None:
        """Draw a small chart of 120 by 32 pixels."""
        shapes, at = spark_shapes(chart), f"translate({x:.1f} {y:.1f})"
        if shapes.target:
            self.path(shapes.target, within, stroke=DIM, transform=at, **{"stroke-dasharray": "4 3"})
        if shapes.actual:
            self.path(shapes.actual, within, stroke=KEY, transform=at, **{"stroke-width": "2"})
        for dot_x, dot_y in (*shapes.dots, shapes.last):
            self.rect(within, x + dot_x - 3, y + dot_y - 3, 6, 6, fill=KEY, rx="3")


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
