"""Feeds as bytes: the same as long as nothing changes, and a change in one event changes that event's lines only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.analysis.changes import removed_targets
from gameplan.analysis.live import Live
from gameplan.publish.feeds.catalogue import file_name
from gameplan.publish.feeds.describe import COLOURS
from gameplan.publish.feeds.events import (
    goal_pieces,
    gone_piece,
    quiet_pieces,
    removed_pieces,
    review_pieces,
    upkeep_pieces,
)
from gameplan.publish.feeds.members import Members
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.components import EPOCH, uid
from gameplan.publish.ics.vtimezone import FIRST_YEAR, vtimezone
from gameplan.wording.speech import speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Entry
    from gameplan.publish.edition import Edition
    from gameplan.publish.feeds.catalogue import Feed
    from gameplan.publish.feeds.feeds import Feeds
    from gameplan.publish.feeds.source import Source
    from gameplan.publish.ics.components import Piece

MOST_BYTES, MOST_EVENTS = 1_000_000, 1_100
"""Past which Google Calendar is reported to lose events."""
_HEX = {
    "steelblue": "#4682B4FF",
    "royalblue": "#4169E1FF",
    "chocolate": "#D2691EFF",
    "teal": "#008080FF",
    "blueviolet": "#8A2BE2FF",
    "mediumvioletred": "#C71585FF",
    "olivedrab": "#6B8E23FF",
    "darkgoldenrod": "#B8860BFF",
    "cadetblue": "#5F9EA0FF",
}


@dataclass(frozen=True, slots=True)
class Published:
    """A feed with what it holds."""

    feed: Feed
    parts: tuple[bytes, ...]
    """All of it in order, made of what it has in common with other feeds: each event is in eight of them."""
    count: int
    """Of its events or tasks; those that were moved or cancelled included."""

    @property
    def data(self) -> bytes:
        """The feed as a file; not kept."""
        return b"".join(self.parts)

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(map(len, self.parts))

    @property
    def nearly_full(self) -> bool:
        """Whether it has come within a fifth of what Google Calendar takes, which shows no tasks."""
        if self.feed.family == "tasks":
            return False
        return self.size > 0.8 * MOST_BYTES or self.count > 0.8 * MOST_EVENTS


def build_feeds(feeds: Feeds) -> tuple[Published, ...]:
    """Every feed of a playbook but those of single entries, in the order of the catalogue."""
    edition = feeds.source.edition
    with speaking(edition.language):
        content = _Content(feeds)
        return tuple(_published(feeds.source, feed, content.of(feed)) for feed in feeds.all)


def single_feeds(feeds: Feeds) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Make a file for each entry in the feeds, with its event alone, by uri: to add to a calendar once."""
    edition = feeds.source.edition
    if edition.calendar.choice("entries").wanted:
        for entry in edition.playbook.entries:
            if feeds.shows(entry):
                yield single_uri(entry), _calendar(edition, [], feeds.pieces(entry).events)


def single_uri(entry: Entry) -> str:
    """Return the uri of the file with an entry's event."""
    return file_name("entry", entry.feed_id)


class _Content:
    """Which pieces belong to which feed: every entry is looked at once."""

    def __init__(self, feeds: Feeds) -> None:
        self.feeds, self.source = feeds, feeds.source
        self.members = Members(feeds.source, feeds.all)
        self.held: dict[str, list[Piece]] = {feed.uri: [] for feed in feeds.all}
        edition = feeds.source.edition
        for entry in edition.playbook.entries:
            if feeds.shows(entry):
                self._add(entry)
        for removed in feeds.removed:
            self._place(
                removed_pieces(feeds.source, removed),
                self.members.of(removed.entry, removed_targets(edition.playbook, removed)),
            )
        self._add_pages()
        if edition.ledger is not None:
            kept = edition.calendar.cancelled
            self.held[edition.calendar.file] += [gone_piece(*item) for item in edition.ledger.gone(kept).items()]

    def of(self, feed: Feed) -> list[Piece]:
        """The pieces of a feed."""
        return self.held[feed.uri]

    def _add(self, entry: Entry) -> None:
        events, deadlines, tasks = self.feeds.pieces(entry)
        self._place(events, self.members.of(entry, self.source.lookups.targets_by_field(entry)))
        for piece, owners in deadlines:
            paths = (self.source.lookups.people_paths.get(owner, "") for owner in owners)
            self._place((piece,), self.members.of_deadlines(paths))
        self._put("tasks", tasks)

    def _place(self, pieces: tuple[Piece, ...], uris: Iterable[str]) -> None:
        for uri in uris:
            self.held[uri].extend(pieces)

    def _put(self, name: str, pieces: Iterable[Piece]) -> None:
        """Put pieces into a feed that every playbook has, unless this one doesn't want it."""
        if name in self.members.special:
            self.held[self.members.special[name].uri].extend(pieces)

    def _add_pages(self) -> None:
        source = self.source
        for page in source.edition.playbook.pages:
            if page.fields.visibility != "draft":
                self._put("reviews", review_pieces(source, page))
                self._put("key-dates", goal_pieces(source, page))
                self._put("quiet-days", quiet_pieces(source, page))
        edition = source.edition
        for live in Live(edition.playbook, edition.today, edition.conventions.limits.audit_after).pieces:
            if live.entry.fields.visibility != "draft":
                self._put("reviews", upkeep_pieces(source, live))


def _published(source: Source, feed: Feed, pieces: list[Piece]) -> Published:
    return Published(
        feed, _calendar(source.edition, [*_head(source, feed, pieces)], pieces), sum(p.count for p in pieces)
    )


def _calendar(edition: Edition, head: list[str], pieces: Iterable[Piece]) -> tuple[bytes, ...]:
    """The parts of a VCALENDAR: its zones by name, then the pieces by UID, which doesn't change when an entry is moved."""
    pieces = sorted(pieces, key=lambda piece: piece.uid)
    zones: dict[str, int] = {}
    for piece in pieces:
        for name, year in piece.zones.items():
            zones[name] = min(zones.get(name, year), year)
    if not pieces:
        # A calendar must hold a component (RFC 5545 3.6).
        home = edition.playbook.vocabulary.zone
        zones = {home if home != "UTC" else "Etc/UTC": FIRST_YEAR}
    product = f"PRODID:-//Gameplan//Gameplan 0//{spoken().tag.partition('-')[0].upper()}"
    parts = [lines.joined(["BEGIN:VCALENDAR", "VERSION:2.0", product, "CALSCALE:GREGORIAN"])]
    parts.append(lines.joined(head))
    parts += [_zone(name, year) for name, year in sorted(zones.items())]
    parts += [piece.data for piece in pieces]
    return (*parts, b"END:VCALENDAR\r\n")


@lru_cache(maxsize=128)
def _zone(name: str, year: int) -> bytes:
    """A VTIMEZONE; kept, since every feed has the same."""
    return lines.joined([*vtimezone(name, year)])


def _head(source: Source, feed: Feed, pieces: list[Piece]) -> Iterator[str]:
    """Write what the calendar says of itself (RFC 7986 5), each name twice: programs read one or the other."""
    title, description = lines.text(feed.name), lines.text(feed.description)
    refresh = lines.duration(source.edition.calendar.refresh)
    modified = max((piece.modified for piece in pieces), default=EPOCH)
    page = source.addresses.absolute(feed.page) if feed.page else source.edition.base
    key = f"{feed.family}/{feed.page.feed_id}" if feed.page else feed.key
    # In small letters, which mean the same (RFC 5545 3.1): vdirsyncer takes the first line that begins with UID: for every event's.
    yield f"uid:{uid(source.edition.calendar.namespace, 'feed', key)}"
    yield f"NAME:{title}"
    yield f"X-WR-CALNAME:{title}"
    yield f"DESCRIPTION:{description}"
    yield f"X-WR-CALDESC:{description}"
    yield f"LAST-MODIFIED:{lines.moment(modified)}"
    if page:
        yield f"URL:{lines.uri(page)}"
        yield f"SOURCE;VALUE=URI:{lines.uri(source.edition.base + feed.uri)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}"
    yield f"X-PUBLISHED-TTL:{refresh}"
    yield f"COLOR:{COLOURS[feed.hue]}"
    yield f"X-APPLE-CALENDAR-COLOR:{_HEX[COLOURS[feed.hue]]}"
