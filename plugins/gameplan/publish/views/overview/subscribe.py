"""Where people subscribe: every feed, with what it holds and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import below
from gameplan.model.filters import SPECIAL_FEEDS, followed_kinds
from gameplan.publish.addresses import SUBSCRIBE
from gameplan.publish.feeds.size_limits import count_words, limits, size_words, smaller
from gameplan.publish.views.links import Link
from gameplan.publish.views.subscribe_links import GOOGLE, Ways, ways
from gameplan.wording import dates as words
from gameplan.wording.labels import kinds_label
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.publish.context import Context
    from gameplan.publish.feeds.feed import Published

_ABOUT = {
    "goal": word("Everything that serves a goal or a part of it."),
    "audience": word("Everything that is meant for an audience."),
    "channel": word("Everything that goes out on a channel."),
    "person": word("What a person owns or contributes to; beside it, that person's deadlines."),
    "campaign": word("A campaign and everything that is part of it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A feed in a list."""

    id: str
    link: Link
    """Its title: to the page whose feed it is; a text where there is none."""
    name: str
    """What it is called where nothing around it says what it is about."""
    about: str
    count: str
    empty: bool
    full: str
    """How much it holds, where that is nearly too much."""
    depth: int
    hue: int
    file: Link
    ways: Ways
    tasks: bool
    """Whether it holds tasks, which most calendars don't show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSection:
    """A family of feeds."""

    id: str
    title: str
    about: str = ""
    groups: tuple[tuple[FeedItem, ...], ...]
    """What belongs together: a goal area's tree, a person's feeds; else one group of all."""
    folded: tuple[FeedItem, ...] = ()
    """What is empty, and is looked for by nobody."""


@dataclass(frozen=True, slots=True)
class FeedCount:
    """A feed in a sentence, with how much it holds."""

    link: Link
    size: str


@dataclass(frozen=True, slots=True)
class FeedSplit:
    """A way to split a feed."""

    by: str
    parts: tuple[FeedCount, ...]


@dataclass(frozen=True, slots=True)
class FullFeed:
    """A feed that holds nearly too much, and the ways to split it."""

    feed: FeedCount
    splits: tuple[FeedSplit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage:
    """All feeds."""

    title: str
    everything: FeedItem
    sections: tuple[FeedSection, ...]
    full: tuple[FullFeed, ...]
    limits: str
    """Past which events are reported to be lost."""
    google: str
    """Where Google Calendar takes addresses."""
    refresh: str
    """How often programs are asked to look."""


def subscribe_page(context: Context, feeds: Sequence[Published]) -> SubscribePage:
    """Return what the page of all feeds shows.

    Args:
        context: what is published.
        feeds: its feeds as they were built, that of everything first.
    """
    lists = _Lists(context, feeds)
    intro = context.addresses.intros.get(SUBSCRIBE)
    return SubscribePage(
        title=intro.title if intro and intro.fields.title else say("Subscribe"),
        everything=lists.item(feeds[0]),
        sections=tuple([section for section in lists.sections() if any(section.groups) or section.folded]),
        full=tuple(lists.full()),
        limits=limits(),
        google=GOOGLE,
        refresh=words.length_words(context.edition.calendar.refresh),
    )


class _Lists:
    """The feeds in the order in which people look for them."""

    def __init__(self, context: Context, feeds: Sequence[Published]) -> None:
        self.context, self.feeds = context, feeds
        self.families: dict[str, list[Published]] = {}
        for published in feeds:
            self.families.setdefault(published.feed.family, []).append(published)

    def item(self, published: Published, *, depth: int = 0, title: str = "") -> FeedItem:
        feed = published.feed
        uri = self.context.addresses.uris.get(feed.page.path, "") if feed.page and not title else ""
        return FeedItem(
            id=feed.anchor,
            link=Link(title or feed.title, uri=uri),
            name=feed.title,
            about=feed.description if feed.family in SPECIAL_FEEDS and not feed.page else "",
            count=count_words(published),
            empty=not published.count,
            full=size_words(published) if published.nearly_full else "",
            depth=min(depth, 4),
            hue=feed.hue,
            file=Link("", uri=feed.uri),
            ways=ways(self.context.edition.base, feed),
            tasks=feed.family == "tasks",
        )

    def sections(self) -> Iterator[FeedSection]:
        """Every family but that of everything."""
        special = [feed for name in SPECIAL_FEEDS for feed in self.families.get(name, ()) if not feed.feed.page]
        yield self.flat("special", say("Across the plan"), special)
        for kind in self.context.playbook.vocabulary.kinds:
            if kind.name not in followed_kinds(self.context.playbook.vocabulary):
                continue
            if kind.name == "goal":
                groups = tuple(self.goals())
            elif kind.name == "person":
                groups = tuple(self.people())
            else:
                yield self.flat(kind.name, kinds_label(kind), self.families.get(kind.name, []))
                continue
            yield FeedSection(id=f"feeds-{kind.name}", title=kinds_label(kind), about=_about(kind.name), groups=groups)
        yield self.flat("campaign", say("Campaigns"), self.families.get("campaign", []))
        types = self.families.get("type", [])
        held, empty = [feed for feed in types if feed.count], [feed for feed in types if not feed.count]
        yield self.flat("type", say("Types of entry"), held, empty)
        yield self.flat("own", say("More selections"), self.families.get("own", []))

    def flat(self, name: str, title: str, feeds: Sequence[Published], folded: Sequence[Published] = ()) -> FeedSection:
        """A family without an order of its own."""
        items = tuple(self.item(feed) for feed in feeds)
        return FeedSection(
            id=f"feeds-{name}",
            title=title,
            about=_about(name),
            groups=(items,) if items else (),
            folded=tuple(self.item(feed) for feed in folded),
        )

    def goals(self) -> Iterator[tuple[FeedItem, ...]]:
        """Each area with the goals below it, then goals whose hierarchy has no top."""
        waiting = {feed.feed.page.path: feed for feed in self.families.get("goal", ()) if feed.feed.page}
        for area in self.context.playbook.goals:
            if area.path in self.context.lookups.areas:
                tree = below(self.context.playbook, area)
                found = [(feed, depth) for goal, depth in tree if (feed := waiting.pop(goal.path, None))]
                if found:
                    yield tuple(self.item(feed, depth=depth) for feed, depth in found)
        if waiting:
            yield tuple(self.item(feed) for feed in waiting.values())

    def people(self) -> Iterator[tuple[FeedItem, ...]]:
        """Each person's feed, with that of the person's deadlines."""
        deadlines = {feed.feed.page.path: feed for feed in self.families.get("deadlines", ()) if feed.feed.page}
        for feed in self.families.get("person", ()):
            own = deadlines.get(feed.feed.page.path) if feed.feed.page else None
            beside = (self.item(own, depth=1, title=say("Deadlines")),) if own else ()
            yield (self.item(feed), *beside)

    def full(self) -> Iterator[FullFeed]:
        """Yield each nearly full feed with its size, and the ways to split it: by what, and into which feeds."""
        for full in self.feeds:
            if full.nearly_full:
                splits = [
                    FeedSplit(by, tuple([FeedCount(_link(feed), count_words(feed)) for feed in found]))
                    for by, found in smaller(self.context.lookups, full, self.feeds)
                    if found
                ]
                yield FullFeed(FeedCount(_link(full), size_words(full)), tuple(splits))


def _about(family: str) -> str:
    return say(_ABOUT[family]) if family in _ABOUT else ""


def _link(published: Published) -> Link:
    return Link(published.feed.title, f"#{published.feed.anchor}")
