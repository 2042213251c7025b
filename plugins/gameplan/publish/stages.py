"""An audience along its journeys: what is ahead for it at each stage, and the places of the stages on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish import words
from gameplan.publish.ahead import coming_key, upcoming
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.coverage import Cell
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

_TAKEN = ("why", "when", "measure", "who", "brief", "mentions", "stages")
_MOST = 20
DEPTHS = (3, 8, 16, 26)
"""From how many on a number is drawn a shade deeper."""


def depth(count: int) -> int:
    """The shade of a number, from 1 to 5; 0 for none."""
    return 1 + sum(count >= least for least in DEPTHS) if count else 0


def stage_anchors(edition: Edition, audience: Page) -> Mapping[tuple[str, str], str]:
    """The id of each stage on an audience's page, by the journey's path and the stage: the stage's own, unless it is taken."""
    found: dict[tuple[str, str], str] = {}
    taken = set(_TAKEN)
    for cell in edition.coverage.of(audience):
        anchor = cell.stage.id if cell.stage.id not in taken else f"{cell.journey.id}-{cell.stage.id}"
        number = 2
        while anchor in taken:
            anchor = f"{cell.journey.id}-{cell.stage.id}-{number}"
            number += 1
        taken.add(anchor)
        found[cell.journey.path, cell.stage.id] = anchor
    return found


def stage_strip(edition: Edition, audience: Page) -> Markup:
    """How much is ahead for an audience at each stage of each journey; nothing where it has none."""
    anchors = stage_anchors(edition, audience)
    journeys: dict[Page, list[tuple[Cell, str, int]]] = {}
    for cell in edition.coverage.of(audience):
        item = (cell, anchors[cell.journey.path, cell.stage.id], depth(len(cell.entries)))
        journeys.setdefault(cell.journey, []).append(item)
    return Markup(render("stage_strip.html", journeys=list(journeys.items())) if journeys else "")  # noqa: S704 - a template's HTML


def _when(edition: Edition, entry: Entry, occurrence: Occurrence | None) -> str:
    if occurrence:
        return words.days_words(occurrence.first, occurrence.last)
    return words.schedule_words(entry.schedule, edition.playbook.vocabulary.zone)


def stage_panel(edition: Edition, to: Linker, audience: Page) -> str:
    """What is ahead for an audience, stage by stage; nothing where it has no journey."""
    anchors = stage_anchors(edition, audience)
    journeys: dict[Page, list[dict[str, object]]] = {}
    for cell in edition.coverage.of(audience):
        coming = sorted(((upcoming(entry, edition), entry) for entry in cell.entries), key=coming_key)
        journeys.setdefault(cell.journey, []).append(
            {
                "id": anchors[cell.journey.path, cell.stage.id],
                "title": cell.stage.title or cell.stage.id,
                "question": cell.stage.question,
                "count": len(coming),
                "entries": [
                    (
                        Link(entry.title, to(edition.uris[entry.path]), entry.kind.icon),
                        _when(edition, entry, occurrence),
                    )
                    for occurrence, entry in coming[:_MOST]
                ],
                "accepted": cell.accepted,
                "gap": cell.gap,
                "write": say(
                    "audiences: [{audience}] and stage: {stage}",
                    audience=audience.id,
                    stage=f"{cell.journey.id}/{cell.stage.id}",
                ),
            }
        )
    shown = [(Link(page.title, to(edition.uris[page.path])), stages) for page, stages in journeys.items()]
    return render("stage_panel.html", journeys=shown, audience=audience.title, most=_MOST) if shown else ""
