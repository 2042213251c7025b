"""Pages that nobody writes: made from the whole playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.pages.calendar.documents import calendar_documents
from gameplan.publish.pages.overview.coverage import coverage_document
from gameplan.publish.pages.overview.goals import goals_document
from gameplan.publish.pages.overview.home import home_document
from gameplan.publish.pages.overview.inventory import inventory_documents
from gameplan.publish.pages.overview.lists import list_document
from gameplan.publish.pages.overview.numbers import numbers_documents
from gameplan.publish.pages.overview.policies import policies_document
from gameplan.publish.pages.overview.problems import problems_document
from gameplan.publish.pages.overview.scorecard import scorecard_document
from gameplan.publish.pages.overview.what_worked import worked_documents
from gameplan.publish.pages.overview.whats_new import whats_new_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document

_OWN = {"goal": goals_document, "kpi": scorecard_document, "policy": policies_document}
"""The kinds whose index is more than a list."""


def generated_documents(context: Context) -> Iterator[Document]:
    """Yield home where the strategy has none; the plan, by month and as a list; what it covers and brought, what changed; all indexes."""
    if context.lookups.home is None:
        yield home_document(context, None, "")
    yield from calendar_documents(context)
    yield coverage_document(context)
    yield from inventory_documents(context)
    yield from worked_documents(context)
    yield from numbers_documents(context)
    yield whats_new_document(context)
    if context.edition.language.hints:
        yield problems_document(context)
    for kind in context.lookups.shown_kinds:
        yield _OWN.get(kind.name, list_document)(context, kind)
