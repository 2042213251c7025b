"""What a page says in fields of the playbook's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.model.own_field import REF
from gameplan.model.own_fields import own_values, reviews_of
from gameplan.publish.views.links import Fact, Link, links_to
from gameplan.wording.dates import day_words
from gameplan.wording.own_values import called, own_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.own_field import OwnField
    from gameplan.model.page import Page


def own_facts(lookups: Lookups, uris: Mapping[str, str], page: Page) -> Iterator[Fact]:
    """Yield a line for each field of the playbook's own that a page says, in the order in which they are declared."""
    for own, values in own_values(page.fields):
        if own.type == REF:
            items = links_to(uris, lookups.targets(page, own.name)) or tuple([Link(str(name)) for name in values])
        else:
            again = dict(reviews_of(page)).get(own)
            items = tuple([Link(_words(own, value, again), _address(own, value)) for value in values])
        yield Fact(called(own), items, listed=own.type == "text" and len(items) > 1)


def _words(own: OwnField, value: Any, again: date | None) -> str:  # noqa: ANN401 - whatever the field holds
    """Return a value in words; of a day that is looked at again also when."""
    told = own_words(own, value)
    if again is None:
        return told
    return say("{day} (next look {again})", day=told, again=day_words(again, weekday=False))


def _address(own: OwnField, value: Any) -> str | None:  # noqa: ANN401 - whatever the field holds
    """Return where a value leads; None where it is no address."""
    if own.type == "email":
        return f"mailto:{value}"
    return str(value) if own.type == "url" else None
