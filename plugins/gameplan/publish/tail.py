"""What stands below an author's text: the plan that serves the page, and who mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.page import Entry
from gameplan.model.pages import Kpi, Person
from gameplan.publish.entries.page import entry_tail
from gameplan.publish.links import links
from gameplan.publish.panels import panels
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

MOST_ROWS = 100
"""Items of a list on a page; the rest is counted."""


def tail(edition: Edition, to: Linker, page: Page) -> str:
    """The HTML below a page's text."""
    parts = [below] if isinstance(page, Entry) and (below := entry_tail(edition, to, page)) else []
    parts += [panel.make(to) for panel in panels(edition, page)]
    if found := mentions(edition, page):
        shown = links(edition, to, found[:MOST_ROWS])
        parts.append(render("mentions.html", mentions=shown, more=len(found) - len(shown)))
    return "\n".join(parts)


def mentions(edition: Edition, page: Page) -> list[Page]:
    """The pages that mention a page, or refer to it by what its own page doesn't show elsewhere."""
    incoming = edition.playbook.incoming.get(page.path)
    if not incoming:
        return []
    sources = edition.playbook.sources(page, *_mention_fields(edition, page))
    return [source for source in sources if source.path in edition.uris]


def _mention_fields(edition: Edition, page: Page) -> tuple[str, ...]:
    """The fields whose references are not shown elsewhere on a page."""
    if isinstance(page, Entry):
        return ("mention", "related")
    shown = {"parent", "stage"} if not isinstance(page.fields, Kpi) else {"goals", "kpis", "results"}
    shown |= {"owner"} if isinstance(page.fields, Person) else set()
    incoming = edition.playbook.incoming[page.path]
    by_path = edition.playbook.by_path
    entries = {link.field for link in incoming if isinstance(by_path[link.source], Entry)}
    return ("mention", *sorted({link.field for link in incoming} - entries - shown))
