"""Feeds that come near what Google Calendar takes, and the smaller ones that do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.feeds.feed import MOST_BYTES, MOST_EVENTS
from gameplan.wording import dates as words
from gameplan.wording.speech import ENGLISH, plural, say, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.analysis.lookups import Lookups
    from gameplan.publish.feeds.feed import Published


def limits() -> str:
    """Past which events are reported to be lost."""
    events, size = words.count_words(MOST_EVENTS), MOST_BYTES // 1_000_000
    return say("{events} events or {size} MB", events=events, size=size)


def count_words(published: Published) -> str:
    """`28 events`, `1 task`, `empty now`."""
    count = published.count
    if not count:
        return say("empty now")
    number = words.count_words(count)
    if published.feed.family == "tasks":
        return plural("{number} task", "{number} tasks", count, number=number)
    return plural("{number} event", "{number} events", count, number=number)


def size_words(published: Published) -> str:
    """`962 events, 612 KB`."""
    return say("{events}, {size} KB", events=count_words(published), size=words.count_words(published.size / 1000))


def smaller(lookups: Lookups, full: Published, feeds: Sequence[Published]) -> Iterator[tuple[str, list[Published]]]:
    """Yield the ways to split a nearly full feed: what it is split by, and the feeds that together hold the same.

    A feed is named only where it holds something, and isn't nearly full itself.
    """
    good = [feed for feed in feeds if feed.count and not feed.nearly_full]
    page = full.feed.page
    if full.feed.family == "all":
        yield say("by channel"), [feed for feed in good if feed.feed.family == "channel"]
        yield say("by goal area"), _of_goals(good, set(lookups.areas))
    elif full.feed.family == "goal" and page is not None:
        yield (
            say("by the goals below it"),
            _of_goals(good, {goal.path for goal in lookups.playbook.children(page)}),
        )
    elif full.feed.key == "deadlines":
        yield say("by person"), [feed for feed in good if feed.feed.family == "deadlines" and feed.feed.page]


def note(feeds: Sequence[Published]) -> str:
    """Write one line for the builder of the site; empty where every feed has room."""
    full = [feed for feed in feeds if feed.nearly_full]
    if not full:
        return ""
    with speaking(ENGLISH):
        return _note(full)


def _note(full: Sequence[Published]) -> str:
    named = "; ".join(f"{feed.feed.uri} ({size_words(feed)})" for feed in full[:5])
    more = f" and {len(full) - 5} more" if len(full) > 5 else ""  # noqa: PLR2004 - a line has room for so many
    return f"Google Calendar is reported to lose events past {limits()}; near that: {named}{more}"


def _of_goals(feeds: list[Published], paths: set[str]) -> list[Published]:
    return [feed for feed in feeds if feed.feed.family == "goal" and feed.feed.page and feed.feed.page.path in paths]
