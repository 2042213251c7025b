"""What a policy applies to: types of entries, media of channels, whole kinds of pages, or single pages; and when it wants quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import MEDIA, Policy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from gameplan.analysis.ahead import Ahead
    from gameplan.analysis.happenings import Happening, Happenings
    from gameplan.analysis.lookups import Lookups
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook

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
    """The medium of channels."""

    @property
    def known(self) -> bool:
        """Whether it is something in this playbook."""
        return bool(self.type or self.kind or self.page or self.medium)


class QuietDays(NamedTuple):
    """Days on which a policy wants nothing to go out."""

    first: date
    last: date
    reason: str
    number: int
    """Its place among the policy's, from 0."""
    policy: Page


def applied(playbook: Playbook, policy: Page) -> tuple[Applied, ...]:
    """Return what a policy says that it applies to; empty where it says nothing, and so means everything."""
    texts = policy.fields.applies_to if isinstance(policy.fields, Policy) else ()
    return tuple(_applied(playbook, text) for text in texts if text.casefold() not in _EVERYTHING)


def _applied(playbook: Playbook, text: str) -> Applied:
    vocabulary, name = playbook.vocabulary, text.strip().casefold()
    kind = next((kind for kind in (vocabulary.entry, *vocabulary.kinds) if name in (kind.name, kind.plural)), None)
    by_type = next((each for each in vocabulary.types if name in (each.casefold(), f"{each.casefold()}s")), "")
    if by_type or kind:
        return Applied(text, by_type, None if by_type else kind)
    if name in MEDIA:
        return Applied(text, medium=name)
    named, _, bare = name.rpartition(":")
    found = playbook.by_plain_id.get(bare, ())
    page = next((page for page in found if not named or page.kind.name == named), None)
    return Applied(text, page=page)


class Reach:
    """The entries that a policy applies to."""

    def __init__(self, playbook: Playbook, policy: Page) -> None:
        said = applied(playbook, policy)
        self.general = not said or any(each.kind == playbook.vocabulary.entry for each in said)
        """Whether it applies to every entry: because it says so, or says nothing."""
        self._types = {each.type for each in said if each.type}
        self._fields = {each.kind.field for each in said if each.kind and each.kind.field}
        media = {each.medium for each in said if each.medium}
        channels = playbook.of_kind("channel") if media else ()
        self._paths = {each.page.path for each in said if each.page}
        self._paths |= {page.path for page in channels if getattr(page.fields, "medium", None) in media}

    def takes(self, entry: Entry, cited: Mapping[str, Sequence[Page]]) -> bool:
        """Tell whether it applies to an entry that cites some pages, by field."""
        if self.general or entry.entry.type in self._types or entry.path in self._paths:
            return True
        return not self._fields.isdisjoint(cited) or any(
            page.path in self._paths for pages in cited.values() for page in pages
        )


def quiet_days(policy: Page) -> list[QuietDays]:
    """Return a policy's quiet days, in the order of their dates."""
    found = policy.fields.blackouts if isinstance(policy.fields, Policy) else ()
    return sorted(
        QuietDays(each.start, max(each.end or each.start, each.start), each.reason, number, policy)
        for number, each in enumerate(found)
    )


def quiet_key(quiet: QuietDays) -> str:
    """Return what tells a policy's quiet days from its others as long as they begin on the same day: `quiet/2026-12-24`."""
    return f"quiet/{quiet.first.isoformat()}"


def has_only_quiet_days(policy: Page) -> bool:
    """Tell whether quiet days are all that a policy says in its fields."""
    fields = policy.fields
    return isinstance(fields, Policy) and bool(fields.blackouts) and not (fields.applies_to or fields.checklist)


def is_general(playbook: Playbook, policy: Page) -> bool:
    """Tell whether a policy applies to every entry: because it says so, or says nothing."""
    return Reach(playbook, policy).general


def concerned(lookups: Lookups, policy: Page) -> list[Entry]:
    """Return the entries that a policy applies to; none in particular where that is every entry."""
    reach = Reach(lookups.playbook, policy)
    if reach.general:
        return []
    return [entry for entry in lookups.playbook.entries if reach.takes(entry, lookups.targets_by_field(entry))]


def within(
    happenings: Happenings, ahead: Ahead, quiet: QuietDays, concerned: Collection[Entry] | None
) -> Iterator[Happening]:
    """Yield what is on in quiet days all the same, in order: not what was dropped or is over.

    Args:
        happenings: what happens when.
        ahead: what isn't over.
        quiet: the days.
        concerned: the entries that they are meant for; None where they are meant for all.
    """
    touching = happenings.touching(quiet.first, quiet.last)
    entries = {each[0].entry for each in touching.values()}
    found = entries if concerned is None else entries.intersection(concerned)
    on = (happening for entry in found if ahead.has(entry) for happening in touching[entry.path])
    yield from sorted(on, key=lambda happening: (happening.occurrence.first, happening.entry.path))
