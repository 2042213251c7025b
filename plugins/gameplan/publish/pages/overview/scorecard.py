"""The scorecard: every KPI against its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import index_uri
from gameplan.publish.document import Document
from gameplan.publish.html.overview.scorecard import scorecard as draw_scorecard
from gameplan.publish.views.overview.scorecard import scorecard

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.publish.context import Context


def scorecard_document(context: Context, kind: Kind) -> Document:
    """Return the index of the KPIs."""
    uri = index_uri(kind)
    view = scorecard(context, kind)
    intro = context.addresses.intros.get(uri)
    return Document(
        uri=uri,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_scorecard(view, context.addresses.to(uri)),
        body=intro.body.text if intro else "",
        hide=("navigation", "toc"),
        section=uri,
    )
