"""A page as Markdown, for readers without the site and for programs: what we say of it, then the author's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry, body_without_title
from gameplan.publish.markdown.entry import handout_markdown
from gameplan.publish.markdown.strategy import sheet_markdown
from gameplan.publish.views.entry.handout import handout
from gameplan.publish.views.strategy.sheet import sheet
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.markdown.words import Way


def opening(context: Context, page: Page, way: Way) -> str:
    """Return what comes before the author's text: of an entry its brief; empty where the text says it all.

    Args:
        context: what is published.
        page: one of its pages.
        way: says where pages are.
    """
    if isinstance(page, Entry):
        return handout_markdown(handout(context, page), way)
    if page.kind == PLAIN and body_without_title(page).lstrip().startswith("# "):
        return ""
    return sheet_markdown(sheet(context, page), way)


def with_text(before: str, text: str) -> str:
    """Return a whole page.

    Args:
        before: what comes before the author's text.
        text: the author's; may be empty.
    """
    if not before or not text:
        return before or f"{text}\n"
    return f"{before}\n## {say('Text')}\n\n{text}\n"
