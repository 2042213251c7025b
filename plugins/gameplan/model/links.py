"""Links between pages, and how the path in a Markdown link is read."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from gameplan.diagnostics import Location

MENTION = "mention"
"""The field name of links that come from a body."""

MENTION_PATTERN = r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]"
"""`[[id]]`, `[[kind:id]]`, `[[id|text]]`: the target and the text."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Link(NamedTuple):
    """A reference that was found."""

    source: str
    """The path of the page that refers."""
    target: str
    """The path of the page that is meant."""
    field: str
    """The field's canonical name, or `MENTION`."""
    location: Location


def linked_path(page: str, href: str) -> str | None:
    """The path, relative to the playbook's root, that a link in a page leads to; None where it leaves the repository.

    Links are read as the repository's host reads them: relative to the file that holds them.
    """
    if not href or href[0] in "#/?" or _SCHEME.match(href) or "{{" in href or "{%" in href:
        return None
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return None if target.startswith("..") else target
