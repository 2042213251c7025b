"""The strategy map: the vision, the goal areas, and the goals below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import index_uri
from gameplan.publish.document import Document
from gameplan.publish.html.overview.goals import strategy_map as draw_strategy_map
from gameplan.publish.views.overview.goals import strategy_map

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.publish.context import Context


def goals_document(context: Context, kind: Kind) -> Document:
    """Return the page of the strategy map."""
    uri = index_uri(kind)
    view = strategy_map(context, kind)
    intro = context.addresses.intros.get(uri)
    return Document(
        uri=uri,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_strategy_map(view, context.addresses.to(uri)),
        body=intro.body.text if intro else "",
        hide=("navigation", "toc"),
        section=uri,
    )
