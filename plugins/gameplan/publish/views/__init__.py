"""Pages that nobody writes: made from the whole playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.views.calendar import calendar_documents
from gameplan.publish.views.coverage import coverage_document
from gameplan.publish.views.goals import goals_document
from gameplan.publish.views.home import home_document
from gameplan.publish.views.lists import list_document
from gameplan.publish.views.problems import problems_document
from gameplan.publish.views.scorecard import scorecard_document
from gameplan.publish.views.whats_new import whats_new_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.document import Document
    from gameplan.publish.edition import Edition

_OWN = {"goal": goals_document, "kpi": scorecard_document}
"""The kinds whose index is more than a list."""


def generated_documents(edition: Edition) -> Iterator[Document]:
    """The home page where the strategy has none; the plan, by month and as a list; what it covers, what changed; all indexes."""
    if edition.home is None:
        yield home_document(edition, None, "")
    yield from calendar_documents(edition)
    yield coverage_document(edition)
    yield whats_new_document(edition)
    yield problems_document(edition)
    for kind in edition.shown_kinds:
        yield _OWN.get(kind.name, list_document)(edition, kind)
