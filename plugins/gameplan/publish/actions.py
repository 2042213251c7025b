"""What a reader can do at a page: follow it in a calendar, add it to one, edit it, or plan something for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from markupsafe import Markup

from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Journey
from gameplan.publish.calendar.feed import single_uri
from gameplan.publish.drafts import Draft, draft_lines, draft_text
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.templating import Piece, link_html

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.hosts import Host
    from gameplan.publish.templating import Linker

SUBSCRIBE = "subscribe/index.md"
"""The uri of the page with all feeds."""
WHATS_NEW = "whats-new/index.md"
"""The uri of the page of changes."""
PROBLEMS = "problems/index.md"
"""The uri of the page of what is to mend."""
_CODE = Piece("<code>{text}</code>")


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


def plan_url(edition: Edition, draft: Draft, otherwise: str) -> str:
    """Where an entry is begun that says some things; another address where the host isn't known."""
    if edition.host is None:
        return otherwise
    return add_entry(edition.host, edition.playbook.plan, **draft).url or otherwise


def add_link(edition: Edition, page: Page, *, stage: str = "") -> Markup:
    """What to do so that an entry names a page: a link to the host's editor, else what to write.

    Args:
        edition: what is published.
        page: the page.
        stage: a journey's stage that the entry is at, too.
    """
    draft = _naming(page, stage)
    if edition.host:
        link = add_entry(edition.host, edition.playbook.plan, **draft)
        return link_html(Link(say("Plan an entry"), link.url, link.icon), icon=True)
    code = Markup(", ").join(_CODE(text=line) for line in draft_lines(draft))
    return say("Plan an entry with {code}", code=code)


def _naming(page: Page, stage: str) -> Draft:
    """An entry that names a page."""
    draft = Draft(stage=stage) if stage else Draft()
    name = page.kind.field
    if isinstance(page.fields, Goal):
        draft["goal"] = page.id
    elif name == "audiences":
        draft["audience"] = page.id
    elif name == "channels":
        draft["channel"] = page.id
    elif name:
        draft["more"] = {name: page.id}
    elif isinstance(page.fields, Journey) and page.fields.stages and not stage:
        draft["stage"] = f"{page.id}/{page.fields.stages[0].id}"
    return draft
