"""What makes an entry name a page: a way to the host's editor, else the lines to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.pages import Goal, Journey
from gameplan.publish.drafts import Draft, draft_lines
from gameplan.publish.html.templates import Fragment, link_html
from gameplan.publish.views.buttons import add_entry
from gameplan.publish.views.links import Link
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_CODE = Fragment("<code>{text}</code>")


def add_link(context: Context, page: Page, *, stage: str = "") -> Markup:
    """Link to what makes an entry name a page: the host's editor, else the lines to write.

    Args:
        context: what is published.
        page: the page.
        stage: a journey's stage that the entry is at, too.
    """
    draft = _naming(page, stage)
    if context.edition.host:
        link = add_entry(context.edition.host, context.playbook.plan, **draft)
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
