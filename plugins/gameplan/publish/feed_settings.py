"""What a playbook decides about its feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

Span = Literal["span", "start-end", "start"]
"""How a stretch of days is shown: as one bar, as two events on its first and last day, or as one on its first."""

LONG = timedelta(days=7)
"""The length above which `spans` decides how an entry is shown."""


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """What a playbook says about a family of feeds, or about a feed of its own."""

    wanted: bool = True
    title: str = ""
    """May hold `{title}`, which is what the feed is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSettings:
    """What a playbook decides about its feeds."""

    namespace: uuid.UUID
    """Of the UIDs (RFC 9562 5.5): written once, never changed."""
    file: str = "calendar.ics"
    """The name of the feed of everything."""
    title: str
    """Of the feed of everything; other feeds' titles end with it."""
    windows: bool = False
    """Whether windows (`2026-Q4`) are in feeds, as spans of days."""
    refresh: timedelta = timedelta(hours=4)
    """How often programs should look, at most."""
    cancelled: timedelta = timedelta(days=30)
    """How long after its end a cancelled entry stays, and how long after its removal one that was deleted."""
    spans: Mapping[str, Span] = field(default_factory=lambda: {"campaign": "start-end", "service": "start-end"})
    """The way in which entries of a type are shown that last for more than a week of whole days; else as a bar."""
    planned: Literal["tentative", "confirmed"] = "tentative"
    """The STATUS of ideas, plans and what is on hold."""
    done_mark: bool = False
    """Whether titles of what is done begin with a tick."""
    goal_categories: bool = False
    """Whether goals are among the CATEGORIES."""
    alarm: timedelta | None = None
    """How long before an event programs should ring."""
    feeds: Mapping[str, FeedChoice] = field(default_factory=dict)
    """By the name of the family or the feed."""

    def choice(self, name: str) -> FeedChoice:
        """Return what the playbook says about a family of feeds."""
        return self.feeds.get(name, FeedChoice())
