"""Who mentions a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.page import Entry
from gameplan.model.pages import Kpi, Person
from gameplan.publish.views.links import Link, links_to

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

MOST_ROWS = 100
"""Items of a list on a page; the rest is counted."""


class Mentions(NamedTuple):
    """The pages that mention a page."""

    links: tuple[Link, ...]
    more: int
    """How many are left out."""


def mentions(context: Context, page: Page) -> Mentions | None:
    """Return the pages that mention a page; None where there are none."""
    found = mentioning(context, page)
    if not found:
        return None
    links = links_to(context.addresses.uris, found[:MOST_ROWS])
    return Mentions(links, len(found) - len(links))


def mentioning(context: Context, page: Page) -> list[Page]:
    """Return the pages that mention a page, or refer to it by what its own page doesn't show elsewhere."""
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
