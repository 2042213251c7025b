"""A goal's own parts: whom it is for, and the goals that it is made of."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.playbook import goal_fields
from gameplan.publish.html.goal_list import goal_list as draw_goal_list
from gameplan.publish.html.templates import render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.views.goal_list import goal_list
from gameplan.publish.views.links import Link
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


def who_panels(context: Context, goal: Page) -> list[Panel]:
    """Return the panel of audiences that a goal is for; none for a non-goal."""
    if goal_fields(goal).non_goal:
        return []
    return [Panel(title=say("Who it is for"), id="who", make=partial(_who, context, goal))]


def part_panels(context: Context, goal: Page) -> list[Panel]:
    """The goals below a goal."""
    parts = context.playbook.children(goal)
    return [Panel(title=say("Its parts"), id="parts", make=partial(_parts, context, parts))] if parts else []


def audience_items(
    context: Context, to: Linker, audiences: Iterable[Page], entries: Iterable[Entry]
) -> list[tuple[Link, str, str]]:
    """Audiences as links, each with its segment and how many of some entries are for it."""
    counts = Counter(audience.path for entry in entries for audience in context.lookups.targets(entry, "audiences"))
    return [
        (
            Link(audience.title, to(context.addresses.uris[audience.path]), audience.kind.icon),
            str(getattr(audience.fields, "segment", "")),
            plural("{count} ahead", "{count} ahead", counts[audience.path])
            if counts[audience.path]
            else say("nothing ahead"),
        )
        for audience in audiences
        if audience.path in context.addresses.uris
    ]


def _who(context: Context, goal: Page, to: Linker) -> str:
    own = context.lookups.targets(goal, "audiences")
    ahead = context.analysis.page_plans.of(goal).ahead
    met = {
        audience: None
        for entry in ahead
        for audience in context.lookups.targets(entry, "audiences")
        if audience not in own
    }
    return render(
        "goal_who.html",
        own=audience_items(context, to, own, ahead),
        others=audience_items(context, to, met, ahead),
    )


def _parts(context: Context, parts: tuple[Page, ...], to: Linker) -> str:
    return render("goal_parts.html", goals=draw_goal_list(goal_list(context, ((goal, None) for goal in parts)), to))
