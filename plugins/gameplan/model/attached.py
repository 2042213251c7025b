"""Finds the files that belong to hidden pages, and so are hidden too. In doubt, a file belongs to them."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gameplan.model.hiding import decoded, plain, stem
from gameplan.model.links import linked_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gameplan.model.page import Page

_TOKEN = re.compile(r"[\w.-]+")
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-9a-fA-F]{1,6})[ \t\n]?|([^\w\s]))"
)
"""What stands for a character in YAML's quotes, in CSS and in Markdown."""
_BREAKS = re.compile(r"[\t\r\n]+")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>=`]+))""")
_PIECES = re.compile(r"[\s,;()'\"]+")


def files_of_others(
    files: Sequence[str],
    others: Collection[Page],
    unread: Mapping[str, str | None],
    shown: Collection[Page],
    folders: tuple[str, str],
    withheld: Collection[str] = (),
) -> set[str]:
    """Return the paths of files that belong to hidden pages alone: only these show them, or only these lie in their folder.

    A file is theirs where one of them links to it, or holds its name anywhere, in its text or its front matter, in any spelling
    that a browser reads; or where no page shows it, and it lies among such pages only or is named like one of them. What a page
    that is shown links to is not theirs.

    Args:
        files: the paths of the files.
        others: the pages that aren't shown.
        unread: the text of files that should be pages and can't be read, by path; None where not even the text is known.
        shown: the pages that are shown.
        folders: the strategy's and the plan's.
        withheld: texts of pages that are shown, which aren't shown themselves.
    """
    if not files or not (others or unread or withheld):
        return set()
    index = _Index(files)
    found: set[str] = set()
    for page in others:
        found.update(_linked(page))
        found |= index.named(page.body.text)
        found |= index.named(page.places.text or "")
    for text in (*unread.values(), *withheld):
        found |= index.named(text or "")
    orphans = set(_orphans(files, others, unread, shown, folders)) - found
    if orphans:
        for page in shown:
            orphans.difference_update(_in_html(page))
    found |= orphans
    for page in shown if found else ():
        found.difference_update(_linked(page))
    return found


class _Index:
    """The files by the end of their names: to find all that a text names in one reading."""

    def __init__(self, files: Iterable[str]) -> None:
        self._by_tail: dict[str, list[tuple[str, str]]] = {}
        for path in files:
            name = _folded(path.rpartition("/")[2])
            tail = next(iter(_TOKEN.findall(name)[-1:]), "")
            self._by_tail.setdefault(tail if name.endswith(tail) else "", []).append((name, path))

    def named(self, text: str) -> set[str]:
        """The paths of the files whose names stand in a text."""
        found: set[str] = set()
        for form in _forms(text):
            for match in _TOKEN.finditer(form):
                for token in {match[0], match[0].rstrip("."), match[0].strip("_"), match[0].strip("._-")}:
                    for name, path in self._by_tail.get(token, ()):
                        end = match.start() + match[0].rindex(token) + len(token)
                        if form.endswith(name, 0, end):
                            found.add(path)
        return found


def _forms(text: str) -> set[str]:
    """A text as it is, and as readers of HTML, addresses, YAML, CSS and Markdown take it."""
    forms = {text}
    if "&" in text or "%" in text:
        forms.add(unquote(unescape(text)))
        forms.add(unquote(unescape(unquote(text))))
    if "\\" in text:
        forms |= {_ESCAPE.sub(_unescaped, form) for form in forms}
    if "<" in text:
        # Within an address a browser passes over them.
        forms |= {_BREAKS.sub("", form) for form in forms}
    return {_folded(form) for form in forms}


def _unescaped(match: re.Match[str]) -> str:
    if match[5]:
        return match[5]
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code < 0x110000 else ""  # noqa: PLR2004 - there are no more characters


def _folded(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).casefold()


def _linked(page: Page) -> Iterator[str]:
    """The files that a page is made from or links to."""
    yield from page.files
    for link in page.body.links:
        if path := linked_path(page.path, link.href):
            yield path


def _in_html(page: Page) -> Iterator[str]:
    """The files that attributes in a page's HTML mean, as seen from the page's file and from its address."""
    text = page.body.text
    if "<" not in text:
        return
    inside = f"{page.path.removesuffix('.md')}/index.md"
    for match in _ATTRIBUTE.finditer(text):
        value = decoded(match[1] or match[2] or match[3] or "")
        for piece in {value, *_PIECES.split(value)}:
            for here in (page.path, inside):
                if path := linked_path(here, piece):
                    yield path


def _orphans(
    files: Iterable[str],
    others: Collection[Page],
    unread: Mapping[str, str | None],
    shown: Iterable[Page],
    folders: tuple[str, str],
) -> Iterator[str]:
    """The files beside or below pages that aren't shown, or named like one of them."""
    open_folders = {page.path.rpartition("/")[0] for page in shown}
    open_trees = {above for folder in open_folders for above in (folder, *_above(folder))}
    closed = {path.rpartition("/")[0] for path in (*(page.path for page in others), *unread)}
    blind = {path.rpartition("/")[0] for path, text in unread.items() if text is None}
    # The site's own files lie below the strategy, in folders without pages.
    below = {above for folder in closed for above in (folder, *_above(folder))} - open_trees - {folders[0]}
    names = {plain(name) for page in others for name in (page.id, stem(page.path), *page.fields.aliases)}
    names = (names | {plain(stem(path)) for path in unread}) - {"index", "readme", ""}
    for path in files:
        folder, _, name = path.rpartition("/")
        trees = (folder, *_above(folder))
        alone = folder in closed and folder not in open_folders and (folder not in folders or folder not in open_trees)
        own = (above for above in trees if above not in open_trees and above not in folders)
        named = {plain(name.partition(".")[0]), *(plain(above.rpartition("/")[2]) for above in own)}
        if alone or folder in blind or not below.isdisjoint(trees) or not names.isdisjoint(named):
            yield path


def _above(folder: str) -> list[str]:
    parts = folder.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
