"""Which feeds there are, and what they hold of each entry."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.publish.feeds.catalogue import catalogue, in_feeds
from gameplan.publish.feeds.events import pieces_of
from gameplan.publish.feeds.source import Source
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Entry
    from gameplan.model.revisions import Removed
    from gameplan.publish.addresses import Addresses
    from gameplan.publish.edition import Edition
    from gameplan.publish.feeds.catalogue import Feed
    from gameplan.publish.ics.components import Pieces


class Feeds:
    """The feeds of an edition."""

    def __init__(self, edition: Edition, lookups: Lookups, addresses: Addresses) -> None:
        """Know what they are made from."""
        self.source = Source(edition, lookups, addresses)

    @property
    def made(self) -> dict[Hashable, Pieces]:
        """Pieces of feeds by all that they show: those of this edition."""
        return self.source.made

    @cached_property
    def all(self) -> tuple[Feed, ...]:
        """Every feed but those of single entries, as people choose them."""
        with speaking(self.source.edition.language):
            return catalogue(self.source)

    @cached_property
    def by_page(self) -> Mapping[str, Feed]:
        """The feed that belongs to a page, by its path."""
        return {feed.page.path: feed for feed in reversed(self.all) if feed.page}

    @cached_property
    def removed(self) -> tuple[Removed, ...]:
        """The entries that were deleted not long ago, and before they had happened."""
        edition = self.source.edition
        if edition.as_of is None:
            return ()
        kept = edition.calendar.cancelled
        return tuple(
            replace(removed, entry=edition.playbook.hidden.redacted(removed.entry))
            for removed in edition.revisions.removed
            if edition.as_of <= removed.removed.date() + kept
            and in_feeds(self.source, removed.entry)
            and ((last := removed.entry.schedule.last_day) is None or last >= removed.removed.date())
        )

    def shows(self, entry: Entry) -> bool:
        """Tell whether subscribers see an entry."""
        return in_feeds(self.source, entry)

    def pieces(self, entry: Entry) -> Pieces:
        """Return what feeds hold of an entry."""
        return pieces_of(self.source, entry)
