"""Why something is done: the way from the vision down to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_DEEPEST = 8
_LADDER = Fragment('<ol class="gp-ladder">{steps}</ol>')
_STEP = Fragment(
    '<li style="--gp-depth:{depth}"><span class="gp-ladder__label">{label}</span> <a href="{url}">{title}</a></li>'
)
_HERE = Fragment(
    '<li style="--gp-depth:{depth}" class="gp-ladder__here">'
    '<span class="gp-ladder__label">{label}</span> <strong>{title}</strong></li>'
)


class Ladder(NamedTuple):
    """The first steps of the way from the vision down to a page."""

    steps: Markup
    height: int

    def ending(self, label: str, title: str) -> Markup:
        """The whole ladder, whose last step is the page that it stands on."""
        here = _HERE(depth=min(self.height, _DEEPEST), label=label, title=title)
        return _LADDER(steps=self.steps + here)


def goal_ladder(context: Context, to: Linker, goal: Page) -> Markup:
    """From the vision down to a goal."""
    return _ladder(context, to, above(context, goal)).ending(step_label(context, goal), goal.title)


def has_ladder(context: Context, goal: Page) -> bool:
    """Whether anything is above a goal."""
    return any(above(context, goal))


def above(context: Context, goal: Page) -> Iterator[Page]:
    """What is above a goal, the vision first."""
    if context.lookups.vision is not None and context.lookups.vision.path in context.addresses.uris:
        yield context.lookups.vision
    yield from reversed(context.playbook.ancestors(goal))


def _ladder(context: Context, to: Linker, pages: Iterable[Page]) -> Ladder:
    steps = [
        _STEP(
            depth=min(depth, _DEEPEST),
            label=step_label(context, page),
            url=to(context.addresses.uris[page.path]),
            title=page.title,
        )
        for depth, page in enumerate(pages)
    ]
    return Ladder(Markup().join(steps), len(steps))


def step_label(context: Context, page: Page) -> str:
    """What a step of a ladder is called."""
    if page is context.lookups.vision:
        return say("Vision")
    return say("Goal") if context.playbook.parent(page) else say("Goal area")
