"""What the board and the quarters are grouped by besides stages and goals: choices and references of the playbook's own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.own_field import REF
from gameplan.model.own_fields import CHOICE, filtered, own_values, word_of
from gameplan.publish.views.links import Link
from gameplan.wording.own_values import called
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.own_field import OwnField
    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


class Group(NamedTuple):
    """A value."""

    key: str
    """The word, or the path of the page; empty for what says nothing."""
    title: Link


class Grouping:
    """The values of a field, and which of them entries have."""

    def __init__(self, context: Context, own: OwnField) -> None:
        """Take a choice or a reference."""
        self.own, self._context = own, context

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every value, words as they are declared and pages by their titles, and last what says nothing."""
        context, own = self._context, self.own
        if own.type == REF:
            uris = context.addresses.uris
            pages = sorted(context.playbook.of_kind(own.kind), key=lambda page: (page.title.casefold(), page.path))
            found = [Group(page.path, Link(page.title, uri=uris[page.path])) for page in pages if page.path in uris]
        else:
            found = [Group(word, Link(word)) for word in own.of]
        return (*found, Group("", Link(say("Without {field}", field=called(own)))))

    def of(self, entry: Entry) -> tuple[str, ...]:
        """Return the keys of an entry's groups."""
        if self.own.type == REF:
            uris = self._context.addresses.uris
            found = [page.path for page in self._context.lookups.targets(entry, self.own.name) if page.path in uris]
        else:
            found = [word_of(value) for _, said in own_values(entry.fields, named=[self.own]) for value in said]
        return tuple(dict.fromkeys(found)) or ("",)


def groupings(context: Context) -> tuple[Grouping, ...]:
    """Return what views can be grouped by: the choices and references that they can be filtered by."""
    fields = filtered(context.playbook.vocabulary.entry)
    return tuple(Grouping(context, own) for own in fields if own.type in (CHOICE, REF))
