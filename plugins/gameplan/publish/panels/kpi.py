"""A KPI's own part: the goals that it measures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.language import say
from gameplan.publish.panels.goal_list import goal_list
from gameplan.publish.panels.panel import Panel
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker


def kpi_panels(edition: Edition, kpi: Page) -> list[Panel]:
    """Why a KPI is kept."""
    return [Panel(title=say("Goals it measures"), id="why", make=partial(_goals, edition, kpi))]


def _goals(edition: Edition, kpi: Page, to: Linker) -> str:
    return render(
        "serves.html",
        title=say("Goals it measures"),
        goals=goal_list(edition, to, ((goal, None) for goal in edition.scores.goals(kpi))),
        nothing=say("It measures no goal: nobody can say why it is counted. Name one under goals."),
    )
