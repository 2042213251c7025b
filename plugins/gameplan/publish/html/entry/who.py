"""For whom an entry is, in a line and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment, drawn_once, icon_html, joined, linked
from gameplan.wording.speech import hinted, say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.who import ForWhom

_LINE = Fragment("<p>{what}</p>")
_QUESTION = Fragment('<p class="gp-question"><q>{question}</q></p>')
_EMPTY = Fragment('<p class="gp-empty">{icon}{what}</p>')
_QUIET = Fragment('<p class="gp-quiet">{what}</p>')


def for_whom(view: ForWhom, to: Linker) -> Markup:
    """Draw the audiences and the stage of an entry; what to write where it names neither."""
    if view.audiences or view.journey:
        return drawn_once(view, to, _line)
    if view.inward:
        return _QUIET(what=say("For the team itself."))
    said = hinted("It names no audience. Write audiences: with one, so that whoever writes it knows for whom.")
    return _EMPTY(icon=icon_html("account-multiple"), what=said)


def _line(view: ForWhom, to: Linker) -> Markup:
    named = joined([linked(audience, to, icon=True) for audience in view.audiences], ", ")
    if view.journey is None:
        return _LINE(what=named)
    way = linked(view.journey, to, icon=True)
    if view.stage is None:
        said = say("{audiences}, on the way {journey}", audiences=named, journey=way) if named else way
        return _LINE(what=said)
    at = linked(view.stage, to)
    said = (
        say("{audiences}, at the stage {stage} of {journey}", audiences=named, stage=at, journey=way)
        if named
        else say("At the stage {stage} of {journey}", stage=at, journey=way)
    )
    return _LINE(what=said) + (_QUESTION(question=view.question) if view.question else Markup())
