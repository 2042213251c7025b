"""The views of the plan: agenda, months, quarters, board, workload and list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.views.agenda import agenda_document
from gameplan.publish.views.board import board_document
from gameplan.publish.views.lists import entries_documents
from gameplan.publish.views.month import month_documents
from gameplan.publish.views.quarter import quarter_documents
from gameplan.publish.views.workload import workload_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.document import Document
    from gameplan.publish.edition import Edition


def calendar_documents(edition: Edition) -> Iterator[Document]:
    """The agenda, a page for each month and quarter, the board, the workload and the list."""
    plan, chips = edition.plan, edition.chips
    yield agenda_document(plan)
    yield from month_documents(plan, chips)
    yield from quarter_documents(plan, chips)
    yield board_document(plan)
    yield workload_document(plan)
    yield from entries_documents(plan)
