"""What stands above an author's text: the title, the short facts, why, and the rest of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry
from gameplan.publish.html.entry.page import entry_head as draw_entry_head
from gameplan.publish.html.strategy.page import strategy_head as draw_strategy_head
from gameplan.publish.html.templates import render
from gameplan.publish.views.entry.page import entry_head
from gameplan.publish.views.strategy.page import strategy_head

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


def head(context: Context, to: Linker, page: Page, title: str) -> str:
    """The HTML above a page's text.

    Args:
        context: what is published.
        to: makes addresses relative to the page.
        page: the page.
        title: its title; empty where its text has it.
    """
    if page.kind == PLAIN:
        return render("title.html", title=title) if title else ""
    if isinstance(page, Entry):
        return draw_entry_head(entry_head(context, page, title), to)
    return draw_strategy_head(strategy_head(context, page, title), to)
