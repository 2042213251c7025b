"""The board: a column for each stage of an entry's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import BOARD, CALENDAR
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.board import board as draw_board
from gameplan.publish.views.calendar.board import board
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.views.calendar.plan import Plan


def board_document(plan: Plan) -> Document:
    """The board."""
    head = draw_board(board(plan), plan.context.addresses.to(BOARD))
    return Document(
        uri=BOARD, title=say("Board"), head=head, hide=("navigation", "toc"), search={"exclude": True}, section=CALENDAR
    )
