"""What a reader can do at a page: follow it in a calendar, add it to one, edit it, or plan something for it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.publish.calendar.feed import single_uri
from gameplan.publish.language import say
from gameplan.publish.links import Link

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.hosts import Host
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

SUBSCRIBE = "subscribe/index.md"
"""The uri of the page with all feeds."""
WHATS_NEW = "whats-new/index.md"
"""The uri of the page of changes."""
PROBLEMS = "problems/index.md"
"""The uri of the page of what is to mend."""
_PLAIN_ID = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[a-z][a-z0-9-]*")
"""An id that YAML takes for a text as it is."""


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


def add_entry(host: Host, plan: str, *, goal: str = "", start: str = "TBD") -> Link:
    """A link to the host's editor with the front matter of a new entry, where the host takes content.

    Args:
        host: the host.
        plan: the plan's folder.
        goal: the id of the goal that it will serve.
        start: when it will be.
    """
    known = f"[{goal if _PLAIN_ID.fullmatch(goal) else json.dumps(goal)}]" if goal else "[]"
    text = "---\ntitle: {}\ngoals: {}\nstart: {}\nstatus: idea\n---\n\n{}\n".format(
        say("New entry"), known, start, say("What it is, and for whom.")
    )
    return Link(say("Add an entry"), host.new(plan, "new-entry.md", text), "plus")
