"""An audience's card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.templates import render

if TYPE_CHECKING:
    from gameplan.publish.views.strategy.audience import Persona


def persona(view: Persona) -> Markup:
    """Draw who readers are; what to write where nothing is said of them."""
    made = render(
        "persona.html",
        segment=view.segment,
        needs=view.needs,
        challenges=view.challenges,
        more=view.more,
        evidence=view.evidence,
    )
    return Markup(made)  # noqa: S704 - a template's HTML
