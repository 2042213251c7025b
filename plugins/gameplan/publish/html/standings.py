"""How KPIs and goals stand, as chips: a shape and a word, and never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.icons import HEALTHS
from gameplan.publish.html.templates import Fragment, icon_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.views.states import State

_CHIP = Fragment('<span class="gp-health gp-health--{state}">{icon}{label}</span>')
_MARK = Fragment(
    '<span class="gp-mark gp-mark--{state}" title="{label}">{icon}<span class="gp-sr">{before} </span></span>'
)


def state_chip(state: State) -> Markup:
    """Draw a state as a shape and a word."""
    return _CHIP(state=state.name, icon=icon_html(HEALTHS[state.name]), label=state.label)


def state_mark(state: State) -> Markup:
    """Draw a state as a shape, with its word for screen readers and as a tooltip."""
    before = say("{label}:", label=state.label)
    return _MARK(state=state.name, icon=icon_html(HEALTHS[state.name]), label=state.label, before=before)
