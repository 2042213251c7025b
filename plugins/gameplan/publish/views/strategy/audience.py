"""An audience's card: who they are, what they need, and what makes it hard for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Audience

if TYPE_CHECKING:
    from gameplan.model.page import Page


class Persona(NamedTuple):
    """Who readers are."""

    segment: str
    needs: tuple[str, ...]
    challenges: tuple[str, ...]


def persona(page: Page) -> Persona | None:
    """Return an audience's card; None for other kinds of pages."""
    fields = page.fields
    if not isinstance(fields, Audience):
        return None
    return Persona(fields.segment, tuple(fields.needs), tuple(fields.challenges))
