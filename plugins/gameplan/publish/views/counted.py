"""The entries that a page counts without showing each: once in it, where scripts find them, and by number where they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.facets import Facets, facets
from gameplan.publish.views.links import Link, link_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


class CountedEntry(NamedTuple):
    """An entry that is counted."""

    facets: Facets
    link: Link


class Counting:
    """Numbers the entries that a page counts, in the order in which they come."""

    def __init__(self, context: Context, owners: Mapping[str, Iterable[str]] | None = None) -> None:
        """Remember for whom.

        Args:
            context: what is published.
            owners: the words of who answers for what is counted of an entry, by its path, where that isn't its owner.
        """
        self._context, self._owners = context, owners or {}
        self._numbers: dict[str, int] = {}
        self._items: list[CountedEntry] = []

    def of(self, entries: Iterable[Entry]) -> tuple[int, ...]:
        """Return the numbers of some entries."""
        return tuple([self._number(entry) for entry in entries])

    def _number(self, entry: Entry) -> int:
        if entry.path not in self._numbers:
            self._numbers[entry.path] = len(self._items)
            said = Facets(facets(self._context, entry, self._owners.get(entry.path)))
            self._items.append(CountedEntry(said, link_to(self._context.addresses.uris, entry)))
        return self._numbers[entry.path]

    @property
    def items(self) -> tuple[CountedEntry, ...]:
        """The entries that were counted so far."""
        return tuple(self._items)
