"""An audience's card: who they are, what they need, and what makes it hard for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.pages import Audience
from gameplan.publish.html.templates import render

if TYPE_CHECKING:
    from gameplan.model.page import Page


def persona(page: Page) -> Markup:
    """The card; nothing for other kinds of pages."""
    fields = page.fields
    if not isinstance(fields, Audience):
        return Markup()
    made = render("persona.html", segment=fields.segment, needs=fields.needs, challenges=fields.challenges)
    return Markup(made)  # noqa: S704 - a template's HTML
