"""For whom an entry is: its audiences, and the question that they ask at its stage of their journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.pages import Journey
from gameplan.model.status import INWARD
from gameplan.publish.html.links import links
from gameplan.publish.html.stages import journey_anchors
from gameplan.publish.html.templates import Fragment, icon_html, joined, link_html
from gameplan.publish.views.links import Link
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyStage
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_LINE = Fragment("<p>{what}</p>")
_QUESTION = Fragment('<p class="gp-question"><q>{question}</q></p>')
_EMPTY = Fragment('<p class="gp-empty">{icon}{what}</p>')
_QUIET = Fragment('<p class="gp-quiet">{what}</p>')


def who(context: Context, to: Linker, entry: Entry) -> Markup:
    """The audiences and the stage of an entry; what to write where it names neither."""
    audiences = context.lookups.targets(entry, "audiences")
    journey = stage_of(context, entry)
    if not audiences and journey is None:
        return _nobody(entry)
    key = ("who", tuple([page.path for page in audiences]), entry.entry.stage, to.up)
    made = context.fragments.get(key)
    if made is None:
        named = joined([link_html(link, icon=True) for link in links(context, to, audiences)], ", ")
        made = context.fragments[key] = _line(context, to, named, journey)
    return made


def _nobody(entry: Entry) -> Markup:
    if entry.entry.type in INWARD:
        return _QUIET(what=say("For the team itself."))
    said = say("It names no audience. Write audiences: with one, so that whoever writes it knows for whom.")
    return _EMPTY(icon=icon_html("account-group-outline"), what=said)


def stage_of(context: Context, entry: Entry) -> tuple[Page, JourneyStage | None] | None:
    """The journey of an entry, and the stage of it; None where it names none that can be seen."""
    journey = next(iter(context.lookups.targets(entry, "stage")), None)
    if journey is None or journey.path not in context.addresses.uris:
        return None
    name = entry.entry.stage.rpartition("/")[2]
    stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
    return journey, next((stage for stage in stages if stage.id == name), None)


def stage_link(context: Context, to: Linker, journey: Page, stage: JourneyStage) -> Markup:
    """A link to a stage on the page of its journey."""
    anchor = next(anchor for name, _, anchor in journey_anchors(journey) if name == stage.id)
    return link_html(Link(stage.title or stage.id, f"{to(context.addresses.uris[journey.path])}#{anchor}"))


def _line(context: Context, to: Linker, named: Markup, found: tuple[Page, JourneyStage | None] | None) -> Markup:
    if found is None:
        return _LINE(what=named)
    journey, stage = found
    way = link_html(Link(journey.title, to(context.addresses.uris[journey.path]), journey.kind.icon), icon=True)
    if stage is None:
        said = say("{audiences}, on the way {journey}", audiences=named, journey=way) if named else way
        return _LINE(what=said)
    at = stage_link(context, to, journey, stage)
    said = (
        say("{audiences}, at the stage {stage} of {journey}", audiences=named, stage=at, journey=way)
        if named
        else say("At the stage {stage} of {journey}", stage=at, journey=way)
    )
    return _LINE(what=said) + (_QUESTION(question=stage.question) if stage.question else Markup())
