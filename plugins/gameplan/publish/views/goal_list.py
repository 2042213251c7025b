"""Goals as a list: how each stands, and how much is ahead for it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.links import Link
from gameplan.publish.views.states import State, state_of
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Page
    from gameplan.publish.context import Context

MOST = 60
"""Items of such a list; the rest is counted."""


class GoalItem(NamedTuple):
    """A goal of a list."""

    hue: int
    link: Link
    state: State | None
    ahead: str
    """How much is ahead for it."""
    below: str
    """How many goals are below it; empty where there are none, or where that doesn't matter."""


class GoalList(NamedTuple):
    """Goals, each with how it stands."""

    items: tuple[GoalItem, ...]
    more: int
    """How many are left out."""


def goal_list(context: Context, goals: Iterable[tuple[Page, int | None]]) -> GoalList:
    """Return goals, each with its health and with a count.

    Args:
        context: what is published.
        goals: the goals, each with how much of something is ahead for it; None where that is all that is.
    """
    listed = list(goals)
    items = [_item(context, goal, count) for goal, count in islice(listed, MOST)]
    return GoalList(tuple(items), max(len(listed) - MOST, 0))


def _item(context: Context, goal: Page, count: int | None) -> GoalItem:
    ahead = len(context.analysis.page_plans.of(goal).coming) if count is None else count
    health = context.analysis.scores.goal(goal)
    below = sum(1 for _ in context.playbook.descendants(goal)) if count is None else 0
    return GoalItem(
        hue=context.lookups.hue([goal]),
        link=Link(goal.title, None, goal.kind.icon, context.addresses.uris[goal.path]),
        state=state_of(health.state) if health else None,
        ahead=plural("{count} ahead", "{count} ahead", ahead) if ahead else say("nothing ahead"),
        below=plural("{count} goal below it", "{count} goals below it", below) if below else "",
    )
