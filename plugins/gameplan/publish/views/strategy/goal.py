"""A goal's own parts: whom it is for, and the goals that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.goal_list import GoalList, goal_list
from gameplan.publish.views.page_list import PageItem, audience_items

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context


class GoalAudiences(NamedTuple):
    """Whom a goal is for."""

    own: tuple[PageItem, ...]
    """Whom it names."""
    others: tuple[PageItem, ...]
    """Whom only its entries ahead name."""


def goal_audiences(context: Context, goal: Page) -> GoalAudiences:
    """Return whom a goal is for."""
    lookups, uris = context.lookups, context.addresses.uris
    own = lookups.targets(goal, "audiences")
    ahead = context.analysis.page_plans.of(goal).ahead
    met = {audience: None for entry in ahead for audience in lookups.targets(entry, "audiences") if audience not in own}
    return GoalAudiences(audience_items(lookups, uris, own, ahead), audience_items(lookups, uris, met, ahead))


def goal_parts(context: Context, goal: Page) -> GoalList:
    """Return the goals below a goal."""
    return goal_list(context, ((part, None) for part in context.playbook.children(goal)))
