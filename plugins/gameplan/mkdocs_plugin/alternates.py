"""A page's feeds, named in its head: programs and browsers look for them there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from gameplan.wording.speech import say, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document, Site

ATOM = "feed.xml"
"""The uri of the feed of what changed, where a site has one."""
_LINK = '<link rel="{}" type="{}" title="{}" href="{}">'
_REL, _OWN_REL = "alternate", "alternate "
"""The same to whoever reads HTML. Material takes each `[rel=alternate]` for another site, and asks for the sitemap in its folder:
at the site's root there is one, among the feeds there is none."""


class Alternates:
    """The links of every page: made once, and put in as text, so that any theme has them."""

    def __init__(self, context: Context, site: Site, documents: Mapping[str, Document]) -> None:
        """Note which page has which feed.

        Args:
            context: what is published.
            site: its files.
            documents: its pages by their source uris.
        """
        everything = context.feeds.all[0]
        common = [(_REL, "text/calendar", everything.name, context.addresses.urls[everything.uri])]
        if ATOM in site.files:
            with speaking(context.edition.language):
                title = say("What changed – {site}", site=context.edition.site_name)
            common.append((_REL, "application/atom+xml", title, context.addresses.urls[ATOM]))
        self._common = common
        self._own = {
            uri: (_OWN_REL, "text/calendar", feed.name, context.addresses.urls[feed.uri])
            for uri, document in documents.items()
            if document.source and (feed := context.feeds.by_page.get(document.source))
        }

    def named(self, output: str, source: str, destination: str) -> str:
        """A page with its links at the end of its head; as it is where it has no such end.

        Args:
            output: the page.
            source: its source uri.
            destination: its file on the site.
        """
        at = output.find("</head>")
        if at < 0:
            return output
        up = "../" * destination.count("/")
        own = self._own.get(source)
        found = [*self._common, own] if own else self._common
        links = "".join(_LINK.format(rel, kind, escape(title), f"{up}{url}") for rel, kind, title, url in found)
        return f"{output[:at]}{links}\n{output[at:]}"
