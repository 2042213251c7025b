"""Tables of numbers, shaded by how much they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.stages import stage_cells
from gameplan.publish.html.templates import Fragment, address_of, joined, linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.heat import Cell, Row, StageRow

_CELL = Fragment('<td><a class="gp-cell gp-cell--{shade}" href="{url}">{what}{more}</a></td>')
_BLANK = Fragment('<td><span class="gp-cell gp-cell--{shade}">{what}<span class="gp-sr">{more}</span></span></td>')
_SR = Fragment('<span class="gp-sr"> {words}</span>')
_ROW = Fragment('<tr{area}><th scope="row">{head}</th>{cells}</tr>')
_AREA = Fragment(' class="gp-area-{number}"')


def stage_rows(views: Iterable[StageRow], to: Linker, *, accepted: str) -> Markup:
    """Draw audiences on a journey.

    Args:
        views: the audiences, in their order.
        to: makes addresses.
        accepted: where accepted gaps are told of.
    """
    return joined([_stage_row(view, to, accepted) for view in views])


def _stage_row(view: StageRow, to: Linker, accepted: str) -> Markup:
    cells = stage_cells(view.marks, to, accepted=accepted) + _cell(view.total, to)
    return _ROW(area="", head=linked(view.audience, to, icon=True), cells=cells)


def rows(views: Iterable[Row], to: Linker) -> Markup:
    """Draw the rows of a table."""
    return joined([_row(view, to) for view in views])


def _row(view: Row, to: Linker) -> Markup:
    area = "" if view.hue is None else _AREA(number=view.hue)
    cells = joined([_cell(cell, to) for cell in view.cells])
    return _ROW(area=area, head=linked(view.head, to, icon=True), cells=cells)


def _cell(view: Cell, to: Linker) -> Markup:
    url = address_of(view.link, to)
    if not url:
        return _BLANK(shade=view.shade, what=view.link.text, more=view.more)
    return _CELL(shade=view.shade, url=url, what=view.link.text, more=_SR(words=view.more) if view.more else "")
