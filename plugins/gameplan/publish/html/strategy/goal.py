"""A goal's own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.goal_list import goal_list
from gameplan.publish.html.page_list import page_items
from gameplan.publish.html.templates import render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.goal_list import GoalList
    from gameplan.publish.views.strategy.goal import GoalAudiences


def goal_audiences(view: GoalAudiences, to: Linker) -> str:
    """Draw whom a goal is for; what to write where that is nobody."""
    return render("goal_who.html", own=page_items(view.own, to), others=page_items(view.others, to))


def goal_parts(view: GoalList, to: Linker) -> str:
    """Draw the goals below a goal."""
    return render("goal_parts.html", goals=goal_list(view, to))
