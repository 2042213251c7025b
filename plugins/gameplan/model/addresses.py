"""Addresses of pages: by kind and id, so that a file can be renamed and moved without breaking a link."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING

from gameplan.model.kinds import VISION

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page


def slug(identifier: str) -> str:
    """An id as a part of an address: letters, digits, dots and hyphens, lower case; never empty for a valid id."""
    text = unicodedata.normalize("NFC", identifier).lower()
    return re.sub(r"[^\w.-]+|_+", "-", text).strip("-.") or "-"


def address(kind: Kind, identifier: str) -> str:
    """The address of a page of a kind that has a folder: `goals/grow/`, relative to the site's root."""
    return f"{kind.folder}/{slug(identifier)}/"


def page_address(page: Page, strategy: str) -> str:
    """A page's address relative to the site's root, with a slash at the end; the home page's is empty.

    Pages without a kind keep the place of their file.
    """
    if page.kind.folder:
        return address(page.kind, page.id)
    inside = page.path.removeprefix(f"{strategy}/").removesuffix(".md")
    if page.kind is VISION and inside == "index":
        return ""
    folder, name = posixpath.split(inside)
    if name in ("index", "README"):
        return f"{folder}/" if folder else ""
    return f"{inside}/"
