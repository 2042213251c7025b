"""The entries that a view of the plan counts without showing each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment
from gameplan.publish.views.facets import facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.model.page import Entry
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_COUNTED = Fragment('<a data-gp="{facets}" href="{url}">{title}</a>')
_INDEX = Fragment('<template data-gp-index="">{items}</template>')
_OF = Fragment(' data-gp-of="{numbers}"')


class Counted:
    """The entries that a view counts without showing each: once in the page, where scripts find them, and by number where they count."""

    def __init__(self, context: Context, to: Linker, owners: Mapping[str, Iterable[str]] | None = None) -> None:
        """Remember for whom.

        Args:
            context: what is published.
            to: makes addresses.
            owners: the words of who answers for what is counted of an entry, by its path, where that isn't its owner.
        """
        self._context, self._to, self._owners = context, to, owners or {}
        self._numbers: dict[str, int] = {}
        self._items: list[Markup] = []

    def of(self, entries: Iterable[Entry]) -> Markup:
        """The attribute of what counts some entries."""
        return _OF(numbers=" ".join([str(self._number(entry)) for entry in entries]))

    def _number(self, entry: Entry) -> int:
        if entry.path not in self._numbers:
            self._numbers[entry.path] = len(self._items)
            url = self._to(self._context.addresses.uris[entry.path])
            said = facets(self._context, entry, self._owners.get(entry.path))
            self._items.append(_COUNTED(facets=said, url=url, title=entry.title))
        return self._numbers[entry.path]

    @property
    def html(self) -> Markup:
        """The entries that were counted so far; nothing where there are none."""
        return _INDEX(items=Markup().join(self._items)) if self._items else Markup()
