"""Where people subscribe: every feed, with what it holds and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import below
from gameplan.model.filters import SPECIAL_FEEDS, followed_kinds
from gameplan.publish.addresses import SUBSCRIBE
from gameplan.publish.document import Anchor, Document
from gameplan.publish.feeds.size_limits import count_words, limits, size_words, smaller
from gameplan.publish.feeds.subscribe_links import GOOGLE, Ways, ways
from gameplan.publish.html.templates import render
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.labels import kinds_label
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context
    from gameplan.publish.feeds.feed import Published

_ABOUT = {
    "goal": word("Everything that serves a goal or a part of it."),
    "audience": word("Everything that is meant for an audience."),
    "channel": word("Everything that goes out on a channel."),
    "person": word("What a person answers for or works on; beside it, that person's deadlines."),
    "campaign": word("A campaign and everything that is part of it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A feed in a list."""

    id: str
    title: str
    name: str
    """What it is called where nothing around it says what it is about."""
    url: str
    """Of the page whose feed it is; empty where there is none."""
    about: str
    count: str
    empty: bool
    full: str
    """How much it holds, where that is nearly too much."""
    depth: int
    hue: int
    ways: Ways
    tasks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A family of feeds."""

    id: str
    title: str
    about: str = ""
    groups: tuple[tuple[_Item, ...], ...]
    """What belongs together: a goal area's tree, a person's feeds; else one group of all."""
    folded: tuple[_Item, ...] = ()
    """What is empty, and is looked for by nobody."""


def subscribe_document(context: Context, feeds: Sequence[Published]) -> Document:
    """The page of all feeds.

    Args:
        context: what is published.
        feeds: its feeds as they were built, that of everything first.
    """
    lists = _Lists(context, context.addresses.to(SUBSCRIBE), feeds)
    intro = context.addresses.intros.get(SUBSCRIBE)
    title = intro.title if intro and intro.fields.title else say("Subscribe")
    sections = [section for section in lists.sections() if any(section.groups) or section.folded]
    head = render(
        "subscribe.html",
        title=title,
        everything=lists.item(feeds[0]),
        sections=sections,
        full_feeds=list(lists.budget()),
        limits=limits(),
        google=GOOGLE,
        refresh=words.length_words(context.edition.calendar.refresh),
    )
    return Document(
        uri=SUBSCRIBE,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        before=(
            Anchor(say("Everything"), "all"),
            *(Anchor(section.title, section.id) for section in sections),
            Anchor(say("How soon changes show"), "feeds-programs"),
        ),
        description=say(
            "Calendar feeds of {site}: subscribe once, and your calendar follows the plan.",
            site=context.edition.site_name,
        ),
        hide=("navigation",),
        section=SUBSCRIBE,
    )


class _Lists:
    """The feeds in the order in which people look for them."""

    def __init__(self, context: Context, to: Linker, feeds: Sequence[Published]) -> None:
        self.context, self.to, self.feeds = context, to, feeds
        self.families: dict[str, list[Published]] = {}
        for published in feeds:
            self.families.setdefault(published.feed.family, []).append(published)

    def item(self, published: Published, *, depth: int = 0, title: str = "") -> _Item:
        feed = published.feed
        uri = self.context.addresses.uris.get(feed.page.path) if feed.page else None
        return _Item(
            id=feed.anchor,
            title=title or feed.title,
            name=feed.title,
            url=self.to(uri) if uri and not title else "",
            about=feed.description if feed.family in SPECIAL_FEEDS and not feed.page else "",
            count=count_words(published),
            empty=not published.count,
            full=size_words(published) if published.nearly_full else "",
            depth=min(depth, 4),
            hue=feed.hue,
            ways=ways(self.context.edition.base, self.to, feed),
            tasks=feed.family == "tasks",
        )

    def sections(self) -> Iterator[_Section]:
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
            yield _Section(id=f"feeds-{kind.name}", title=kinds_label(kind), about=_about(kind.name), groups=groups)
        yield self.flat("campaign", say("Campaigns"), self.families.get("campaign", []))
        types = self.families.get("type", [])
        held, empty = [feed for feed in types if feed.count], [feed for feed in types if not feed.count]
        yield self.flat("type", say("Types of entry"), held, empty)
        yield self.flat("own", say("More selections"), self.families.get("own", []))

    def flat(self, name: str, title: str, feeds: Sequence[Published], folded: Sequence[Published] = ()) -> _Section:
        """A family without an order of its own."""
        items = tuple(self.item(feed) for feed in feeds)
        return _Section(
            id=f"feeds-{name}",
            title=title,
            about=_about(name),
            groups=(items,) if items else (),
            folded=tuple(self.item(feed) for feed in folded),
        )

    def goals(self) -> Iterator[tuple[_Item, ...]]:
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

    def people(self) -> Iterator[tuple[_Item, ...]]:
        """Each person's feed, with that of the person's deadlines."""
        deadlines = {feed.feed.page.path: feed for feed in self.families.get("deadlines", ()) if feed.feed.page}
        for feed in self.families.get("person", ()):
            own = deadlines.get(feed.feed.page.path) if feed.feed.page else None
            beside = (self.item(own, depth=1, title=say("Deadlines")),) if own else ()
            yield (self.item(feed), *beside)

    def budget(self) -> Iterator[tuple[Link, str, list[tuple[str, list[tuple[Link, str]]]]]]:
        """Yield each nearly full feed with its size, and the ways to split it: by what, and into which feeds."""
        for full in self.feeds:
            if full.nearly_full:
                splits = [
                    (by, [(_link(feed), count_words(feed)) for feed in found])
                    for by, found in smaller(self.context.lookups, full, self.feeds)
                    if found
                ]
                yield _link(full), size_words(full), splits


def _about(family: str) -> str:
    return say(_ABOUT[family]) if family in _ABOUT else ""


def _link(published: Published) -> Link:
    return Link(published.feed.title, f"#{published.feed.anchor}")
