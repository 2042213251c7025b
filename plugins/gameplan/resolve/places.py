"""The places of everything that a site holds: no two things may need the same one, nor one as a file and one as a folder.

A site's generator would fail on it, after it has begun to write. What is made besides the authors' pages and files stands in the way
too: `PLACES` and `FOLDERS` say what that is, and a test holds them to what is really made.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic, Location, Related, visible
from gameplan.model.addresses import FOLDERS, LONGEST_NAME, attachment_uri, output_path, page_uri, slug, uri_of
from gameplan.rules import UNSAFE_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Page

PLACES = ("index.html", "404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json")
"""Files that a site always has, besides an `index.html` in those folders and the feed of everything."""
_REPLACEABLE = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""Files of which an author may have a version."""
_LONGEST_PLACE = 1_000
"""Bytes of an address, so that it can be stored below any folder."""


class _Holder(NamedTuple):
    """What needs a place."""

    place: str
    holder: Page | str | None
    """The page, or the path of a file that is none; None for what is always there."""
    keys: tuple[str | int, ...] = ()
    """Where in the page's front matter it is said."""
    hint: str = ""

    @property
    def location(self) -> Location | None:
        """Where it is said; found only when somebody asks, since hardly any place is in another's way."""
        if self.holder is None or isinstance(self.holder, str):
            return None if self.holder is None else Location(self.holder)
        return self.holder.at(*self.keys) if self.keys else self.holder.start

    @property
    def is_file(self) -> bool:
        """Whether it is a file of the author's that is no page."""
        return isinstance(self.holder, str)


def places(
    pages: Iterable[Page], attachments: Iterable[str], strategy: str, plan: str, feed: str
) -> Iterator[Diagnostic]:
    """Report pages and files that can't have their place on the site, whatever the site's other pages are.

    Args:
        pages: all pages.
        attachments: the paths of all other files.
        strategy: the strategy's folder.
        plan: the plan's folder.
        feed: the name of the feed of everything.
    """
    pages = list(pages)
    kinds = {page.kind.folder for page in pages if page.kind.folder}
    ours = [
        *PLACES,
        feed,
        *(f"{folder}/index.html" for folder in sorted({*FOLDERS, *kinds} - {"assets", "data", "feeds", "search"})),
    ]
    taken = _Taken(_Holder(place, None) for place in ours)
    taken.reserve(FOLDERS)
    for holder in (*_pages(pages, strategy, plan), *_files(attachments, strategy, plan), *_former(pages)):
        if (problem := _too_long(holder.place) or taken.take(holder)) and (location := holder.location):
            message, related = problem
            yield Diagnostic(rule=UNSAFE_PATH, message=message, location=location, hint=holder.hint, related=related)


def _pages(pages: Iterable[Page], strategy: str, plan: str) -> Iterator[_Holder]:
    for page in pages:
        hint = f"write another id, of at most {LONGEST_NAME} bytes" if page.kind.folder else "rename the file"
        yield _Holder(output_path(page_uri(page, strategy, plan)), page, ("id",) if page.kind.folder else (), hint)


def _files(attachments: Iterable[str], strategy: str, plan: str) -> Iterator[_Holder]:
    for path in attachments:
        yield _Holder(attachment_uri(path, strategy, plan), path, (), "rename it, or move it")


def _former(pages: Iterable[Page]) -> Iterator[_Holder]:
    for page in pages:
        for number, alias in enumerate(page.fields.aliases if page.kind.folder else ()):
            if slug(alias) != slug(page.id):
                yield _Holder(output_path(uri_of(page.kind, alias)), page, ("aliases", number), "delete the former id")


def _too_long(place: str) -> tuple[str, tuple[Related, ...]] | None:
    for name in place.split("/"):
        if (size := len(os.fsencode(name))) > LONGEST_NAME:
            return f"the page's address has a part of {size} bytes, and {LONGEST_NAME} is the most", ()
    size = len(os.fsencode(place))
    return (
        (f"the address on the site has {size} bytes, and {_LONGEST_PLACE} is the most", ())
        if size > _LONGEST_PLACE
        else None
    )


class _Taken:
    """The places that are taken, and the folders that they lie in."""

    def __init__(self, holders: Iterable[_Holder]) -> None:
        self._files: dict[str, _Holder] = {}
        self._folders: dict[str, _Holder] = {}
        for holder in holders:
            self._add(holder)

    def reserve(self, folders: Iterable[str]) -> None:
        """Take folders, whatever lies in them."""
        for folder in folders:
            self._folders.setdefault(folder, _Holder(f"{folder}/", None))

    def take(self, holder: _Holder) -> tuple[str, tuple[Related, ...]] | None:
        """Take a place; why that can't be, and the other that has it."""
        key = _folded(holder.place)
        same = self._files.get(key)
        if same is not None and holder.is_file != same.is_file and not (same.holder is None and key in _REPLACEABLE):
            return self._clash("this and {other} would both be published at {place}", holder, same)
        if other := self._folders.get(key):
            message = "this would be published at {place}, which is a folder on the site"
            ours = other.place.endswith("/")
            return self._clash(message if ours else f"{message}: {{other}} lies in it", holder, other)
        for folder in _above(key):
            if other := self._files.get(folder):
                return self._clash(
                    "this would be published at {place}, below what is a file on the site: {other}", holder, other
                )
        self._add(holder)
        return None

    def _add(self, holder: _Holder) -> None:
        key = _folded(holder.place)
        self._files.setdefault(key, holder)
        for folder in _above(key):
            self._folders.setdefault(folder, holder)

    @staticmethod
    def _clash(message: str, holder: _Holder, other: _Holder) -> tuple[str, tuple[Related, ...]]:
        location = other.location
        name = location.path if location else other.place
        related = (Related(location, "the other one"),) if location else ()
        return message.format(other=visible(name), place=visible(holder.place)), related


def _above(key: str) -> Iterator[str]:
    """The folders in which a place lies."""
    at = key.find("/")
    while at >= 0:
        yield key[:at]
        at = key.find("/", at + 1)


def _folded(place: str) -> str:
    """A place as file systems see it that don't tell case or spelling apart."""
    return (
        place.casefold()
        if place.isascii()
        else unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())
    )
