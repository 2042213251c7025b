"""What a reader can do at a page: follow it in a calendar, or add it to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.page import Entry
from gameplan.publish.calendar.feed import single_uri
from gameplan.publish.links import Link

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

SUBSCRIBE = "subscribe/index.md"
"""The uri of the page with all feeds."""
WHATS_NEW = "whats-new/index.md"
"""The uri of the page of changes."""
PROBLEMS = "problems/index.md"
"""The uri of the page of what is to mend."""


def actions(edition: Edition, to: Linker, page: Page) -> list[Link]:
    """The buttons in a page's head.

    A feed's leads to its place on the page with all feeds, and not straight into a calendar program: where there is none,
    such a link does nothing.
    """
    found = []
    feed = edition.feeds_by_page.get(page.path)
    if feed is not None:
        found.append(Link("Subscribe", f"{to(SUBSCRIBE)}#{feed.anchor}", "calendar-sync-outline"))
    if isinstance(page, Entry) and edition.calendar.choice("entries").wanted and edition.in_feeds(page):
        found.append(Link("Add to calendar", to(single_uri(page)), "calendar-plus-outline"))
    return found
