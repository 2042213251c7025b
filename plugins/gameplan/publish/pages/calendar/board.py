"""The board: a column for each stage of an entry's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, board_uri
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.board import board as draw_board
from gameplan.publish.pages.calendar.grouped import found_after
from gameplan.publish.views.calendar.board import board, board_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.views.calendar.plan import Plan


def board_documents(plan: Plan) -> Iterator[Document]:
    """Yield the board, and one for each field that it can be grouped by."""
    for grouping in (None, *plan.groupings):
        uri = board_uri(grouping.own.name if grouping else "")
        yield Document(
            uri=uri,
            title=board_title(grouping),
            search=found_after(grouping),
            head=draw_board(board(plan, grouping), plan.context.addresses.to(uri)),
            hide=("navigation", "toc"),
            landscape=True,
            section=CALENDAR,
        )
