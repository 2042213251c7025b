"""What a reader can do at a page: follow it in a calendar, add it to one, edit it, or plan something for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.publish.calendar.feed import single_uri
from gameplan.publish.drafts import draft_text
from gameplan.publish.language import say
from gameplan.publish.links import Link

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.drafts import Draft
    from gameplan.publish.hosts import Host
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

SUBSCRIBE = "subscribe/index.md"
"""The uri of the page with all feeds."""
WHATS_NEW = "whats-new/index.md"
"""The uri of the page of changes."""
PROBLEMS = "problems/index.md"
"""The uri of the page of what is to mend."""


def actions(edition: Edition, to: Linker, page: Page) -> list[Link]:
    """The buttons in a page's head.

    A feed's leads to its place on the page with all feeds, and not straight into a calendar program: where there is none,
    such a link does nothing.
    """
    found = []
    feed = edition.feeds_by_page.get(page.path)
    if feed is not None:
        found.append(Link(say("Subscribe"), f"{to(SUBSCRIBE)}#{feed.anchor}", "calendar-sync-outline"))
    if isinstance(page, Entry) and edition.calendar.choice("entries").wanted and edition.in_feeds(page):
        found.append(Link(say("Add to calendar"), to(single_uri(page)), "calendar-plus-outline"))
    if edition.host and isinstance(page.fields, Goal) and not page.fields.non_goal:
        found.append(add_entry(edition.host, edition.playbook.plan, goal=page.id))
    if edition.host and edition.edit_buttons:
        found.append(Link(say("Edit"), edition.host.edit(page.path), "pencil"))
    return found


def add_entry(host: Host, plan: str, **said: Unpack[Draft]) -> Link:
    """A link to the host's editor with the front matter of a new entry, where the host takes content.

    Args:
        host: the host.
        plan: the plan's folder.
        said: what the entry says already: its goal, its start, an audience, a stage, a channel, a type.
    """
    return Link(say("Add an entry"), host.new(plan, "new-entry.md", draft_text(said)), "plus")
