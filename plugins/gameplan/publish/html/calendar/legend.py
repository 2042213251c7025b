"""What the signs of the site mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.icons import KNOWN
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, icon_html, linked, relative, render, status_html
from gameplan.publish.views.calendar.known_days import Known
from gameplan.publish.views.links import Badge
from gameplan.publish.views.states import State

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.legend import LegendPage, Sign

_NAMED = Fragment("{icon}{name}")


def legend_page(view: LegendPage, to: Linker) -> str:
    """Draw what the signs of the site mean."""
    return render(
        "legend_page.html",
        title=view.title,
        groups=[(group.title, [(_sign(sign, to), sign.about) for sign in group.signs]) for group in view.groups],
        areas=[(relative(area.link, to), area.colour) for area in view.areas],
    )


def _sign(view: Sign, to: Linker) -> Markup:
    if isinstance(view.mark, Badge):
        return status_html(view.mark)
    if isinstance(view.mark, State):
        return state_chip(view.mark)
    icon = KNOWN[view.mark] if isinstance(view.mark, Known) else view.mark
    return _NAMED(icon=icon_html(icon) if icon else "", name=linked(view.name, to))
