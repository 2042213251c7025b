"""A channel's own part: the goals that it serves, by what is ahead on it."""

from __future__ import annotations

from collections import Counter
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


def channel_panels(context: Context, channel: Page) -> list[Panel]:
    """Return the panel with the goals that a channel serves."""
    return [Panel(title=say("Goals it serves"), id="why", make=partial(_goals, context, channel))]


def _goals(context: Context, channel: Page, to: Linker) -> str:
    ahead = context.analysis.page_plans.of(channel).ahead
    counts = Counter(goal for entry in ahead for goal in context.lookups.targets(entry, "goals"))
    return render(
        "serves.html",
        title=say("Goals it serves"),
        goals=draw_goal_list(goal_list(context, counts.most_common()), to),
        nothing=say("No entry ahead on this channel serves a goal."),
    )
