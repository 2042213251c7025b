"""Which feeds an entry is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.filters import filter_values
from gameplan.publish.feeds.catalogue import KEY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gameplan.model.page import Entry, Page
    from gameplan.publish.feeds.catalogue import Feed
    from gameplan.publish.feeds.source import Source


class Members:
    """Tells in which feeds an entry's events are, and in which its deadlines."""

    def __init__(self, source: Source, feeds: Iterable[Feed]) -> None:
        """Know the feeds.

        Args:
            source: what they are made from.
            feeds: all of them, as `Feeds.all` has them.
        """
        self._source = source
        self._everything: list[Feed] = []
        self._own: dict[str, Feed] = {}
        self._by_filter: dict[tuple[str, str], list[Feed]] = {}
        self.special: dict[str, Feed] = {}
        """The feeds of deadlines, key dates, quiet days, reviews and tasks, by their names."""
        self.deadlines: dict[str, Feed] = {}
        """The feeds of people's deadlines, by the paths of their pages."""
        for feed in feeds:
            if feed.family == "all":
                self._everything.append(feed)
            elif feed.family == "own":
                self._own[feed.key.partition("/")[2]] = feed
            elif feed.filters:
                for each in feed.filters:
                    self._by_filter.setdefault(each, []).append(feed)
            elif feed.page is not None:
                self.deadlines[feed.page.path] = feed
            else:
                self.special[feed.key] = feed

    def of(self, entry: Entry, targets: Mapping[str, Sequence[Page]] | None = None) -> Mapping[str, Feed]:
        """Return the feeds that have an entry's events, by their uris.

        Args:
            entry: one that subscribers see.
            targets: what it refers to, by field; default: by what the playbook says.
        """
        return {feed.uri: feed for feed in self._of(entry, targets)}

    def _of(self, entry: Entry, targets: Mapping[str, Sequence[Page]] | None) -> Iterator[Feed]:
        edition = self._source.edition
        values = filter_values(edition.playbook, entry, targets)
        yield from self._everything
        for name, found in values.items():
            for value in found:
                yield from self._by_filter.get((name, value), ())
        for name, chosen in edition.filters.items():
            if name in self._own and chosen.takes(values):
                yield self._own[name]
        if entry.entry.type in KEY_TYPES and "key-dates" in self.special:
            yield self.special["key-dates"]

    def of_deadlines(self, owners: Iterable[str]) -> Mapping[str, Feed]:
        """Return the feeds that have a deadline, by their uris.

        Args:
            owners: the paths of the pages of who answers for it.
        """
        found = [self.special.get("deadlines"), *(self.deadlines.get(path) for path in owners)]
        return {feed.uri: feed for feed in found if feed is not None}
