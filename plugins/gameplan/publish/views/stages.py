"""The stages of journeys: their places on pages, and how much is ahead at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.pages import Journey
from gameplan.wording.speech import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.analysis.goal_coverage import Coverage
    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Page

_TAKEN = ("why", "when", "measure", "who", "brief", "mentions", "stages", "cadence")
_THEME = "__"
"""How the ids begin that themes give to their own parts: the menu's switch is `__drawer`."""
DEPTHS = (3, 8, 16, 26)
"""From how many on a number is drawn a shade deeper."""


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
