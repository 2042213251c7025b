"""The order of a site's navigation: home, the strategy with an index of each kind, the plan, what it covers and brought, and the rest."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gameplan.publish.addresses import (
    CALENDAR,
    COVERAGE,
    HOME,
    INVENTORY,
    SUBSCRIBE,
    WHAT_WORKED,
    WHATS_NEW,
    WORK_IN_NUMBERS,
    index_uri,
)
from gameplan.publish.document import NavItem
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document


def navigation(context: Context, documents: Iterable[Document]) -> tuple[NavItem, ...]:
    """Return a site's navigation, without the pages that an index lists.

    Args:
        context: what is published.
        documents: its pages.
    """
    shown = {document.uri for document in documents if document.section in ("", document.uri)}
    indexes = [index_uri(kind) for kind in context.lookups.shown_kinds]
    behind = (WHAT_WORKED, WORK_IN_NUMBERS)
    ours = {HOME, CALENDAR, COVERAGE, INVENTORY, *behind, WHATS_NEW, SUBSCRIBE, *indexes}
    rest = sorted((uri for uri in shown if uri not in ours), key=_place)
    loose = [uri for uri in rest if "/" not in uri]
    strategy = tuple(NavItem(uri=uri) for uri in (*indexes, *loose) if uri in shown)
    items = [
        NavItem(uri=HOME),
        NavItem(title=say("Strategy"), children=strategy),
        NavItem(title=say("Plan"), children=(NavItem(uri=CALENDAR),) if CALENDAR in shown else ()),
        NavItem(uri=COVERAGE),
        NavItem(uri=INVENTORY),
        NavItem(title=say("Looking back"), children=tuple(NavItem(uri=uri) for uri in behind if uri in shown)),
        *_folders([uri for uri in rest if "/" in uri], 0),
        NavItem(uri=WHATS_NEW),
        NavItem(uri=SUBSCRIBE),
    ]
    return tuple(item for item in items if item.children or item.uri in shown)


def _place(uri: str) -> tuple[Sequence[str], bool, str]:
    """How files are ordered: by their folders, an index before all others."""
    path = PurePosixPath(uri)
    return path.parts[:-1], path.stem not in ("index", "README"), path.name


def _folders(uris: Sequence[str], depth: int) -> tuple[NavItem, ...]:
    """The pages of a folder, and its folders with a heading each."""
    items: list[NavItem] = []
    below: dict[str, list[str]] = {}
    for uri in uris:
        parts = uri.split("/")
        if len(parts) == depth + 1:
            items.append(NavItem(uri=uri))
        else:
            below.setdefault(parts[depth], []).append(uri)
    items += [NavItem(title=_heading(name), children=_folders(found, depth + 1)) for name, found in below.items()]
    return tuple(items)


def _heading(folder: str) -> str:
    """A folder's name as people read it."""
    name = folder.replace("-", " ").replace("_", " ")
    return name.capitalize() if name.lower() == name else name
