"""The smallest things that pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.html.icons import STAGES
from gameplan.wording.labels import status_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


class Link(NamedTuple):
    """A link; without an address, a text."""

    text: str
    url: str | None = None
    icon: str = ""


class Badge(NamedTuple):
    """An entry's status."""

    label: str
    stage: str
    icon: str


def badge(entry: Entry) -> Badge:
    """An entry's status: a word and a shape."""
    stage = str(entry.status.stage)
    return Badge(status_label(entry.status), stage, STAGES[stage])


def links(context: Context, to: Linker, pages: Iterable[Page]) -> tuple[Link, ...]:
    """Links to pages that have an address."""
    uris = context.addresses.uris
    return tuple(Link(page.title, to(uris[page.path]), page.kind.icon) for page in pages if page.path in uris)


def people(context: Context, to: Linker, page: Page) -> tuple[Link, ...]:
    """Return the owners of a page: links to their pages, or the names as written."""
    found = links(context, to, context.lookups.targets(page, "owner"))
    return found or tuple(Link(name, None, "account-outline") for name in page.fields.owner)
