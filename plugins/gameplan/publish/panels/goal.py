"""A goal's own parts: whom it is for, and the goals that it is made of."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.playbook import goal_fields
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link
from gameplan.publish.page_plan import plan_of
from gameplan.publish.panels.goal_list import goal_list
from gameplan.publish.panels.panel import Panel
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker


def who_panels(edition: Edition, goal: Page) -> list[Panel]:
    """Whom a goal is for; of no use where it is something that we decided not to do."""
    if goal_fields(goal).non_goal:
        return []
    return [Panel(title=say("Who it is for"), id="who", make=partial(_who, edition, goal))]


def part_panels(edition: Edition, goal: Page) -> list[Panel]:
    """The goals below a goal."""
    parts = edition.playbook.children(goal)
    return [Panel(title=say("Its parts"), id="parts", make=partial(_parts, edition, parts))] if parts else []


def audience_items(
    edition: Edition, to: Linker, audiences: Iterable[Page], entries: Iterable[Entry]
) -> list[tuple[Link, str, str]]:
    """Audiences as links, each with its segment and how many of some entries are for it."""
    counts = Counter(audience.path for entry in entries for audience in edition.targets(entry, "audiences"))
    return [
        (
            Link(audience.title, to(edition.uris[audience.path]), audience.kind.icon),
            str(getattr(audience.fields, "segment", "")),
            plural("{count} ahead", "{count} ahead", counts[audience.path])
            if counts[audience.path]
            else say("nothing ahead"),
        )
        for audience in audiences
        if audience.path in edition.uris
    ]


def _who(edition: Edition, goal: Page, to: Linker) -> str:
    own = edition.targets(goal, "audiences")
    ahead = plan_of(edition, goal).ahead
    met = {audience: None for entry in ahead for audience in edition.targets(entry, "audiences") if audience not in own}
    return render(
        "goal_who.html",
        own=audience_items(edition, to, own, ahead),
        others=audience_items(edition, to, met, ahead),
    )


def _parts(edition: Edition, parts: tuple[Page, ...], to: Linker) -> str:
    return render("goal_parts.html", goals=goal_list(edition, to, ((goal, None) for goal in parts)))
