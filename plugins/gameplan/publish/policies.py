"""What a policy applies to: types of entries, media of channels, whole kinds of pages, or single pages; and when it wants quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Policy
from gameplan.publish.ahead import is_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Entry, Page
    from gameplan.publish.site import Edition
    from gameplan.publish.views.plan import Happening

_MEDIA = ("owned", "earned", "paid", "shared")
_EVERYTHING = ("all", "everything", "*")


class Applied(NamedTuple):
    """One of the things that a policy names."""

    text: str
    """As written."""
    type: str = ""
    """A type of entries."""
    kind: Kind | None = None
    """A kind of pages."""
    page: Page | None = None
    medium: str = ""
    """A medium of channels."""

    @property
    def known(self) -> bool:
        """Whether it is something in this playbook."""
        return bool(self.type or self.kind or self.page or self.medium)


class Quiet(NamedTuple):
    """Days on which nothing goes out."""

    first: date
    last: date
    reason: str


def applied(edition: Edition, policy: Page) -> tuple[Applied, ...]:
    """What a policy says that it applies to; empty where it says nothing, and so means everything."""
    texts = policy.fields.applies_to if isinstance(policy.fields, Policy) else ()
    return tuple(_applied(edition, text) for text in texts if text.casefold() not in _EVERYTHING)


def _applied(edition: Edition, text: str) -> Applied:
    vocabulary, name = edition.playbook.vocabulary, text.strip().casefold()
    kind = next((kind for kind in (vocabulary.entry, *vocabulary.kinds) if name in (kind.name, kind.plural)), None)
    by_type = next((each for each in vocabulary.types if name in (each.casefold(), f"{each.casefold()}s")), "")
    if by_type or kind:
        return Applied(text, by_type, None if by_type else kind)
    if name in _MEDIA:
        return Applied(text, medium=name)
    named, _, bare = name.rpartition(":")
    found = edition.pages_by_id.get(bare, ())
    page = next((page for page in found if not named or page.kind.name == named), None)
    return Applied(text, page=page)


def is_general(edition: Edition, policy: Page) -> bool:
    """Whether a policy applies to every entry: because it says so, or says nothing."""
    said = applied(edition, policy)
    return not said or any(each.kind is edition.playbook.vocabulary.entry for each in said)


def concerned(edition: Edition, policy: Page) -> list[Entry]:
    """The entries that a policy applies to; none in particular where that is every entry."""
    if is_general(edition, policy):
        return []
    said = applied(edition, policy)
    types = {each.type for each in said if each.type}
    fields = {each.kind.field for each in said if each.kind and each.kind.field}
    paths = {each.page.path for each in said if each.page}
    media = {each.medium for each in said if each.medium}
    if media:
        channels = edition.playbook.of_kind("channel")
        paths |= {page.path for page in channels if str(getattr(page.fields, "medium", "")) in media}

    def names(entry: Entry) -> bool:
        cited = edition.targets_by_field(entry)
        return not fields.isdisjoint(cited) or any(page.path in paths for pages in cited.values() for page in pages)

    return [
        entry
        for entry in edition.playbook.entries
        if entry.entry.type in types or entry.path in paths or ((fields or paths) and names(entry))
    ]


def quiet_days(policy: Page) -> list[Quiet]:
    """When a policy wants quiet, in order."""
    found = policy.fields.blackouts if isinstance(policy.fields, Policy) else ()
    return sorted(Quiet(each.start, max(each.end or each.start, each.start), each.reason) for each in found)


def within(edition: Edition, quiet: Quiet, concerned: Collection[Entry] | None) -> Iterator[Happening]:
    """What is on in quiet days all the same, in order: not what was dropped or is over.

    Args:
        edition: what is published.
        quiet: the days.
        concerned: the entries that they are meant for; None where they are meant for all.
    """
    touching = edition.plan.touching(quiet.first, quiet.last)
    entries = {happenings[0].entry for happenings in touching.values()}
    found = entries if concerned is None else entries.intersection(concerned)
    happenings = (happening for entry in found if is_ahead(entry, edition) for happening in touching[entry.path])
    yield from sorted(happenings, key=lambda happening: (happening.occurrence.first, happening.entry.path))
