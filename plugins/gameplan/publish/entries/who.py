"""For whom an entry is: its audiences, and the question that they ask at its stage of their journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.pages import Journey
from gameplan.publish.entries.shared import INWARD
from gameplan.publish.language import say
from gameplan.publish.links import Link, links
from gameplan.publish.stages import journey_anchors
from gameplan.publish.templating import Piece, icon_html, joined, link_html

if TYPE_CHECKING:
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyStage
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

_LINE = Piece("<p>{what}</p>")
_QUESTION = Piece('<p class="gp-question"><q>{question}</q></p>')
_EMPTY = Piece('<p class="gp-empty">{icon}{what}</p>')
_QUIET = Piece('<p class="gp-quiet">{what}</p>')


def who(edition: Edition, to: Linker, entry: Entry) -> Markup:
    """The audiences and the stage of an entry; what to write where it names neither."""
    audiences = edition.targets(entry, "audiences")
    journey = stage_of(edition, entry)
    if not audiences and journey is None:
        return _nobody(entry)
    key = ("who", tuple([page.path for page in audiences]), entry.entry.stage, to.up)
    made = edition.shared.pieces.get(key)
    if made is None:
        named = joined([link_html(link, icon=True) for link in links(edition, to, audiences)], ", ")
        made = edition.shared.pieces[key] = _line(edition, to, named, journey)
    return made


def _nobody(entry: Entry) -> Markup:
    if entry.entry.type in INWARD:
        return _QUIET(what=say("For the team itself."))
    said = say("It names no audience. Write audiences: with one, so that whoever writes it knows for whom.")
    return _EMPTY(icon=icon_html("account-group-outline"), what=said)


def stage_of(edition: Edition, entry: Entry) -> tuple[Page, JourneyStage | None] | None:
    """The journey of an entry, and the stage of it; None where it names none that can be seen."""
    journey = next(iter(edition.targets(entry, "stage")), None)
    if journey is None or journey.path not in edition.uris:
        return None
    name = entry.entry.stage.rpartition("/")[2]
    stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
    return journey, next((stage for stage in stages if stage.id == name), None)


def stage_link(edition: Edition, to: Linker, journey: Page, stage: JourneyStage) -> Markup:
    """A link to a stage on the page of its journey."""
    anchor = next(anchor for name, _, anchor in journey_anchors(journey) if name == stage.id)
    return link_html(Link(stage.title or stage.id, f"{to(edition.uris[journey.path])}#{anchor}"))


def _line(edition: Edition, to: Linker, named: Markup, found: tuple[Page, JourneyStage | None] | None) -> Markup:
    if found is None:
        return _LINE(what=named)
    journey, stage = found
    way = link_html(Link(journey.title, to(edition.uris[journey.path]), journey.kind.icon), icon=True)
    if stage is None:
        said = say("{audiences}, on the way {journey}", audiences=named, journey=way) if named else way
        return _LINE(what=said)
    at = stage_link(edition, to, journey, stage)
    said = (
        say("{audiences}, at the stage {stage} of {journey}", audiences=named, stage=at, journey=way)
        if named
        else say("At the stage {stage} of {journey}", stage=at, journey=way)
    )
    return _LINE(what=said) + (_QUESTION(question=stage.question) if stage.question else Markup())
