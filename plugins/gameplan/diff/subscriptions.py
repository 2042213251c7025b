"""What subscribers of calendar feeds will see of a change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diff.comparison import Calendar, Turn
from gameplan.diff.pages import named, when
from gameplan.model.page import Entry
from gameplan.model.status import Stage
from gameplan.publish.feeds.catalogue import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.diff.pages import Pages
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_FEEDS = {
    "goals": ("goal", "Goal"),
    "audiences": ("audience", "Audience"),
    "channels": ("channel", "Channel"),
    "owner": ("person", "Person"),
    "contributors": ("person", "Person"),
    "campaign": ("campaign", "Campaign"),
}
"""The feed of the page that each field names."""


class _Seen(NamedTuple):
    """What subscribers see of an entry."""

    when: str
    title: str
    cancelled: bool
    place: str


class _Feed(NamedTuple):
    title: str
    file: str


def calendars(then: Playbook, now: Playbook, pages: Pages, file: str) -> tuple[Calendar, ...]:
    """Return what changes in each feed: the one of everything, then those of goals, people and whatever else entries name.

    Args:
        then: the older version.
        now: the newer one.
        pages: of the two.
        file: the name of the feed of everything.
    """
    counts: dict[_Feed, Counter[str]] = {}
    for before, after in _pairs(pages):
        old, new = (_seen(entry) if entry else None for entry in (before, after))
        if old == new:
            continue
        feeds_before = set(_feeds(then, before, file)) if before and old else set()
        feeds_after = set(_feeds(now, after, file)) if after and new else set()
        for feed in feeds_before | feeds_after:
            gone, come = feed not in feeds_after, feed not in feeds_before
            what = "removed" if gone else "added" if come else "changed"
            counts.setdefault(feed, Counter())[what] += 1
    order = sorted(counts, key=lambda feed: (feed.file != file, feed.title.casefold(), feed.file))
    return tuple(Calendar(feed.title, feed.file, **counts[feed]) for feed in order)


def seen_twice(pages: Pages) -> Iterator[Turn]:
    """Yield the entries that calendars would take for others: those whose identity is another one."""
    for before, after in pages.pairs:
        if not isinstance(before, Entry) or not isinstance(after, Entry) or before.feed_id == after.feed_id:
            continue
        if _seen(before) and _seen(after):
            yield Turn(named(after), before.feed_id, after.feed_id)


def _pairs(pages: Pages) -> Iterator[tuple[Entry | None, Entry | None]]:
    for before, after in pages.pairs:
        yield (before if isinstance(before, Entry) else None, after if isinstance(after, Entry) else None)
    yield from ((None, page) for page in pages.added if isinstance(page, Entry))
    yield from ((page, None) for page in pages.removed if isinstance(page, Entry))


def _seen(entry: Entry) -> _Seen | None:
    """What calendars show of an entry; None where they don't have it."""
    if not entry.public or entry.schedule.start is None:
        return None
    return _Seen(when(entry), entry.title, entry.status.stage is Stage.DROPPED, entry.entry.location)


def _feeds(playbook: Playbook, entry: Entry, file: str) -> Iterator[_Feed]:
    yield _Feed("Everything", file)
    for field, (family, label) in _FEEDS.items():
        for page in _with_above(playbook, playbook.targets(entry, field)):
            if page.public:
                yield _Feed(f"{label}: {page.title}", file_name(family, page.feed_id))


def _with_above(playbook: Playbook, pages: Iterable[Page]) -> Mapping[Page, None]:
    """Pages with the goals above them, which have a feed of all that serves the goals below."""
    found: dict[Page, None] = {}
    waiting = list(pages)
    while waiting:
        page = waiting.pop(0)
        if page not in found:
            found[page] = None
            waiting += playbook.targets(page, "parent") if page.kind.name == "goal" else ()
    return found
