"""What's new: the changes of the plan by day; and those of the last days for the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING

from gameplan.analysis.changes import by_day, local_day
from gameplan.publish.addresses import PROBLEMS, WHATS_NEW
from gameplan.publish.feeds.news import ATOM, JSON
from gameplan.publish.views.links import Link, links_to
from gameplan.publish.views.overview.numbers import numbers_link
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.analysis.changes import ToldChange
    from gameplan.publish.context import Context

MOST_CHANGES = 100
_DAYS_ON_HOME = 7
_MOST_ON_HOME = 5


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of the plan."""

    hue: int
    what: str
    """`added`, `moved`, `status` or `removed`."""
    link: Link
    """To the entry; a text where it is gone."""
    sentence: str
    day: date | None
    """When it was made, where the line doesn't stand below the name of that day."""
    day_words: str
    goals: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day's changes."""

    day: date
    words: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class RecentChanges:
    """The changes of the last days."""

    shown: tuple[ChangeLine, ...]
    more: int
    """How many are left out."""


@dataclass(frozen=True, slots=True)
class NewsPage:
    """What changed in the plan."""

    title: str
    days: tuple[ChangeDay, ...]
    most: int
    """How many changes are shown, where there may be older ones; 0 where those are all."""
    history: bool
    """Whether anything is known of the past."""
    feeds: tuple[Link, ...]
    numbers: Link | None
    """To how work flows."""
    problems: Link | None
    """To what there is to fix."""


def news_page(context: Context) -> NewsPage:
    """Return the newest changes, by the day on which they were made."""
    newest = list(islice(by_day(context.lookups, context.edition.revisions), MOST_CHANGES))
    by_date = groupby(newest, key=lambda found: local_day(context.playbook, found.change.when))
    intro = context.addresses.intros.get(WHATS_NEW)
    feeds = ((ATOM, say("Follow as Atom")), (JSON, say("as JSON Feed")))
    return NewsPage(
        title=intro.title if intro and intro.fields.title else say("What’s new"),
        days=tuple(
            [
                ChangeDay(day, words.day_words(day), tuple([_line(context, found, None) for found in changes]))
                for day, changes in by_date
            ]
        ),
        most=MOST_CHANGES if len(newest) == MOST_CHANGES else 0,
        history=context.edition.revisions.latest is not None,
        feeds=tuple([Link(text, None, "rss", uri) for uri, text in feeds if context.addresses.is_free(uri)]),
        numbers=numbers_link(context),
        problems=problems_link(context),
    )


def problems_link(context: Context) -> Link | None:
    """Return the way to what there is to fix, which says how much that is; None where it is nothing."""
    count = len(context.edition.findings)
    if not count:
        return None
    told = plural("{count} thing to fix", "{count} things to fix", count)
    return Link(told, None, "alert", PROBLEMS)


def recent_changes(context: Context) -> RecentChanges:
    """Return the changes of the week before the newest commit, newest first."""
    if context.edition.as_of is None:
        return RecentChanges((), 0)
    first = context.edition.as_of - timedelta(days=_DAYS_ON_HOME - 1)
    found = [
        (change, day)
        for change in by_day(context.lookups, context.edition.revisions)
        if (day := local_day(context.playbook, change.change.when)) >= first
    ]
    shown = tuple([_line(context, change, day) for change, day in found[:_MOST_ON_HOME]])
    return RecentChanges(shown, len(found) - len(shown))


def _line(context: Context, found: ToldChange, day: date | None) -> ChangeLine:
    uris = context.addresses.uris
    return ChangeLine(
        hue=context.lookups.hue([goal for goal in found.goals if goal.path in uris]),
        what=found.change.what,
        link=Link(found.title, uri=uris.get(found.entry.path, "") if found.entry else ""),
        sentence=sentence(found.change),
        day=day,
        day_words=words.day_words(day) if day else "",
        goals=links_to(uris, found.goals),
    )
