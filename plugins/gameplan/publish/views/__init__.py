"""Pages that nobody writes: made from the whole playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.views.calendar import calendar_documents
from gameplan.publish.views.goals import goals_document
from gameplan.publish.views.home import home_document
from gameplan.publish.views.index import index_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.document import Document
    from gameplan.publish.site import Edition


def generated_documents(edition: Edition) -> Iterator[Document]:
    """The home page where the strategy has none, the goals as a tree, the plan by month, and an index of each kind."""
    if edition.home is None:
        yield home_document(edition, None, "")
    yield from calendar_documents(edition)
    for kind in edition.shown_kinds:
        yield goals_document(edition, kind) if kind.name == "goal" else index_document(edition, kind)
