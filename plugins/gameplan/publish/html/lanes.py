"""Lanes: what happens on a strip of whole days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.html.chips import dot, strip_bar
from gameplan.publish.html.counted import counts
from gameplan.publish.html.templates import address_of, joined

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.dependency_lines import Edge
    from gameplan.publish.views.lanes import Bin, Lane


class DrawnBin(NamedTuple):
    """What a lane holds of single days, as the template of lanes takes it."""

    area: str
    url: str
    words: str
    titles: str
    dots: Markup
    size: int
    of: Markup | str


class DrawnLane(NamedTuple):
    """A row of a strip, as the template of lanes takes it."""

    size: int
    bars: list[Markup]
    bins: list[DrawnBin]
    rows: int
    bar_rows: int
    edges: list[tuple[str, bool]]
    """The lines as SVG paths, and whether each is of what begins too early."""
    passages: list[tuple[str, bool]]
    """The same of the lines that go on to other lanes, by their places in the grid."""


def lane(view: Lane, to: Linker) -> DrawnLane:
    """Draw a row of a strip."""
    bars, bins = [strip_bar(bar, to) for bar in view.bars], [_bin(each, to) for each in view.bins]
    edges = [(_path(edge), edge.early) for edge in view.edges]
    passages = [("{1}/{0}/{2}/auto".format(each.column, *each.rows), each.early) for each in view.passages]
    return DrawnLane(view.size, bars, bins, view.rows, view.bar_rows, edges, passages)


def _path(edge: Edge) -> str:
    """The way of a line: out of the one bar between its row and the next, where no title stands, then along the other's row into it."""
    (begin, first), (end, last) = edge.begin, edge.end
    between = first + 1 if last >= first else first
    return f"M{begin - 0.5} {first + 0.5}V{between}H{end - 0.6}V{last + 0.5}H{end}"


def _bin(view: Bin, to: Linker) -> DrawnBin:
    return DrawnBin(
        area=view.area,
        url=address_of(view.link, to),
        words=view.link.text,
        titles=view.titles,
        dots=joined([dot(stage) for stage in view.dots]),
        size=view.size,
        of=counts(view.numbers) if view.numbers is not None else "",
    )
