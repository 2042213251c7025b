"""Links to the pages of a playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.views.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


def links(context: Context, to: Linker, pages: Iterable[Page]) -> tuple[Link, ...]:
    """Links to pages that have an address."""
    uris = context.addresses.uris
    return tuple(Link(page.title, to(uris[page.path]), page.kind.icon) for page in pages if page.path in uris)


def people(context: Context, to: Linker, page: Page) -> tuple[Link, ...]:
    """Return the owners of a page: links to their pages, or the names as written."""
    found = links(context, to, context.lookups.targets(page, "owner"))
    return found or tuple(Link(name, None, "account-outline") for name in page.fields.owner)
