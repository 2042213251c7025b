"""Our pages as the host renders them, without what it does for every page and needn't."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from mkdocs.structure import pages as host
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from gameplan.mkdocs_plugin.inline import look_for_signs
from gameplan.mkdocs_plugin.kept_texts import KeptText, KeptTexts, Paths
from gameplan.mkdocs_plugin.mount import PlaybookFile
from gameplan.publish.output.markdown import meta_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_STEPS = (
    "_RawHTMLPreprocessor",
    "_ExtractAnchorsTreeprocessor",
    "_RelativePathTreeprocessor",
    "_ExtractTitleTreeprocessor",
)
"""The host's own steps of rendering, which it keeps to itself."""
_KNOWN = ("markdown.extensions.", "pymdownx.", "gameplan.")
"""Extensions that forget the last text when they are told to. What others remember isn't known."""


class Converter:
    """One converter of Markdown for all pages of a build: to make one costs a third of what it does."""

    def __init__(self, config: MkDocsConfig, texts: KeptTexts) -> None:
        """Make it, of the extensions that the site has.

        Args:
            config: the site's.
            texts: what is kept of earlier builds.
        """
        self.texts = texts
        self.md: markdown.Markdown | None = None
        if not all(hasattr(host, name) for name in _STEPS):
            return
        maker = markdown.Markdown()
        configs = config.mdx_configs or {}
        extensions = [
            extension
            if isinstance(extension, Extension)
            else maker.build_extension(extension, configs.get(extension, {}))
            for extension in config.markdown_extensions
        ]
        if all(_forgets(extension) for extension in extensions):
            self.md = markdown.Markdown(extensions=extensions)
            look_for_signs(self.md)


def _forgets(extension: Extension) -> bool:
    if isinstance(extension, FootnoteExtension) and extension.getConfig("UNIQUE_IDS"):
        return False
    return type(extension).__module__.startswith(_KNOWN)


class PlaybookPage(Page):
    """A page of ours. What it does is what the host's does, and the outcome is the same."""

    converter: Converter

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text and the front matter that we made, instead of reading them out of each other."""
        file = self.file
        document = file.document if isinstance(file, PlaybookFile) and not file.is_changed else None
        if document is not None and not config.plugins.events["page_read_source"]:
            said = meta_of(document, document.facts)
            if _is_plain(said):
                self.markdown, self.meta = document.body.lstrip("\n"), said
                return
        super().read_source(config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text, by a converter that others use too."""
        md = self.converter.md
        if md is None or self.markdown is None:
            super().render(config, files)
            return
        paths, texts = Paths(self.file, files, config), self.converter.texts
        key = texts.key(self.file, self.markdown)
        kept = texts.get(key, paths)
        if kept is None:
            paths = Paths(self.file, files, config)
            anchors = host._ExtractAnchorsTreeprocessor(self.file, files, config)  # noqa: SLF001 - the converter looked for it
            kept = _converted(md, self.markdown, texts, (paths, anchors))
            texts.put(key, kept)
        self.content, self.present_anchor_ids = kept.html, set(kept.anchors)
        self.toc = get_toc(kept.toc)
        self._title_from_render = kept.title
        if host.log.getEffectiveLevel() > logging.DEBUG:
            self.links_to_anchors = paths.links_to_anchors


def _converted(md: markdown.Markdown, text: str, texts: KeptTexts, steps: tuple[Paths, Any]) -> KeptText:
    """Render a text; some of the host's steps know of the page."""
    md.reset()
    paths, anchors = steps
    html, title = host._RawHTMLPreprocessor(), host._ExtractTitleTreeprocessor()  # noqa: SLF001
    for step in (html, anchors, paths, title):
        step._register(md)  # noqa: SLF001
    with texts.asked() as asked:
        content = md.convert(text)
    toc = getattr(md, "toc_tokens", [])
    ids = frozenset(anchors.present_anchor_ids | html.present_anchor_ids)
    return KeptText(content, toc, title.title, ids, tuple(asked), paths.urls)


def adopt(files: Files, uris: Iterable[str], config: MkDocsConfig, texts: KeptTexts) -> None:
    """Let our pages be rendered by one converter, but for those that other plugins made their own.

    Args:
        files: the site's.
        uris: of our pages.
        config: the site's.
        texts: what is kept of earlier builds.
    """
    converter = Converter(config, texts)
    for uri in uris:
        file = files.src_uris.get(uri)
        if file is not None and type(file.page) is Page:
            page = file.page
            page.__class__ = PlaybookPage
            ours = cast("PlaybookPage", page)
            ours.converter = converter


def _is_plain(value: object) -> bool:
    """Whether a value is read from YAML as it was written."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, bool, int)
