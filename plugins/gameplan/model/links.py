"""Links between pages, and how the path in a Markdown link is read."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from gameplan.diagnostics import Location, Severity
from gameplan.model.body import BodyLink, Mention

if TYPE_CHECKING:
    from gameplan.model.page import Page, Path

MENTION = "mention"
"""The field name of links that come from a body."""

MENTION_PATTERN = r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]"
"""`[[id]]`, `[[kind:id]]`, `[[id|text]]`: the target and the text."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class SiteLinks(NamedTuple):
    """What a site's configuration says of links."""

    absolute: Severity | None = Severity.INFO
    """The severity of links that begin with a slash; None where they are fine. MkDocs reports them and goes on."""
    from_top: bool = False
    """Whether such a link begins at the top of the strategy."""
    anchors: Severity | None = Severity.WARNING
    """The severity of links to an anchor that their page doesn't have; None where they are fine."""
    own_slugs: bool = False
    """Whether headings get their ids in another way than Python-Markdown's own."""


SITE_LINKS = SiteLinks()
"""What counts where nothing is said."""


class PageLink(NamedTuple):
    """A reference that was found."""

    page: Page
    """The page that refers."""
    target: str
    """The path of the page that is meant."""
    field: str
    """The field's canonical name, or `MENTION`."""
    reference: Path | Mention | BodyLink
    """The value in the front matter, or what stands in the body."""

    @property
    def source(self) -> str:
        """The path of the page that refers."""
        return self.page.path

    @property
    def location(self) -> Location:
        """Where it is written; looked for when it is asked for, since most are never shown."""
        reference = self.reference
        if isinstance(reference, (Mention, BodyLink)):
            return Location(self.page.path, self.page.body.place(reference.typed, reference.line))
        return self.page.at(*reference)


def linked_path(page: str, href: str) -> str | None:
    """The path, relative to the playbook's root, that a link in a page leads to; None where it leaves the repository.

    Links are read as the repository's host reads them: relative to the file that holds them.
    """
    return _path_from(page.rpartition("/")[0], href)


@lru_cache(maxsize=4096)
def _path_from(folder: str, href: str) -> str | None:
    """Kept, because the pages of a folder lead to the same places again and again."""
    if not href or href[0] in "#/?" or _SCHEME.match(href) or "{{" in href or "{%" in href:
        return None
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return None
    target = posixpath.normpath(posixpath.join(folder, path))
    return None if target.startswith("..") else target


def is_address(href: str) -> bool:
    """Tell whether programs can take an address apart (RFC 3986 3.2.2).

    They fail where its host has brackets, or a sign that looks like a letter and stands for a slash or a colon.
    """
    if href.isascii() and "[" not in href and "]" not in href:
        return True
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True
