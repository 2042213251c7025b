"""The goals that a channel, a KPI or a message serves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.goal_list import GoalList, goal_list
from gameplan.wording.speech import hinted, say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context


class Serves(NamedTuple):
    """The goals that a page serves."""

    title: str
    goals: GoalList
    nothing: str
    """What is said where there are none."""


def channel_serves(context: Context, channel: Page) -> Serves:
    """Return the goals that a channel serves, by what is ahead on it."""
    ahead = context.analysis.page_plans.of(channel).ahead
    counts = Counter(goal for entry in ahead for goal in context.lookups.targets(entry, "goals"))
    nothing = say("No entry ahead on this channel serves a goal.")
    return Serves(say("Goals it serves"), goal_list(context, counts.most_common()), nothing)


def kpi_serves(context: Context, kpi: Page) -> Serves:
    """Return the goals that a KPI measures."""
    goals = goal_list(context, ((goal, None) for goal in context.analysis.scores.goals(kpi)))
    nothing = hinted("It measures no goal. Name one under goals.")
    return Serves(say("Goals it measures"), goals, nothing)


def message_serves(context: Context, message: Page) -> Serves:
    """Return the goals that a message names, then those of the entries ahead that use it."""
    ahead = context.analysis.page_plans.of(message).ahead
    counts = Counter(goal for entry in ahead for goal in context.lookups.targets(entry, "goals"))
    named = dict.fromkeys(context.lookups.targets(message, "goals"))
    goals = [*named, *(goal for goal, _ in counts.most_common() if goal not in named)]
    return Serves(
        say("Goals it serves"),
        goal_list(context, ((goal, counts[goal]) for goal in goals)),
        hinted("Neither it nor an entry ahead that uses it names a goal. Name one under goals."),
    )
