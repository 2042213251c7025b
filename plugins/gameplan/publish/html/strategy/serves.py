"""The goals that a page serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.goal_list import goal_list
from gameplan.publish.html.templates import render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.serves import Serves


def serves(view: Serves, to: Linker) -> str:
    """Draw the goals that a page serves; what to do where there are none."""
    return render("serves.html", title=view.title, goals=goal_list(view.goals, to), nothing=view.nothing)
