"""A message's own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.page_list import page_items
from gameplan.publish.html.templates import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.message import MessageAudiences, MessageUse


def message_proof(proof: Sequence[str], _: Linker) -> str:
    """Draw what shows that a message is true."""
    return render("message_proof.html", proof=proof)


def message_audiences(view: MessageAudiences, to: Linker) -> str:
    """Draw whom a message is for, and at which stages it is said."""
    return render("message_who.html", audiences=page_items(view.audiences, to), stages=page_items(view.stages, to))


def message_use(view: MessageUse, _: Linker) -> str:
    """Draw how often a message is used."""
    return render("message_use.html", done=view.done, planned=view.planned)
