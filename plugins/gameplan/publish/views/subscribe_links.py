"""The ways into a feed: what each calendar program takes as a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from gameplan.publish.ics import content_lines as lines

if TYPE_CHECKING:
    from gameplan.publish.feeds.catalogue import Feed

GOOGLE = "https://calendar.google.com/calendar/r/settings/addbyurl"
"""Where people paste an address. The shortcut that takes it along (`?cid=`) is undocumented, and refused at times."""
_OUTLOOK = "https://outlook.{}.com/calendar/0/addfromweb?url={}&name={}"
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The links of one feed, besides that to its file; empty texts where no program elsewhere could ask the site for it."""

    address: str = ""
    """What people copy into a program: https, percent-encoded."""
    webcal: str = ""
    """What a program on this computer or phone opens."""
    office: str = ""
    """Outlook for work and school."""
    live: str = ""
    """outlook.com."""


def reachable(base: str) -> bool:
    """Tell whether calendar programs and services elsewhere can ask a site for its feeds: they insist on https."""
    try:
        parts = urlsplit(base)
        return parts.scheme == "https" and bool(parts.hostname) and parts.hostname not in _THIS_MACHINE
    except ValueError:
        return False


def ways(base: str, feed: Feed) -> Ways:
    """Return the links of a feed.

    Args:
        base: the site's address.
        feed: the feed.
    """
    if not reachable(base):
        return Ways()
    address = lines.uri(base + feed.uri)
    url, name = quote(address, safe=""), quote(feed.name, safe="")
    return Ways(
        address=address,
        webcal=f"webcal{address[len('https') :]}",
        office=_OUTLOOK.format("office", url, name),
        live=_OUTLOOK.format("live", url, name),
    )
