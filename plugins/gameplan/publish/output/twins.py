"""The Markdown twin of each page: the file beside the page's HTML that programs read (llmstxt.org)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gameplan.publish.markdown.page import with_text
from gameplan.publish.markdown.twin_links import TwinWay
from gameplan.publish.output.markdown import Targets, text_of
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from gameplan.model.playbook import Playbook
    from gameplan.publish.context import Context
    from gameplan.publish.document import Document, Site


class Twins:
    """Writes the twins of a site's pages."""

    def __init__(self, context: Context, site: Site, whole: Playbook) -> None:
        """Know where links lead.

        Args:
            context: what is published.
            site: the site that is made of it.
            whole: the playbook with what is hidden.
        """
        self._context, self._targets = context, Targets(site, whole)

    def has(self, document: Document) -> bool:
        """Tell whether a page has a twin."""
        return document.uri in self._context.addresses.twins

    def text(self, document: Document, text: str) -> str:
        """Return the twin of a page that has one.

        Args:
            document: the page.
            text: the author's, as Markdown.
        """
        edition, way = self._context.edition, TwinWay(self._context.addresses, document.uri)
        own = text_of(replace(document, body=text), edition.playbook, self._targets, way, edition.base)
        with speaking(document.language):
            return with_text(document.twin_opening(), own.strip("\n"))
