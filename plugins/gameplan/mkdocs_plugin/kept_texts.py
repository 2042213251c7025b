"""The HTML of authors' texts, kept from one build to the next.

What a text becomes hangs on the text, on the extensions of Markdown, and on where its links lead. Links are asked again each time:
where one of them has another answer, the text is rendered anew. The host's answers, and the warnings with them, are its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown.extensions import Extension
from mkdocs.structure import pages as host

from gameplan.mkdocs_plugin.log import log
from gameplan.store.digest import UnknownValueError, digest_of, software, versions
from gameplan.store.memo import Memo

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from gameplan.mkdocs_plugin.anchors import ReservedIds
    from gameplan.mkdocs_plugin.links import Place
    from gameplan.store.folder import Store

_READ_FILES = ("snippets", "b64", "custom_icons", "glossary", "base_path")
"""What extensions and their settings are called that make something of other files than the text's."""
_PURE = ("markdown.", "pymdownx.", "material.", "gameplan.", "builtins")
"""The modules of functions that make the same of the same."""
_LIBRARIES = ("markdown", "mkdocs", "properdocs", "mkdocs-material", "pymdown-extensions", "pygments")


class KeptText(NamedTuple):
    """What a text became."""

    html: str
    toc: list[Any]
    """The headings, as the extension `toc` tells them."""
    title: str | None
    """Of its first heading, where that is one of the first level."""
    anchors: frozenset[str]
    asked: tuple[tuple[str, str, object], ...]
    """What it asked of our links, and the answers."""
    urls: tuple[tuple[str, str], ...]
    """The addresses in it, and what the host made of them."""


class Paths(getattr(host, "_RelativePathTreeprocessor", object)):  # type: ignore[misc] # a newer host may call it otherwise
    """The host's step that makes addresses relative; remembers what became of each."""

    def path_to_url(self, url: str) -> str:
        """Return what the host does."""
        answer: str = super().path_to_url(url)
        self.__dict__.setdefault("told", []).append((url, answer))
        return answer

    @property
    def urls(self) -> tuple[tuple[str, str], ...]:
        """All addresses that it was given, with the answers."""
        return tuple(self.__dict__.get("told", ()))


class KeptTexts:
    """The texts of a site."""

    def __init__(self, store: Store, config: MkDocsConfig, place: Place, reserved: ReservedIds) -> None:
        """Take where they are kept, and what they ask.

        Args:
            store: where.
            config: the site's.
            place: answers where our links lead.
            reserved: knows the ids in the rest of each page.
        """
        self._place, self._reserved = place, reserved
        sign = _sign(config) if store.folder is not None else ""
        if store.folder is not None and not sign:
            log.info("texts are rendered each time: an extension of Markdown may read other files, or isn't known")
        self._memo = Memo(store, f"markdown-{sign}") if sign else None

    def key(self, file: File, text: str) -> str:
        """Return the digest of a text and its place; empty where nothing is kept."""
        return digest_of(file.src_uri, file.url, text, self._reserved.ids) if self._memo is not None else ""

    def get(self, key: str, paths: Paths) -> KeptText | None:
        """Return what a text became, if all its links lead where they did.

        Args:
            key: the text's.
            paths: the host's step for its page; it knows by then of all the page's anchors that are linked to.
        """
        kept: KeptText | None = self._memo.get(key) if self._memo is not None and key else None
        if kept is None or not all(self._place.ask(name, text) == answer for name, text, answer in kept.asked):
            return None
        with _held() as records:
            same = all(paths.path_to_url(url) == answer for url, answer in kept.urls)
        if not same:
            return None
        for record in records:
            host.log.handle(record)
        return kept

    @contextmanager
    def asked(self) -> Iterator[list[tuple[str, str, object]]]:
        """Note what a text asks of our links while it is rendered, and the answers."""
        noted: list[tuple[str, str, object]] = []
        self._place.asked = noted
        try:
            yield noted
        finally:
            self._place.asked = None

    def put(self, key: str, kept: KeptText) -> None:
        """Keep what a text became."""
        if self._memo is not None and key:
            self._memo.put(key, kept)

    def finish(self) -> None:
        """Write all of them."""
        if self._memo is not None:
            self._memo.finish()

    def discard(self) -> None:
        """Leave what is kept as it is."""
        if self._memo is not None:
            self._memo.discard()


def _sign(config: MkDocsConfig) -> str:
    """Return the digest of what renders texts; empty where it may read other files, or do anything at all."""
    extensions = [
        type(extension) if isinstance(extension, Extension) else extension for extension in config.markdown_extensions
    ]
    settings = config.mdx_configs or {}
    if any(word in f"{extensions} {settings}" for word in _READ_FILES) or not _is_pure(settings):
        return ""
    try:
        return digest_of(software(), versions(_LIBRARIES), extensions, settings, config.use_directory_urls)
    except UnknownValueError:
        return ""


def _is_pure(value: object) -> bool:
    if isinstance(value, dict):
        return all(_is_pure(each) for each in value.values())
    if isinstance(value, (list, tuple)):
        return all(_is_pure(each) for each in value)
    if isinstance(value, partial):
        return _is_pure(value.func)
    return not callable(value) or str(getattr(value, "__module__", "")).startswith(_PURE)


@contextmanager
def _held() -> Iterator[list[logging.LogRecord]]:
    """Hold back what the host says meanwhile."""
    records: list[logging.LogRecord] = []

    def hold(record: logging.LogRecord) -> bool:
        records.append(record)
        return False

    host.log.addFilter(hold)
    try:
        yield records
    finally:
        host.log.removeFilter(hold)
