"""An audience's card: who they are, what they need, what makes it hard for them, and how anybody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Audience
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Page


class Side(NamedTuple):
    """One of the things that are said of readers."""

    title: str
    texts: tuple[str, ...]


class Persona(NamedTuple):
    """Who readers are."""

    segment: str
    needs: tuple[str, ...]
    challenges: tuple[str, ...]
    more: tuple[Side, ...] = ()
    """What else they are like."""
    evidence: str = ""
    """Where this comes from."""


def persona(page: Page) -> Persona | None:
    """Return an audience's card; None for other kinds of pages."""
    fields = page.fields
    if not isinstance(fields, Audience):
        return None
    sides = (
        Side(say("Traits"), fields.traits),
        Side(say("Preferences"), fields.preferences),
        Side(say("Values"), fields.values),
        Side(say("How they buy"), fields.buying),
    )
    sources = [
        say("{source} ({day})", source=each.source, day=words.day_words(each.on, weekday=False))
        if each.on
        else each.source
        for each in fields.evidence
    ]
    return Persona(
        fields.segment,
        tuple(fields.needs),
        tuple(fields.challenges),
        tuple([side for side in sides if side.texts]),
        say("Evidence: {sources}", sources="; ".join(sources)) if sources else "",
    )
