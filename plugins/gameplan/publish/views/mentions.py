"""Who mentions a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.links import MENTION
from gameplan.model.page import Entry
from gameplan.model.pages import Person
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
    by_path = context.playbook.by_path
    links = ((by_path[link.source], link.field) for link in context.playbook.incoming.get(page.path, ()))
    found = dict.fromkeys(source for source, field in links if _is_told(page, source, field))
    return [source for source in found if source.path in context.addresses.uris]


def _is_told(page: Page, source: Page, field: str) -> bool:
    """Tell whether nothing else on a page shows that another one refers to it by a field."""
    if field == MENTION:
        return True
    if isinstance(source, Entry):
        return field == "related" and isinstance(page, Entry)
    if isinstance(page.fields, Person) and field == "owner":
        return False
    return (source.kind.name, field) not in _SHOWN


_SHOWN = frozenset(
    (
        ("goal", "parent"),
        ("goal", "kpis"),
        ("kpi", "goals"),
        ("journey", "audiences"),
        ("decision", "review"),
        ("review", "decisions"),
    )
)
"""The kinds and fields of what other parts of a page show."""
