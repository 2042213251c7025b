"""The ladder: the way from the vision down to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, address_of, drawn_once, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.ladder import Ladder, Step

_DEEPEST = 8
_LADDER = Fragment('<ol class="gp-ladder">{steps}</ol>')
_STEP = Fragment(
    '<li style="--gp-depth:{depth}"><span class="gp-ladder__label">{label}</span> <a href="{url}">{title}</a>{mark}</li>'
)
_BETWEEN = Fragment('<li style="--gp-depth:{depth}" class="gp-quiet">… {label} …</li>')
_MARK = Fragment(" {chip}")
_HERE = Fragment(
    '<li style="--gp-depth:{depth}" class="gp-ladder__here">'
    '<span class="gp-ladder__label">{label}</span> <strong>{title}</strong></li>'
)


def ladder(view: Ladder, to: Linker) -> Markup:
    """Draw the way down to a page."""
    return ladder_of(steps(view.steps, to), len(view.steps), view.label, view.title)


def steps(views: Iterable[Step], to: Linker) -> Markup:
    """Draw the steps above a page: each once for all pages of one depth."""
    return joined([drawn_once(view, to, _step) for view in views])


def ladder_of(drawn: Markup, height: int, label: str, title: str) -> Markup:
    """Return the whole ladder, whose last step is the page that it stands on.

    Args:
        drawn: the steps above it.
        height: how many steps deep they are.
        label: what the page is.
        title: its title.
    """
    return _LADDER(steps=joined([drawn, _HERE(depth=min(height, _DEEPEST), label=label, title=title)]))


def _step(view: Step, to: Linker) -> Markup:
    if view.link is None:
        return _BETWEEN(depth=min(view.depth, _DEEPEST), label=view.label)
    return _STEP(
        depth=min(view.depth, _DEEPEST),
        label=view.label,
        url=address_of(view.link, to),
        title=view.link.text,
        mark=_MARK(chip=state_chip(view.state)) if view.state else "",
    )
