"""The strategy map as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.data.drawing import BOLD, DIM, EDGE, LETTER, LINE, TEXT, WIDTH, StateDrawing, cut, hue, lines
from gameplan.publish.views.overview.goal_cards import GoalCard, QuietCard
from gameplan.wording.names import names_of
from gameplan.wording.speech import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.publish.views.overview.goals import MapArea, MapNode, StrategyMap

_BESIDE, _BETWEEN = 4, 20
"""How many goal areas stand beside each other, and the room between them."""
_MOST = 24
"""How many goals of an area a picture shows: more are no slide."""
_INDENT, _PAD, _GAP = 18, 14, 10
_DEEPEST = 4
"""How deep goals are drawn further in; deeper ones stand below these."""
_TITLE, _LINE = 19, 22
"""The heights of a line of a title, and of the others."""


class _Placed(NamedTuple):
    """A goal's card, and how deep below its area it is."""

    card: GoalCard | QuietCard
    depth: int


class _Map(StateDrawing):
    """Draws a strategy map."""

    def __init__(self, view: StrategyMap, about: str) -> None:
        super().__init__(view.title, about)
        self._view = view

    def draw(self) -> bytes:
        """Draw everything."""
        if self._view.vision:
            self.rect(self.root, EDGE, self.y - 16, WIDTH - 2 * EDGE, 52, fill="#f5f5f5", stroke=LINE)
            self.text(WIDTH / 2, self.y + 16, self._view.vision.text, size=18, weight="700", anchor="middle", most=140)
            self.y += 60
        areas, beside = self._view.areas, min(max(len(self._view.areas), 1), _BESIDE)
        width = (WIDTH - 2 * EDGE - (beside - 1) * _BETWEEN) / beside
        for begin in range(0, len(areas), beside):
            ends = [
                self._area(area, EDGE + number * (width + _BETWEEN), width)
                for number, area in enumerate(areas[begin : begin + beside])
            ]
            self.y = max(ends) + 24
        # What has no place below an area is on the page of the map.
        self._more(EDGE, self.y, len(list(_below((*self._view.circles, *self._view.aside), 0))))
        return self.finished()

    def _area(self, area: MapArea, x: float, width: float) -> float:
        """Draw a goal area as a column, and return where it ends."""
        colour = hue(area.hue)
        self.rect(self.root, x, self.y, width, 5, fill=colour)
        y = self._card(_Placed(area.card, 0), x, self.y + 5, width, "")
        found = list(_below(area.below, 1))
        for placed in found[:_MOST]:
            y = self._card(placed, x, y, width, colour)
        more = len(found[_MOST:]) + area.more
        return self._more(x, y + 20, more) if more else y

    def _more(self, x: float, y: float, count: int) -> float:
        """Say how many goals a picture leaves out, if any."""
        if count:
            left_out = plural("{count} more goal isn't shown here.", "{count} more goals aren't shown here.", count)
            self.text(x, y, left_out, fill=DIM)
        return y

    def _card(self, placed: _Placed, left: float, top: float, room: float, colour: str) -> float:
        """Draw a card below what is above it, and return where it ends; the area's own has no frame."""
        card = placed.card
        shift = max(min(placed.depth, _DEEPEST) - 1, 0) * _INDENT
        x, y, width = left + shift, top + _GAP, room - shift
        titles = lines(card.link.text, int((width - 2 * _PAD) / BOLD))
        facts = _facts(card, int((width - 2 * _PAD) / LETTER))
        spark = card.measure.spark if isinstance(card, GoalCard) and card.measure else None
        height = 26 + (len(titles) - 1) * _TITLE + len(facts) * _LINE + (_LINE if card.state else 0) + _PAD
        group = self.group(card.link.text)
        if colour:
            self.rect(group, x, y, width, height, fill="#ffffff", stroke=LINE)
            self.rect(group, x, y, 4, height, fill=colour if isinstance(card, GoalCard) else DIM)
            x += _PAD
        line = y + 24
        pursued = isinstance(card, GoalCard)
        for number, text in enumerate(titles):
            weight, fill = ("700", TEXT) if pursued else ("400", DIM)
            self.text(x, line + number * _TITLE, text, size=15, weight=weight, fill=fill, within=group)
        line += (len(titles) - 1) * _TITLE
        if card.state:
            line += _LINE
            at = x + self.state(x, line, card.state, group)
            if spark and at + 120 < x + width - _PAD:
                self.spark(at, line - 22, spark, group)
        for text in facts:
            line += _LINE
            self.text(x, line, text, fill=DIM, within=group)
        return y + height


def _facts(card: GoalCard | QuietCard, most: int) -> list[str]:
    """What a card says below how the goal stands, in lines of so many letters at most."""
    found = [card.life, ", ".join(names_of(owner.text for owner in card.owners))]
    if isinstance(card, GoalCard):
        found[1:1] = [card.measure.link.text if card.measure else "", card.when.text]
    return [cut(text, most) for text in found if text]


def _below(nodes: Sequence[MapNode], depth: int) -> Iterator[_Placed]:
    """Yield goals, each before those below it."""
    for node in nodes:
        yield _Placed(node.card, depth)
        yield from _below(node.below, depth + 1)


def map_picture(view: StrategyMap, about: str) -> bytes:
    """Draw a strategy map as an SVG picture, light, 1600 pixels wide, with all that it needs within.

    Args:
        view: the map.
        about: a line below its title.
    """
    return _Map(view, about).draw()
