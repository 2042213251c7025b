"""What stands below an author's text: the plan that serves the page, and who mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.page import Entry
from gameplan.publish.html.entry.page import entry_tail as draw_entry_tail
from gameplan.publish.html.mentions import mentions as draw_mentions
from gameplan.publish.pages.strategy.panels import panels
from gameplan.publish.views.entry.page import entry_tail
from gameplan.publish.views.mentions import mentions

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


def tail(context: Context, to: Linker, page: Page) -> str:
    """The HTML below a page's text."""
    below = draw_entry_tail(entry_tail(context, page), to) if isinstance(page, Entry) else ""
    parts = [below] if below else []
    parts += [panel.make(to) for panel in panels(context, page)]
    if found := mentions(context, page):
        parts.append(draw_mentions(found, to))
    return "\n".join(parts)
