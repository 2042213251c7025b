"""The line below a page's title, as chips, and the buttons beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, address_of, icon_html, joined, linked, status_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.title_line import TitleLine

_CHIPS = Fragment('<p class="gp-chips"><span class="gp-kind">{icon}{kind}</span>{chips}</p>')
_CHIP = Fragment('<span class="gp-chip">{what}</span>')
_HIDDEN = Fragment('<span class="gp-chip gp-chip--hidden">{icon}{visibility}</span>')
_TOP = Fragment('<div class="gp-top">{line}<p class="gp-do">{buttons}</p></div>')
_BUTTON = Fragment('<a class="gp-button" href="{url}">{icon}{text}</a>')
_OVERDUE = Fragment('<strong class="gp-overdue">{overdue}</strong>')


def title_line(view: TitleLine, to: Linker) -> Markup:
    """Draw what a page is, with the short facts and buttons beside it."""
    chips = [_HIDDEN(icon=icon_html("lock-outline"), visibility=view.visibility)] if view.visibility else []
    if view.badge:
        chips.append(status_html(view.badge))
    if view.overdue:
        chips.append(_OVERDUE(overdue=say("overdue")))
    if view.state:
        chips.append(state_chip(view.state))
    chips += [_CHIP(what=linked(fact, to, icon=True)) for fact in view.facts]
    line = _CHIPS(icon=icon_html(view.icon), kind=view.kind, chips=joined(chips))
    if not view.buttons:
        return line
    buttons = [_BUTTON(url=address_of(do, to), icon=icon_html(do.icon), text=do.text) for do in view.buttons]
    return _TOP(line=line, buttons=joined(buttons))
