"""For whom an entry is: its audiences, and the question that they ask at its stage of their journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Journey
from gameplan.model.status import INWARD
from gameplan.publish.views.links import Link, links_to
from gameplan.publish.views.stages import journey_anchors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyStage
    from gameplan.publish.context import Context


class ForWhom(NamedTuple):
    """For whom an entry is. Without audiences and a journey it is for nobody, or for the team itself."""

    audiences: tuple[Link, ...]
    journey: Link | None
    stage: Link | None
    question: str
    """What they ask at the stage."""
    inward: bool = False
    """Whether it is for the team itself."""


def for_whom(context: Context, entry: Entry) -> ForWhom:
    """Return the audiences of an entry and its stage: the same object for all entries that name the same."""
    audiences = context.lookups.targets(entry, "audiences")
    found = stage_of(context, entry)
    if not audiences and found is None:
        return ForWhom((), None, None, "", inward=entry.entry.type in INWARD)
    key = ("for whom", tuple([page.path for page in audiences]), entry.entry.stage)
    made: ForWhom | None = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = _for_whom(links_to(context.addresses.uris, audiences), found, context)
    return made


def _for_whom(audiences: tuple[Link, ...], found: tuple[Page, JourneyStage | None] | None, context: Context) -> ForWhom:
    if found is None:
        return ForWhom(audiences, None, None, "")
    journey, stage = found
    uris = context.addresses.uris
    way = Link(journey.title, None, journey.kind.icon, uris[journey.path])
    if stage is None:
        return ForWhom(audiences, way, None, "")
    return ForWhom(audiences, way, stage_link(uris, journey, stage), stage.question or "")


def stage_of(context: Context, entry: Entry) -> tuple[Page, JourneyStage | None] | None:
    """Return the journey of an entry, and the stage of it; None where it names none that can be seen."""
    journey = next(iter(context.lookups.targets(entry, "stage")), None)
    if journey is None or journey.path not in context.addresses.uris:
        return None
    name = entry.entry.stage.rpartition("/")[2]
    stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
    return journey, next((stage for stage in stages if stage.id == name), None)


def stage_link(uris: Mapping[str, str], journey: Page, stage: JourneyStage) -> Link:
    """Link to a stage on the page of its journey."""
    anchor = next(anchor for name, _, anchor in journey_anchors(journey) if name == stage.id)
    return Link(stage.title or stage.id, uri=uris[journey.path], place=anchor)
