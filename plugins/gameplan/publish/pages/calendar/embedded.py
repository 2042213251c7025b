"""Views within texts: those of the playbook's own, drawn as a part of a page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.embeds import embeds_in
from gameplan.publish.html.calendar.embedded import embedded_agenda, embedded_timeline
from gameplan.publish.pages.calendar.named import timeline_of
from gameplan.publish.views.calendar.embedded import EmbeddedTimeline, embedded_rows, embedded_title
from gameplan.publish.views.calendar.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document
    from gameplan.publish.edition import ChosenView


def with_views(context: Context, documents: Iterable[Document]) -> Iterator[Document]:
    """Yield documents with what makes the views that their texts show."""
    known = {view.name: view for view in context.edition.views}
    for document in documents:
        names = {embed.view for embed in embeds_in(document.body)} if known else set()
        shown = {name: partial(_draw, context, known[name], document.uri) for name in names & known.keys()}
        yield replace(document, views=shown) if shown else document


def _draw(context: Context, view: ChosenView, uri: str) -> str:
    to = context.addresses.to(uri)
    if view.show == "agenda":
        return embedded_agenda(embedded_rows(Plan(context, view), view), to)
    return embedded_timeline(EmbeddedTimeline(embedded_title(view), timeline_of(context, view)), to)
