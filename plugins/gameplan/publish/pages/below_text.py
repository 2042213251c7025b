"""What stands below an author's text: the plan that serves the page, and who mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.page import Entry
from gameplan.model.pages import Kpi, Person
from gameplan.publish.html.entry.page import entry_tail as draw_entry_tail
from gameplan.publish.html.links import links
from gameplan.publish.html.templates import render
from gameplan.publish.pages.strategy.panels import panels
from gameplan.publish.views.entry.page import entry_tail

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_ROWS = 100
"""Items of a list on a page; the rest is counted."""


def tail(context: Context, to: Linker, page: Page) -> str:
    """The HTML below a page's text."""
    below = draw_entry_tail(entry_tail(context, page), to) if isinstance(page, Entry) else ""
    parts = [below] if below else []
    parts += [panel.make(to) for panel in panels(context, page)]
    if found := mentions(context, page):
        shown = links(context, to, found[:MOST_ROWS])
        parts.append(render("mentions.html", mentions=shown, more=len(found) - len(shown)))
    return "\n".join(parts)


def mentions(context: Context, page: Page) -> list[Page]:
    """The pages that mention a page, or refer to it by what its own page doesn't show elsewhere."""
    incoming = context.playbook.incoming.get(page.path)
    if not incoming:
        return []
    sources = context.playbook.sources(page, *_mention_fields(context, page))
    return [source for source in sources if source.path in context.addresses.uris]


def _mention_fields(context: Context, page: Page) -> tuple[str, ...]:
    """The fields whose references are not shown elsewhere on a page."""
    if isinstance(page, Entry):
        return ("mention", "related")
    shown = {"parent", "stage"} if not isinstance(page.fields, Kpi) else {"goals", "kpis", "results"}
    shown |= {"owner"} if isinstance(page.fields, Person) else set()
    incoming = context.playbook.incoming[page.path]
    by_path = context.playbook.by_path
    entries = {link.field for link in incoming if isinstance(by_path[link.source], Entry)}
    return ("mention", *sorted({link.field for link in incoming} - entries - shown))
