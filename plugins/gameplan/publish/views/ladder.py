"""The ladder: the way from the vision down to a page, which says why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.links import Link, link_to
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Page
    from gameplan.publish.views.states import State


class Step(NamedTuple):
    """A page above the one that a ladder leads to."""

    depth: int
    label: str
    link: Link
    state: State | None = None
    """How it stands, where the ladder says so."""


class Ladder(NamedTuple):
    """The way down to a page, which is its last step."""

    steps: tuple[Step, ...]
    label: str
    title: str


def goal_ladder(lookups: Lookups, uris: Mapping[str, str], goal: Page) -> Ladder | None:
    """Return the way from the vision down to a goal; None where nothing is above it."""
    steps = tuple([step(lookups, uris, page, depth) for depth, page in enumerate(above(lookups, uris, goal))])
    return Ladder(steps, step_label(lookups, goal), goal.title) if steps else None


def above(lookups: Lookups, uris: Mapping[str, str], goal: Page) -> Iterator[Page]:
    """Yield what is above a goal, the vision first."""
    if lookups.vision is not None and lookups.vision.path in uris:
        yield lookups.vision
    yield from reversed(lookups.playbook.ancestors(goal))


def step(lookups: Lookups, uris: Mapping[str, str], page: Page, depth: int, state: State | None = None) -> Step:
    """Return a page as a step of a ladder."""
    return Step(depth, step_label(lookups, page), link_to(uris, page), state)


def step_label(lookups: Lookups, page: Page) -> str:
    """Return the label of a page's step."""
    if page is lookups.vision:
        return say("Vision")
    return say("Goal") if lookups.playbook.parent(page) else say("Goal area")
