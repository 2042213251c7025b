"""Goals as a list: how each stands, and how much is ahead for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, icon_html
from gameplan.publish.views.states import state_of
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST = 60
"""Items of such a list; the rest is counted."""
_LIST = Fragment('<ul class="gp-goals">{items}</ul>')
_MORE = Fragment('<p class="gp-quiet">{words}</p>')
_ITEM = Fragment(
    '<li class="gp-area-{hue}"><a class="gp-goals__title" href="{url}">{icon}{title}</a>'
    '<span class="gp-goals__facts">{health}<a class="gp-quiet" href="{url}#when">{count}</a>{more}</span></li>'
)
_BELOW = Fragment('<span class="gp-quiet">{words}</span>')


def goal_list(context: Context, to: Linker, goals: Iterable[tuple[Page, int | None]]) -> Markup:
    """Goals, each with its health and with a count; nothing where there are none.

    Args:
        context: what is published.
        to: makes addresses.
        goals: the goals, each with how much of something is ahead for it; None where that is all that is.
    """
    listed = list(goals)
    items = Markup().join(_item(context, to, goal, count) for goal, count in listed[:MOST])
    if not items:
        return Markup()
    more = len(listed) - MOST
    return _LIST(items=items) + (_MORE(words=say("and {count} more", count=more)) if more > 0 else "")


def _item(context: Context, to: Linker, goal: Page, count: int | None) -> Markup:
    ahead = len(context.analysis.page_plans.of(goal).coming) if count is None else count
    health = context.analysis.scores.goal(goal)
    below = sum(1 for _ in context.playbook.descendants(goal)) if count is None else 0
    return _ITEM(
        hue=context.lookups.hue([goal]),
        url=to(context.addresses.uris[goal.path]),
        icon=icon_html(goal.kind.icon),
        title=goal.title,
        health=state_chip(state_of(health.state)) if health else "",
        count=plural("{count} ahead", "{count} ahead", ahead) if ahead else say("nothing ahead"),
        more=_BELOW(words=plural("{count} goal below it", "{count} goals below it", below)) if below else "",
    )
