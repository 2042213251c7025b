"""The list of policies, with the table of who signs off what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.overview.sign_offs import sign_off_table as draw_table
from gameplan.publish.pages.overview.lists import list_document
from gameplan.publish.views.overview.sign_offs import sign_off_table
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.publish.context import Context


def policies_document(context: Context, kind: Kind) -> Document:
    """Return the list of all policies; below it who signs off what, where any asks for a sign-off."""
    made = list_document(context, kind)
    table = draw_table(sign_off_table(context), context.addresses.to(made.uri))
    if not table:
        return made
    return replace(made, tail=table, after=(Anchor(say("Who signs off what"), "sign-offs"),))
