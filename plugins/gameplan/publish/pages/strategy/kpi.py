"""A KPI's own part: the goals that it measures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.html.goal_list import goal_list as draw_goal_list
from gameplan.publish.html.templates import render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.views.goal_list import goal_list
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


def kpi_panels(context: Context, kpi: Page) -> list[Panel]:
    """Return the panel with the goals that a KPI measures."""
    return [Panel(title=say("Goals it measures"), id="why", make=partial(_goals, context, kpi))]


def _goals(context: Context, kpi: Page, to: Linker) -> str:
    return render(
        "serves.html",
        title=say("Goals it measures"),
        goals=draw_goal_list(goal_list(context, ((goal, None) for goal in context.analysis.scores.goals(kpi))), to),
        nothing=say("It measures no goal: nobody can say why it is counted. Name one under goals."),
    )
