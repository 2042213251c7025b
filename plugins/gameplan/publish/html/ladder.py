"""The ladder: the way from the vision down to a page, which says why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.html.templates import Fragment, joined
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_DEEPEST = 8
_LADDER = Fragment('<ol class="gp-ladder">{steps}</ol>')
_STEP = Fragment(
    '<li style="--gp-depth:{depth}"><span class="gp-ladder__label">{label}</span> <a href="{url}">{title}</a>{mark}</li>'
)
_HERE = Fragment(
    '<li style="--gp-depth:{depth}" class="gp-ladder__here">'
    '<span class="gp-ladder__label">{label}</span> <strong>{title}</strong></li>'
)


class Ladder(NamedTuple):
    """The steps from the vision down to what a page serves, without the page itself."""

    steps: Markup
    height: int
    """How many steps deep it is."""

    def ending(self, label: str, title: str) -> Markup:
        """Return the whole ladder, whose last step is the page that it stands on."""
        here = _HERE(depth=min(self.height, _DEEPEST), label=label, title=title)
        return _LADDER(steps=self.steps + here)


def goal_ladder(context: Context, to: Linker, goal: Page) -> Markup:
    """Draw the way from the vision down to a goal."""
    pages = list(above(context, goal))
    steps = joined(step(context, to, page, depth) for depth, page in enumerate(pages))
    return Ladder(steps, len(pages)).ending(step_label(context, goal), goal.title)


def has_ladder(context: Context, goal: Page) -> bool:
    """Tell whether anything is above a goal."""
    return any(above(context, goal))


def above(context: Context, goal: Page) -> Iterator[Page]:
    """Yield what is above a goal, the vision first."""
    if context.lookups.vision is not None and context.lookups.vision.path in context.addresses.uris:
        yield context.lookups.vision
    yield from reversed(context.playbook.ancestors(goal))


def step(context: Context, to: Linker, page: Page, depth: int, mark: Markup | str = "") -> Markup:
    """Draw one step: a link to a page, with a mark behind it."""
    return _STEP(
        depth=min(depth, _DEEPEST),
        label=step_label(context, page),
        url=to(context.addresses.uris[page.path]),
        title=page.title,
        mark=mark,
    )


def step_label(context: Context, page: Page) -> str:
    """Return the label of a page's step."""
    if page is context.lookups.vision:
        return say("Vision")
    return say("Goal") if context.playbook.parent(page) else say("Goal area")
