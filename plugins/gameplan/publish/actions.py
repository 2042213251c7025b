"""What a reader can do at a page: follow it in a calendar, add it to one, edit it, or plan something for it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Journey
from gameplan.publish.calendar.feed import single_uri
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.templating import Piece, link_html

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_CODE = Piece("<code>{text}</code>")
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


def add_entry(
    host: Host,
    plan: str,
    *,
    goal: str = "",
    start: str = "TBD",
    said: Mapping[str, str | tuple[str, ...]] | None = None,
) -> Link:
    """A link to the host's editor with the front matter of a new entry, where the host takes content.

    Args:
        host: the host.
        plan: the plan's folder.
        goal: the id of the goal that it will serve.
        start: when it will be.
        said: what else it will say: texts and lists of ids by key.
    """
    lines = [
        f"title: {say('New entry')}",
        f"goals: {_written((goal,) if goal else ())}",
        f"start: {start}",
        "status: idea",
    ]
    lines += [f"{key}: {_written(value)}" for key, value in (said or {}).items() if value and key != "goals"]
    text = "---\n{}\n---\n\n{}\n".format("\n".join(lines), say("What it is, and for whom."))
    return Link(say("Add an entry"), host.new(plan, "new-entry.md", text), "plus")


def _written(value: str | tuple[str, ...]) -> str:
    """A text or a list of texts as YAML."""
    if isinstance(value, str):
        return value if _PLAIN_ID.fullmatch(value) else json.dumps(value)
    return f"[{', '.join(map(_written, value))}]"


def add_link(edition: Edition, page: Page, **said: str | tuple[str, ...]) -> Markup:
    """What to do so that an entry names a page: a link to the host's editor, else what to write."""
    name = page.kind.field
    written = dict(said)
    if name:
        written = {name: page.id if name == "owner" else (page.id,), **said}
    elif isinstance(page.fields, Journey) and page.fields.stages and not said:
        written = {"stage": f"{page.id}/{page.fields.stages[0].id}"}
    if edition.host:
        goal = page.id if isinstance(page.fields, Goal) else ""
        link = add_entry(edition.host, edition.playbook.plan, goal=goal, said=written)
        return link_html(Link(say("Plan an entry"), link.url, link.icon), icon=True)
    text = Markup(", ").join(_CODE(text=f"{key}: {_typed(value)}") for key, value in written.items())
    return say("Plan an entry with {code}", code=text)


def _typed(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
