"""Links from the Markdown twin of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.model.addresses import parted

if TYPE_CHECKING:
    from gameplan.publish.addresses import Addresses


class TwinWay:
    """Leads from a page's twin to others: to twins where there are any, else to pages and files of the site."""

    def __init__(self, addresses: Addresses, uri: str) -> None:
        """Begin at the page of a uri."""
        self._addresses = addresses
        self._up = "../" * addresses.twins[uri].count("/")

    def __call__(self, uri: str, place: str = "", query: str = "", fragment: str = "") -> str:  # noqa: ARG002 - a file of Markdown has no places, and the twin is known
        """Return an address, percent-encoded.

        Args:
            uri: where it leads, with the place in its page if it has one.
            place: not looked at.
            query: what the link asks.
            fragment: the place on the page.
        """
        page, within = parted(uri)
        if twin := self._addresses.twins.get(page):
            return f"{self._up}{quote(twin)}"
        asked = f"{self._addresses.urls[page]}{f'?{query}' if query else ''}"
        at = quote(within) or fragment
        return f"{self._up}{asked}{f'#{at}' if at else ''}" or "./"
