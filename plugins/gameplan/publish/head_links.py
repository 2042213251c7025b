"""Links to feeds in the heads of pages, where programs and browsers look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.publish.document import HeadLink
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Container

    from gameplan.publish.context import Context

ATOM = "feed.xml"
"""The uri of the feed of what changed, where a site has one."""
_CALENDAR, _MARKDOWN = "text/calendar", "text/markdown"
_REL, _OWN_REL = "alternate", "alternate "
"""The same to whoever reads HTML. Material takes each `[rel=alternate]` for another site, and asks for the sitemap in its folder:
at the site's root there is one, among the feeds there is none."""


def site_links(context: Context, files: Container[str]) -> tuple[HeadLink, ...]:
    """Return the links that every page has: to the feed with everything, and to what changed.

    Args:
        context: what is published.
        files: the uris of the site's files besides pages.
    """
    everything = context.feeds.all[0]
    links = [HeadLink(_REL, _CALENDAR, everything.name, context.addresses.urls[everything.uri])]
    if ATOM in files:
        title = say("What changed – {site}", site=context.edition.site_name)
        links.append(HeadLink(_REL, "application/atom+xml", title, context.addresses.urls[ATOM]))
    return tuple(links)


def page_links(context: Context, path: str) -> tuple[HeadLink, ...]:
    """Return the links to the feed that belongs to an author's page and to the page in Markdown, of those that there are.

    Args:
        context: what is published.
        path: the page's path in the repository.
    """
    feed, addresses = context.feeds.by_page.get(path), context.addresses
    links = (HeadLink(_OWN_REL, _CALENDAR, feed.name, addresses.urls[feed.uri]),) if feed else ()
    twin = addresses.twins.get(addresses.uris[path])
    return (*links, HeadLink(_OWN_REL, _MARKDOWN, say("This page in Markdown"), quote(twin))) if twin else links
