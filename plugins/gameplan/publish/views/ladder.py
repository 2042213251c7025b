"""The ladder: the way from the vision down to a page, which says why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.links import Link, link_to
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Page
    from gameplan.publish.views.states import State

MOST_STEPS = 8
"""How many steps stand above a page."""
_FIRST_STEPS = 3
"""How many of them at the beginning, where the way is longer."""


class Step(NamedTuple):
    """A page above the one that a ladder leads to."""

    depth: int
    label: str
    link: Link | None
    """None where it stands for several pages."""
    state: State | None = None
    """How it stands, where the ladder says so."""


class Between(NamedTuple):
    """Goals in the middle of a long way, which are counted: else each page would hold all that is above it, however deep goals go."""

    first: str
    """The path of the first of them."""
    number: int


class Ladder(NamedTuple):
    """The way down to a page, which is its last step."""

    steps: tuple[Step, ...]
    label: str
    title: str


def goal_ladder(lookups: Lookups, uris: Mapping[str, str], goal: Page) -> Ladder | None:
    """Return the way from the vision down to a goal; None where nothing is above it."""
    steps = tuple([step(lookups, uris, page, depth) for depth, page in enumerate(above(lookups, uris, goal))])
    return Ladder(steps, step_label(lookups, goal), goal.title) if steps else None


def above(lookups: Lookups, uris: Mapping[str, str], goal: Page) -> Iterator[Page | Between]:
    """Yield what is above a goal, the vision first; of a long way its ends."""
    vision = [lookups.vision] if lookups.vision is not None and lookups.vision.path in uris else []
    pages = [*vision, *reversed(lookups.playbook.ancestors(goal))]
    if len(pages) <= MOST_STEPS:
        yield from pages
        return
    yield from pages[:_FIRST_STEPS]
    middle = pages[_FIRST_STEPS : len(pages) - MOST_STEPS + _FIRST_STEPS + 1]
    yield Between(middle[0].path, len(middle))
    yield from pages[_FIRST_STEPS + len(middle) :]


def step(
    lookups: Lookups, uris: Mapping[str, str], page: Page | Between, depth: int, state: State | None = None
) -> Step:
    """Return a page, or the pages that are counted, as a step of a ladder."""
    if isinstance(page, Between):
        return Step(depth, plural("{count} goal between", "{count} goals between", page.number), None)
    return Step(depth, step_label(lookups, page), link_to(uris, page), state)


def step_label(lookups: Lookups, page: Page) -> str:
    """Return the label of a page's step."""
    if page is lookups.vision:
        return say("Vision")
    return say("Goal") if lookups.playbook.parent(page) else say("Goal area")
