"""The views of the plan: agenda, months, quarters, board, workload and list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.pages.calendar.agenda import agenda_document
from gameplan.publish.pages.calendar.board import board_documents
from gameplan.publish.pages.calendar.key_dates import key_dates_document
from gameplan.publish.pages.calendar.legend import legend_document
from gameplan.publish.pages.calendar.month import month_documents
from gameplan.publish.pages.calendar.named import named_documents
from gameplan.publish.pages.calendar.quarter import quarter_documents
from gameplan.publish.pages.calendar.timeline import timeline_documents
from gameplan.publish.pages.calendar.workload import workload_document
from gameplan.publish.pages.calendar.year import year_documents
from gameplan.publish.pages.overview.lists import entries_documents
from gameplan.publish.views.calendar.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document


def calendar_documents(context: Context) -> Iterator[Document]:
    """The agenda, the timelines, a page for each month and quarter, the key dates, the board, the workload, the list and the signs."""
    plan = Plan(context)
    yield agenda_document(plan)
    yield from timeline_documents(plan)
    yield from named_documents(context)
    yield from month_documents(plan)
    yield from quarter_documents(plan)
    yield from year_documents(plan)
    yield key_dates_document(plan)
    yield from board_documents(plan)
    yield workload_document(plan)
    yield from entries_documents(plan)
    yield legend_document(context)
