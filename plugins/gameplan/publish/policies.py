"""What a policy applies to: types of entries, media of channels, whole kinds of pages, or single pages; and when it wants quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model import policies
from gameplan.model.policies import Applied, Quiet, Reach
from gameplan.publish.ahead import is_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.views.plan import Happening

__all__ = ["Applied", "Quiet", "applied", "concerned", "is_general", "quiet_days", "within"]


def applied(edition: Edition, policy: Page) -> tuple[Applied, ...]:
    """What a policy says that it applies to; empty where it says nothing, and so means everything."""
    return policies.applied(edition.playbook, policy)


def is_general(edition: Edition, policy: Page) -> bool:
    """Whether a policy applies to every entry: because it says so, or says nothing."""
    return Reach(edition.playbook, policy).general


def concerned(edition: Edition, policy: Page) -> list[Entry]:
    """The entries that a policy applies to; none in particular where that is every entry."""
    reach = Reach(edition.playbook, policy)
    if reach.general:
        return []
    return [entry for entry in edition.playbook.entries if reach.takes(entry, edition.targets_by_field(entry))]


def quiet_days(policy: Page) -> list[Quiet]:
    """When a policy wants quiet, in order."""
    return sorted(policies.quiet_days(policy))


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
