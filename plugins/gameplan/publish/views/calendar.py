"""The views of the plan: agenda, months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.views.agenda import agenda_document
from gameplan.publish.views.month import month_documents
from gameplan.publish.views.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.document import Document
    from gameplan.publish.site import Edition
    from gameplan.publish.views.chips import ChipParts


def calendar_documents(edition: Edition) -> Iterator[Document]:
    """The agenda, and a page for each month."""
    plan = Plan(edition)
    chips: dict[tuple[str, str], ChipParts] = {}
    yield agenda_document(plan)
    yield from month_documents(plan, chips)
