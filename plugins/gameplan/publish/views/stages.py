"""The stages of journeys: their places on pages, and how much is ahead at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.ahead import coming_key
from gameplan.model.page import sort_key
from gameplan.model.pages import Journey
from gameplan.publish.drafts import Draft
from gameplan.publish.views.buttons import add_entry, plan_an_entry
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import Row, entry_row
from gameplan.publish.views.sentences import Code, Sentence, sentence
from gameplan.wording.speech import hinted, plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.analysis.goal_coverage import Coverage
    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_TAKEN = ("why", "when", "measure", "who", "brief", "mentions", "stages", "cadence")
_THEME = "__"
"""How the ids begin that themes give to their own parts: the menu's switch is `__drawer`."""
DEPTHS = (3, 8, 16, 26)
"""From how many on a number is drawn a shade deeper."""
_MOST = 20


class StageMark(NamedTuple):
    """How much is ahead for an audience at a stage."""

    title: str
    link: Link
    """Its place on the audience's page."""
    ahead: int
    live: str
    """How much serves it without being planned, in words; empty where nothing does."""
    due: str
    """How much of that somebody must look at, in words; empty where nothing is due."""
    accepted: str
    """Why nothing needs to be there."""
    gap: bool
    """Whether something should be there, and isn't."""
    begin: str
    """Where an entry can be begun that closes the gap; empty where the host isn't known."""


class StageStrip(NamedTuple):
    """The stages of a journey, on an audience's page."""

    title: str
    """The journey's."""
    marks: tuple[StageMark, ...]


class StageList(NamedTuple):
    """What is ahead for an audience at a stage."""

    id: str
    title: str
    question: str
    size: str
    """How much is ahead, live and due, in words."""
    rows: tuple[Row, ...]
    more: str
    live: tuple[Row, ...]
    """What serves it without being planned."""
    more_live: str
    due: str
    """How much of that somebody must look at, as a sentence; empty where nothing is due."""
    accepted: str
    """Why nothing needs to be there."""
    gap: Sentence | None
    """What to do, where something should be there."""


class StagedJourney(NamedTuple):
    """A journey on an audience's page."""

    link: Link
    stages: tuple[StageList, ...]


class StagePanel(NamedTuple):
    """What is ahead for an audience, stage by stage."""

    audience: str
    """Its title."""
    journeys: tuple[StagedJourney, ...]


def depth(count: int) -> int:
    """Return the shade of a number, from 1 to 5; 0 for none."""
    return 1 + sum(count >= least for least in DEPTHS) if count else 0


def stage_anchors(coverage: Coverage, audience: Page) -> Mapping[int, str]:
    """Return the id of each stage on an audience's page, by `id` of its cell: the stage's own, unless it is taken."""
    taken = set(_TAKEN)
    return {
        id(cell): _free(cell.stage.id, f"{cell.journey.id}-{cell.stage.id}", taken) for cell in coverage.of(audience)
    }


def _free(name: str, other: str, taken: set[str]) -> str:
    """Take an id that no other part of the page has: the name, else another one, if need be with a number."""
    anchor, number = name, 1
    while anchor in taken or anchor.startswith(_THEME):
        anchor = other if number == 1 else f"{other}-{number}"
        number += 1
    taken.add(anchor)
    return anchor


def journey_anchors(journey: Page) -> list[tuple[str, str, str]]:
    """Return a journey's stages: the id, the title, and the id on the journey's page, which is the stage's unless it is taken."""
    stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
    taken = set(_TAKEN)
    return [(stage.id, stage.title or stage.id, _free(stage.id, f"stage-{stage.id}", taken)) for stage in stages]


def live_words(cell: StageCell) -> str:
    """Say how much serves a stage without being planned."""
    return plural("{count} live", "{count} live", len(cell.live))


def due_words(count: int) -> str:
    """Say how much of what is live somebody must look at."""
    return plural("{count} due", "{count} due", count)


def stage_marks(context: Context, audience: Page, cells: Iterable[StageCell]) -> tuple[StageMark, ...]:
    """Return how much is ahead for an audience at some stages.

    Args:
        context: what is published.
        audience: the audience.
        cells: its cells, in the order of the stages.
    """
    anchors, uri = stage_anchors(context.analysis.coverage, audience), context.addresses.uris[audience.path]
    return tuple([_mark(context, cell, Link("", uri=uri, place=anchors[id(cell)])) for cell in cells])


def _mark(context: Context, cell: StageCell, link: Link) -> StageMark:
    begin = ""
    if cell.gap and context.edition.host:
        draft = Draft(audience=cell.audience.id, stage=f"{cell.journey.id}/{cell.stage.id}")
        begin = add_entry(context.edition.host, context.playbook.plan, **draft).url or ""
    title, live = cell.stage.title or cell.stage.id, live_words(cell) if cell.live else ""
    due = due_words(len(cell.due)) if cell.due else ""
    return StageMark(title, link, len(cell.entries), live, due, cell.accepted, cell.gap, begin)


def stage_strips(context: Context, audience: Page) -> tuple[StageStrip, ...]:
    """Return how much is ahead for an audience at each stage of each journey."""
    journeys: dict[Page, list[StageCell]] = {}
    for cell in context.analysis.coverage.of(audience):
        journeys.setdefault(cell.journey, []).append(cell)
    return tuple(
        [StageStrip(journey.title, stage_marks(context, audience, cells)) for journey, cells in journeys.items()]
    )


def stage_panel(context: Context, audience: Page) -> StagePanel:
    """Return what is ahead for an audience, stage by stage."""
    anchors = stage_anchors(context.analysis.coverage, audience)
    journeys: dict[Page, list[StageList]] = {}
    for cell in context.analysis.coverage.of(audience):
        journeys.setdefault(cell.journey, []).append(_listed(context, cell, anchors[id(cell)]))
    uris = context.addresses.uris
    shown = [StagedJourney(Link(page.title, uri=uris[page.path]), tuple(lists)) for page, lists in journeys.items()]
    return StagePanel(audience.title, tuple(shown))


def _listed(context: Context, cell: StageCell, anchor: str) -> StageList:
    coming = sorted(((context.analysis.ahead.upcoming(entry), entry) for entry in cell.entries), key=coming_key)
    live = sorted(cell.live, key=sort_key, reverse=True)
    size = [plural("{count} ahead", "{count} ahead", len(coming)) if coming or not live else ""]
    size += [live_words(cell) if live else "", due_words(len(cell.due)) if cell.due else ""]
    return StageList(
        id=anchor,
        title=cell.stage.title or cell.stage.id,
        question=cell.stage.question,
        size=" · ".join(part for part in size if part),
        rows=tuple([entry_row(context, entry, occurrence) for occurrence, entry in coming[:_MOST]]),
        more=say("and {count} more", count=len(coming) - _MOST) if len(coming) > _MOST else "",
        live=tuple([entry_row(context, entry) for entry in live[:_MOST]]),
        more_live=say("and {count} more", count=len(live) - _MOST) if len(live) > _MOST else "",
        due=_due(len(cell.due)) if cell.due else "",
        accepted=cell.accepted,
        gap=_gap(context, cell) if cell.gap else None,
    )


def _due(count: int) -> str:
    return plural(
        "{count} of what is live is due: its page says why.",
        "{count} of what is live are due: their pages say why.",
        count,
    )


def _gap(context: Context, cell: StageCell) -> Sentence:
    """Say that nothing is ahead at a stage, and what to do: plan an entry, or accept it."""
    host, accept = context.edition.host, say("accept this gap")
    return sentence(
        hinted(
            "Nothing is ahead for {audience} at this stage. {add}, or {accept} with a reason on the journey's page: {code}."
        ),
        audience=cell.audience.title,
        add=plan_an_entry(context, cell.audience, stage=f"{cell.journey.id}/{cell.stage.id}"),
        accept=Link(accept, host.edit(cell.journey.path)) if host else accept,
        code=Code(f"accepted_gaps: [{{audience: {cell.audience.id}, stage: {cell.stage.id}, reason: …}}]"),
    )
