"""What the board and the quarters are grouped by besides stages and goals: choices and references of the playbook's own."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.declaration import CHOICE, REF, Declaration
from gameplan.model.own_fields import declared_fields, declared_values, filtered, word_of
from gameplan.publish.views.links import Link
from gameplan.wording.declared_values import called
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


class Group(NamedTuple):
    """A value."""

    key: str
    """The word, or the path of the page; empty for what says nothing."""
    title: Link


class Grouping:
    """The values of a field, and which of them entries have."""

    def __init__(self, context: Context, own: Declaration) -> None:
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
            found = [word_of(value) for _, said in declared_values(entry.fields, named=[self.own]) for value in said]
        return tuple(dict.fromkeys(found)) or ("",)


class CampaignGrouping(Grouping):
    """Campaigns, each with its own entry and everything that is a part of it."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every campaign by its title, and last what is part of none."""
        context, uris = self._context, self._context.addresses.uris
        pages = [context.playbook.by_path[path] for path in context.lookups.campaigns]
        ordered = sorted(pages, key=lambda page: (page.title.casefold(), page.path))
        found = [Group(page.path, Link(page.title, uri=uris[page.path])) for page in ordered if page.path in uris]
        return (*found, Group("", Link(say("Part of no campaign"))))

    def of(self, entry: Entry) -> tuple[str, ...]:
        """Return the campaign that an entry is, or is a part of."""
        known = {group.key for group in self.groups}
        return (entry.path,) if entry.path in known else super().of(entry)


class OwnerGrouping(Grouping):
    """Who owns entries: people with a page, and names without one."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Everybody with a page, then the names by which the plan calls others, and last what nobody owns."""
        *people, nobody = super().groups
        pages = {group.key for group in people}
        keys = dict.fromkeys(key for entry in self._context.playbook.entries for key in self.of(entry))
        names = sorted((key for key in keys if key and key not in pages), key=lambda name: (name.casefold(), name))
        return (*people, *(Group(name, Link(name)) for name in names), nobody)

    def of(self, entry: Entry) -> tuple[str, ...]:
        """Return the people who own an entry; of somebody without a page the name as it is written."""
        found = super().of(entry)
        return found if found != ("",) else tuple(dict.fromkeys(entry.fields.owner)) or found


def lane_groupings(context: Context) -> tuple[Grouping, ...]:
    """Return what a timeline can have lanes by, besides goals: campaigns, channels, people, audiences, and the playbook's own fields.

    What no entry says would be one lane for all of them, and is left out.
    """
    of_entry = {own.name: own for own in declared_fields(context.playbook.vocabulary.entry.fields)}
    owner = Declaration(name="owner", type=REF, kind="person", label=word("Owner"), built_in=True)
    ways = (
        CampaignGrouping(context, replace(of_entry["campaign"], label=word("Campaign"))),
        Grouping(context, replace(of_entry["channels"], label=word("Channel"))),
        OwnerGrouping(context, owner),
        Grouping(context, replace(of_entry["audiences"], label=word("Audience"))),
        *groupings(context),
    )
    return tuple([way for way in ways if any(way.of(entry) != ("",) for entry in context.playbook.entries)])


def groupings(context: Context) -> tuple[Grouping, ...]:
    """Return what views can be grouped by: the choices and references that they can be filtered by."""
    fields = filtered(context.playbook.vocabulary.entry)
    return tuple(Grouping(context, own) for own in fields if own.type in (CHOICE, REF))
