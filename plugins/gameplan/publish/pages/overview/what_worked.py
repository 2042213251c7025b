"""What worked: what pieces brought, against what could be expected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import WHAT_WORKED
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.overview.what_worked import what_worked as draw_what_worked
from gameplan.publish.views.overview.what_worked import what_worked, worked_link
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context


def worked_documents(context: Context) -> Iterator[Document]:
    """Yield the page of what pieces brought; nothing where none has a result and nobody wrote of it."""
    if worked_link(context) is None:
        return
    view = what_worked(context)
    intro = context.addresses.intros.get(WHAT_WORKED)
    yield Document(
        uri=WHAT_WORKED,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_what_worked(view, context.addresses.to(WHAT_WORKED)),
        body=intro.body.text if intro else "",
        before=(Anchor(say("Piece by piece"), "pieces"), Anchor(say("Type by type"), "types")) if view.groups else (),
        ids=tuple(group.id for group in view.groups),
        hide=("navigation",),
        section=WHAT_WORKED,
    )
