"""What pictures (SVG 1.1) are drawn on: complete in themselves, for slides and documents, with their text as text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from gameplan.publish.feeds.news import FORBIDDEN
from gameplan.publish.html.charts import spark_shapes
from gameplan.publish.html.icons import HEALTHS, icon_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.views.charts import Chart
    from gameplan.publish.views.states import State

WIDTH, EDGE = 1600, 24
LETTER, BOLD = 7.4, 8.8
"""The width of a letter, and of one of a heading, on average; with the fonts of a usual Linux, which are the widest."""
LINE = "#d9d9d9"
_STATES = {"on-track": "ok", "achieved": "ok", "done": "ok", "at-risk": "warn", "off-track": "bad"}


@cache
def _colours() -> Mapping[str, str]:
    """The colours of the style sheet where it is light, by their names there."""
    style = resources.files("gameplan.publish").joinpath("assets", "gameplan.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--gp-([\w-]+): (#[0-9a-f]{6})", style.partition("@media")[0]))


TEXT, DIM, KEY, BAD = (_colours()[name] for name in ("text", "dim", "blue", "bad"))


class Drawing:
    """A picture that grows downwards, light, 1600 pixels wide."""

    def __init__(self, title: str, about: str) -> None:
        """Begin with a title and a line about the picture."""
        self.root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        ET.SubElement(self.root, "title").text = plain(title)
        self._paper = self.rect(self.root, 0, 0, WIDTH, 0, fill="#ffffff")
        self.under = ET.SubElement(self.root, "g")
        """What lies below everything else."""
        self.y = 48.0
        self.text(EDGE, self.y, title, size=24, weight="700", most=(WIDTH - 2 * EDGE) // 13)
        self.y += 26
        self.text(EDGE, self.y, about, fill=DIM, most=(WIDTH - 2 * EDGE) // 8)
        self.y += 34

    def finished(self) -> bytes:
        """Return the picture as a file: the same bytes each time."""
        height = f"{self.y + 22:.0f}"
        self._paper.set("height", height)
        self.root.attrib |= {"width": str(WIDTH), "height": height, "viewBox": f"0 0 {WIDTH} {height}"}
        self.root.set("font-family", "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif")
        return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(self.root, encoding="unicode").encode()

    def group(self, about: str) -> ET.Element:
        """Begin a group, of which programs say what it is."""
        group = ET.SubElement(self.root, "g")
        ET.SubElement(group, "title").text = plain(about)
        return group

    def rule(self) -> None:
        """Draw a line from edge to edge, here."""
        self.rect(self.root, EDGE, self.y, WIDTH - 2 * EDGE, 1, fill=LINE)

    def rect(self, within: ET.Element, x: float, y: float, width: float, height: float, **look: str) -> ET.Element:
        """Draw a rectangle."""
        size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
        return ET.SubElement(within, "rect", {**size, **look})

    def text(  # noqa: PLR0913 - what there is to say of a text
        self, x: float, y: float, text: str, *, size: int = 14, fill: str = TEXT, weight: str = "400", anchor: str = "start",
        most: int = 0, within: ET.Element | None = None,
    ) -> ET.Element:  # fmt: skip
        """Write a text on its base line, of so many letters at most."""
        at = {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "font-size": str(size),
            "fill": fill,
            "font-weight": weight,
            "text-anchor": anchor,
        }
        made = ET.SubElement(self.root if within is None else within, "text", at)
        made.text = plain(cut(text, most) if most else text)
        return made

    def icon(self, x: float, y: float, name: str, fill: str, within: ET.Element | None = None) -> None:
        """Draw an icon of 16 pixels; nothing where it isn't known."""
        if path := icon_path(name):
            look = {"d": path, "fill": fill, "transform": f"translate({x:.1f} {y:.1f}) scale(.667)"}
            ET.SubElement(self.root if within is None else within, "path", look)

    def path(self, path: str, within: ET.Element | None = None, **look: str) -> None:
        """Draw a line."""
        ET.SubElement(self.root if within is None else within, "path", {"d": path, "fill": "none", **look})


class StateDrawing(Drawing):
    """A picture of how KPIs and goals stand."""

    def state(self, x: float, y: float, state: State, within: ET.Element | None = None) -> float:
        """Write how something stands, with its icon; return how wide that is."""
        colour = _colours().get(_STATES.get(state.name, ""), DIM)
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


def hue(number: int | str) -> str:
    """The colour of a number, as the site has it on paper."""
    return _colours().get(f"hue-{number}", DIM)


def lines(text: str, most: int) -> list[str]:
    """A text on two lines at most, of so many letters each."""
    first: list[str] = []
    words = text.split()
    while words and len(" ".join([*first, words[0]])) <= most:
        first.append(words.pop(0))
    if not words:
        return [" ".join(first)]
    return [" ".join(first), cut(" ".join(words), most)] if first else [cut(text, most)]


def cut(text: str, most: int) -> str:
    """A text of so many letters at most."""
    return text if len(text) <= most else f"{text[: max(most - 1, 0)].rstrip()}…"


def plain(text: str) -> str:
    """A text without what XML 1.0 doesn't allow (2.2)."""
    return FORBIDDEN.sub("", text)
