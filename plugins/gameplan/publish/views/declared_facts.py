"""What a page says in fields that say themselves how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.model.declaration import REF
from gameplan.model.own_fields import declared_values, reviews_of
from gameplan.publish.views.links import Fact, Link, links_to
from gameplan.wording.dates import day_words
from gameplan.wording.declared_values import called, value_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.declaration import Declaration
    from gameplan.model.page import Page


class DeclaredFacts:
    """The facts of a page that its fields declare, each to be put into its place once."""

    def __init__(self, lookups: Lookups, uris: Mapping[str, str], page: Page) -> None:
        """Know the page.

        Args:
            lookups: into the playbook.
            uris: of its pages, by their paths.
            page: the page.
        """
        self._lookups, self._uris, self._page = lookups, uris, page
        said = ((own, values) for own, values in declared_values(page.fields) if own.fact)
        self._left = {own.name: (own, values) for own, values in said}

    def of(self, name: str) -> Iterator[Fact]:
        """Yield the line of a field; nothing where the page doesn't say it, or where it stands already."""
        found = self._left.pop(name, None)
        if found is not None:
            yield self._fact(*found)

    def rest(self) -> Iterator[Fact]:
        """Yield the lines that stand nowhere yet, in the order in which the fields are declared."""
        for name in list(self._left):
            yield from self.of(name)

    def _fact(self, own: Declaration, values: tuple[Any, ...]) -> Fact:
        if own.type == REF:
            items = links_to(self._uris, self._lookups.targets(self._page, own.name))
            items = items or tuple([Link(str(name)) for name in values])
        else:
            again = dict(reviews_of(self._page)).get(own)
            items = tuple([Link(_words(own, value, again), _address(own, value)) for value in values])
        return Fact(called(own), items, listed=own.type == "text" and len(items) > 1)


def _words(own: Declaration, value: Any, again: date | None) -> str:  # noqa: ANN401 - whatever the field holds
    """Return a value in words; of a day that is looked at again also when."""
    told = value_words(own, value)
    if again is None:
        return told
    return say("{day} (next review {again})", day=told, again=day_words(again, weekday=False))


def _address(own: Declaration, value: Any) -> str | None:  # noqa: ANN401 - whatever the field holds
    """Return where a value leads; None where it is no address."""
    if own.type == "email":
        return f"mailto:{value}"
    return str(value) if own.type == "url" else None
