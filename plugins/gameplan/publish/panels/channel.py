"""A channel's own part: the goals that it serves, by what is ahead on it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.language import say
from gameplan.publish.page_plan import plan_of
from gameplan.publish.panels.goal_list import goal_list
from gameplan.publish.panels.panel import Panel
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker


def channel_panels(edition: Edition, channel: Page) -> list[Panel]:
    """Why a channel is kept."""
    return [Panel(title=say("Goals it serves"), id="why", make=partial(_goals, edition, channel))]


def _goals(edition: Edition, channel: Page, to: Linker) -> str:
    ahead = plan_of(edition, channel).ahead
    counts = Counter(goal for entry in ahead for goal in edition.targets(entry, "goals"))
    return render(
        "serves.html",
        title=say("Goals it serves"),
        goals=goal_list(edition, to, counts.most_common()),
        nothing=say("No entry ahead on this channel serves a goal."),
    )
