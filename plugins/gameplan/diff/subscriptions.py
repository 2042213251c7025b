"""What subscribers of calendar feeds will see of a change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diff.comparison import Calendar, Turn
from gameplan.diff.pages import named
from gameplan.model.page import Entry
from gameplan.model.status import Stage
from gameplan.publish.feeds.members import Members

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from gameplan.diff.pages import Pages
    from gameplan.publish.feeds.catalogue import Feed
    from gameplan.publish.feeds.feeds import Feeds


class Subscriptions(NamedTuple):
    """The feeds of both versions, without what only their history tells."""

    then: Feeds
    now: Feeds


class _Version:
    """The feeds of a version."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds, self._members = feeds, Members(feeds.source, feeds.all)

    def events(self, entry: Entry | None) -> tuple[Hashable, Mapping[str, Feed]]:
        """Return what calendars show of an entry, and in which feeds; None and no feeds where they don't have it."""
        shown = self._shown(entry)
        if shown is None:
            return None, {}
        schedule = shown.schedule
        # On which clock all-day events are read is up to who reads them.
        when = (schedule.start, schedule.end, schedule.window, schedule.recurrence, schedule.timed and schedule.zone)
        seen = (when, shown.title, shown.status.stage is Stage.DROPPED, shown.entry.location)
        return seen, self._members.of(shown)

    def deadlines(self, entry: Entry | None) -> Iterator[tuple[str, Hashable, Mapping[str, Feed]]]:
        """Yield each deadline of an entry by its name: what calendars show of it, and in which feeds."""
        shown = self._shown(entry)
        people = self._feeds.source.lookups.people_paths
        for name, deadline in shown.entry.deadlines.items() if shown else ():
            owners = deadline.owner or (shown.fields.owner if shown else ())
            seen = (deadline.on, deadline.done, shown.title if shown else "")
            yield name, seen, self._members.of_deadlines(people.get(each, "") for each in owners)

    def _shown(self, entry: Entry | None) -> Entry | None:
        found = self._feeds.source.edition.playbook.by_path.get(entry.path) if entry else None
        return found if isinstance(found, Entry) and self._feeds.shows(found) else None


def calendars(subscriptions: Subscriptions, pages: Pages) -> tuple[Calendar, ...]:
    """Return what changes in each feed: the one of everything first, then the others by their titles.

    Args:
        subscriptions: the feeds of both versions.
        pages: of the two.
    """
    then, now = (_Version(feeds) for feeds in subscriptions)
    counts: dict[tuple[str, str], Counter[str]] = {}
    for before, after in _pairs(pages):
        for old, new in ((then.events(before), now.events(after)), *_deadlines(then, now, before, after)):
            if old[0] != new[0]:
                _count(counts, old[1], new[1])
            else:
                # The event itself is as it was, and may be in other feeds.
                _count(counts, {uri: old[1][uri] for uri in old[1].keys() - new[1].keys()}, {})
                _count(counts, {}, {uri: new[1][uri] for uri in new[1].keys() - old[1].keys()})
    gone_uris = {feed.file for feed in gone(subscriptions)}
    counts = {key: count for key, count in counts.items() if key[1] not in gone_uris}
    everything = subscriptions.now.source.edition.calendar.file
    order = sorted(counts, key=lambda feed: (feed[1] != everything, feed[0].casefold(), feed[1]))
    return tuple(Calendar(title, uri, **counts[title, uri]) for title, uri in order)


def _deadlines(
    then: _Version, now: _Version, before: Entry | None, after: Entry | None
) -> Iterator[tuple[tuple[Hashable, Mapping[str, Feed]], tuple[Hashable, Mapping[str, Feed]]]]:
    """Yield the deadlines of an entry in both versions, those of one name together."""
    old = {name: (seen, feeds) for name, seen, feeds in then.deadlines(before)}
    new = {name: (seen, feeds) for name, seen, feeds in now.deadlines(after)}
    for name in dict.fromkeys((*old, *new)):
        yield old.get(name, (None, {})), new.get(name, (None, {}))


def _count(counts: dict[tuple[str, str], Counter[str]], old: Mapping[str, Feed], new: Mapping[str, Feed]) -> None:
    """Count something that changes, by the feeds that had it and those that have it."""
    for uri in dict.fromkeys((*old, *new)):
        what = "removed" if uri not in new else "added" if uri not in old else "changed"
        feed = new.get(uri) or old[uri]
        counts.setdefault((_title(feed), uri), Counter())[what] += 1


def gone(subscriptions: Subscriptions) -> tuple[Calendar, ...]:
    """Return the feeds that aren't there any more: who subscribes to one hears nothing new, or gets an error."""
    now = {feed.uri for feed in subscriptions.now.all}
    return tuple(Calendar(_title(feed), feed.uri) for feed in subscriptions.then.all if feed.uri not in now)


def _title(feed: Feed) -> str:
    """What a feed is called, with the kind of page that it follows."""
    if feed.family in ("all", "own", "deadlines") or feed.key == feed.family:
        return feed.title
    return f"{feed.family.replace('-', ' ').capitalize()}: {feed.title}"


def is_anew(subscriptions: Subscriptions) -> bool:
    """Tell whether calendars would take all events for others."""
    then, now = (feeds.source.edition.calendar.namespace for feeds in subscriptions)
    return then != now


def seen_twice(subscriptions: Subscriptions, pages: Pages) -> Iterator[Turn]:
    """Yield the entries that calendars would take for others: those whose identity is another one."""
    then, now = (_Version(feeds) for feeds in subscriptions)
    for before, after in pages.pairs:
        if not isinstance(before, Entry) or not isinstance(after, Entry) or before.feed_id == after.feed_id:
            continue
        if then.events(before)[0] and now.events(after)[0]:
            yield Turn(named(after), before.feed_id, after.feed_id)


def _pairs(pages: Pages) -> Iterable[tuple[Entry | None, Entry | None]]:
    for before, after in pages.pairs:
        yield (before if isinstance(before, Entry) else None, after if isinstance(after, Entry) else None)
    yield from ((None, page) for page in pages.added if isinstance(page, Entry))
    yield from ((page, None) for page in pages.removed if isinstance(page, Entry))
