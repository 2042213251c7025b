"""What a reader can do at a page: follow it in a calendar, add it to one, edit it, or plan something for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from gameplan.model.formats import type_of
from gameplan.model.further_pages import Format
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Journey
from gameplan.publish.addresses import SUBSCRIBE
from gameplan.publish.drafts import Draft, draft_fields, draft_lines, draft_text, new_name
from gameplan.publish.feeds.feed import single_uri
from gameplan.publish.views.links import Link
from gameplan.publish.views.sentences import Code, Sentence, sentence
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.hosts import Editor


def actions(context: Context, page: Page) -> tuple[Link, ...]:
    """Return the buttons in a page's head.

    A feed's leads to its place on the page with all feeds, and not straight into a calendar program: where there is none,
    such a link does nothing.
    """
    found = []
    feed = context.feeds.by_page.get(page.path)
    if feed is not None:
        found.append(Link(say("Subscribe"), None, "calendar-export", SUBSCRIBE, feed.anchor))
    if isinstance(page, Entry) and context.edition.calendar.choice("entries").wanted and context.feeds.shows(page):
        found.append(Link(say("Add to calendar"), None, "calendar-plus-outline", single_uri(page)))
    if context.edition.host and isinstance(page.fields, Goal) and not page.fields.non_goal:
        found.append(add_entry(context.edition.host, context.playbook.plan, goal=page.id))
    if context.edition.host and context.edition.edit_buttons:
        found.append(Link(say("Edit"), context.edition.host.edit(page.path), "pencil"))
    return tuple(found)


def add_entry(host: Editor, plan: str, **said: Unpack[Draft]) -> Link:
    """Link to the editor with what a new entry says already, where the editor takes that.

    Args:
        host: the editor.
        plan: the plan's folder.
        said: what the entry says already: its goal, its start, an audience, a stage, a channel, a type.
    """
    return Link(say("Add an entry"), host.new(plan, new_name(said), draft_text(said), draft_fields(said)), "plus")


def plan_url(context: Context, draft: Draft, otherwise: str) -> str:
    """Return the address where a drafted entry can be begun; another one where the host isn't known."""
    if context.edition.host is None:
        return otherwise
    return add_entry(context.edition.host, context.playbook.plan, **draft).url or otherwise


def plan_an_entry(context: Context, page: Page, *, stage: str = "") -> Link | Sentence:
    """Return what makes an entry name a page: the way to the host's editor, else the lines to write.

    Args:
        context: what is published.
        page: the page.
        stage: a journey's stage that the entry is at, too.
    """
    draft = _naming(page, stage)
    if context.edition.host:
        return add_entry(context.edition.host, context.playbook.plan, **draft)._replace(text=say("Plan an entry"))
    return sentence(say("Plan an entry with {code}"), code=tuple(Code(line) for line in draft_lines(draft)))


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
    elif isinstance(page.fields, Format):
        draft["entry_type"] = type_of(page)
    elif isinstance(page.fields, Journey) and page.fields.stages and not stage:
        draft["stage"] = f"{page.id}/{page.fields.stages[0].id}"
    return draft
