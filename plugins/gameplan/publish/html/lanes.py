"""Lanes: what happens on a strip of whole days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.html.chips import dot, strip_bar
from gameplan.publish.html.counted import counts
from gameplan.publish.html.templates import address_of, joined

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
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


def lane(view: Lane, to: Linker) -> DrawnLane:
    """Draw a row of a strip."""
    bars, bins = [strip_bar(bar, to) for bar in view.bars], [_bin(each, to) for each in view.bins]
    return DrawnLane(view.size, bars, bins, view.rows)


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
