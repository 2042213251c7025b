"""The places in our own parts of a page, kept free and made known: a Python-Markdown extension.

Our parts are set around the author's text after it was rendered. Without this, an author's heading `Why` would get the id that
our panel has, and MkDocs would warn of a link to the panel.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from gameplan.publish.document import Document

_ID = re.compile(r' id="([^"]+)"')
_MARK = "gameplan-reserved"


class ReservedIds(Extension):
    """Stands in for our parts while headings get their ids, and while MkDocs notes which there are (both at 5)."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def reserve(self, document: Document | None) -> None:
        """Name the page that is rendered next."""
        self.ids = list(dict.fromkeys(_ids(document))) if document else []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register a step before and one after."""
        md.treeprocessors.register(_Take(md, self), "gameplan_take_ids", 6)
        md.treeprocessors.register(_Give(md), "gameplan_give_ids", 4)


def _ids(document: Document) -> Iterator[str]:
    yield from (anchor.id for anchor in (*document.before, *document.after))
    yield from document.ids
    for part in (document.head, document.tail):
        if isinstance(part, str):
            yield from (html.unescape(name) for name in _ID.findall(part))


class _Take(Treeprocessor):
    def __init__(self, md: Markdown, reserved: ReservedIds) -> None:
        super().__init__(md)
        self.reserved = reserved

    def run(self, root: Element) -> None:
        """Put an element for each of our ids at the end."""
        for name in self.reserved.ids:
            SubElement(root, "span", {"id": name, "class": _MARK})


class _Give(Treeprocessor):
    def run(self, root: Element) -> None:
        """Take them out again."""
        for element in [child for child in root if child.get("class") == _MARK]:
            root.remove(element)
