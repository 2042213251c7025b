"""The navigation: index pages only, and a place in it for every page that they list."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from gameplan.publish.addresses import HOME
from gameplan.wording.speech import say, speaking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files

    from gameplan.publish.document import Document, NavItem
    from gameplan.publish.hosts import Editor
    from gameplan.wording.speech import Language

_ORDERING = ("awesome-nav", "awesome-pages")
"""Plugins that read the order of a folder from a file in it, whose name is their option `filename`."""


def arrange(
    nav: Navigation,
    files: Files,
    documents: Mapping[str, Document],
    navigation: Sequence[NavItem],
    language: Language,
    config: MkDocsConfig,
) -> Navigation:
    """Order the navigation, unless the author did, and hang every page of a kind below its index."""
    if not _is_ordered(files, config):
        with speaking(language):
            loose = _loose(documents)
            pages = {uri: page for uri, page in _pages_of(files, documents).items() if uri not in loose}
            nav = _ordered(nav, pages, navigation)
    hang(files, documents)
    return nav


def edit_with(editor: Editor, files: Files, documents: Mapping[str, Document]) -> None:
    """Let the theme's buttons lead to an editor."""
    for uri, document in documents.items():
        if document.source and (file := files.get_file_from_path(uri)) and file.page:
            file.page.edit_url = editor.edit(document.source)


def hang(files: Files, documents: Mapping[str, Document]) -> None:
    """Hang every page of a kind below its index."""
    pages = _pages_of(files, documents)
    titles = {document.uri: document.title for document in documents.values()}
    sections: dict[str, Section] = {}
    for document in documents.values():
        page = pages.get(document.uri)
        index = pages.get(document.section)
        if page is None or index is None or page is index:
            continue
        if document.section not in sections:
            above = index.parent
            alone = above is not None and above.children == [index]
            sections[document.section] = (
                above if above and alone else _aside(index, html.escape(titles[document.section]))
            )
        page.parent = sections[document.section]
        page.previous_page = pages.get(document.previous or "")
        page.next_page = pages.get(document.next or "")


def leave_out(nav: Navigation, gone: Collection[str]) -> None:
    """Take pages out of the navigation, by their source uris."""
    taken = [page for page in nav.pages if page.file.src_uri in gone]
    for page in taken:
        before, after = page.previous_page, page.next_page
        if before is not None:
            before.next_page = after
        if after is not None:
            after.previous_page = before
    ids = {id(page) for page in taken}
    nav.pages = [page for page in nav.pages if id(page) not in ids]
    nav.items = [item for item in (_without(item, ids) for item in nav.items) if item is not None]


def _is_ordered(files: Files, config: MkDocsConfig) -> bool:
    """Whether the author ordered the navigation: in mkdocs.yml, or in a file for a plugin at the top of the strategy."""
    if config.nav is not None:
        return True
    named = (plugin.config.get("filename") for name, plugin in config.plugins.items() if name in _ORDERING)
    return any(name in files.src_uris for name in named if name)


def _pages_of(files: Files, documents: Mapping[str, Document]) -> dict[str, Page]:
    return {
        document.uri: file.page
        for uri, document in documents.items()
        if (file := files.src_uris.get(uri)) and file.page
    }


def _loose(documents: Mapping[str, Document]) -> set[str]:
    """The uris of authors' pages without a kind: their order is the host's, and that of plugins for it."""
    return {
        document.uri
        for document in documents.values()
        if document.source and not document.section and document.uri != HOME
    }


def _ordered(nav: Navigation, pages: Mapping[str, Page], navigation: Sequence[NavItem]) -> Navigation:
    """The order that the site has; what other plugins brought stands after the headings that are ours, or among the first of them."""
    known = {id(page) for uri in _uris(navigation) if (page := pages.get(uri))}
    rest = [item for item in (_without(item, known) for item in nav.items) if item is not None]
    items = [made for item in navigation if (made := _made(item, pages)) is not None]
    loose = [item for item in rest if isinstance(item, Page)]
    if loose:
        first = next((item for item in items if isinstance(item, Section)), None)
        if first is None:
            first = _section(say("Strategy"), [])
            items.insert(1, first)
        first.children += loose
        for page in loose:
            page.parent = first
    last = sum(isinstance(item, Page) for item in items[-2:])
    items[len(items) - last : len(items) - last] = [item for item in rest if not isinstance(item, Page)]
    order = [page for item in items for page in _pages(item)]
    for page, before, after in zip(order, [None, *order], [*order[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    for item in items:
        item.parent = None
    return Navigation(items, order)


def _uris(navigation: Sequence[NavItem]) -> Iterator[str]:
    for item in navigation:
        yield item.uri
        yield from _uris(item.children)


def _made(item: NavItem, pages: Mapping[str, Page]) -> StructureItem | None:
    """A line of the navigation as the host has it; None where there is nothing to lead to."""
    if not item.children:
        return pages.get(item.uri)
    children = [made for child in item.children if (made := _made(child, pages)) is not None]
    return _section(html.escape(item.title, quote=False), children) if children else None


def _section(title: str, children: list[StructureItem]) -> Section:
    section = Section(title, children)
    for child in children:
        child.parent = section
    return section


def _aside(index: Page, title: str) -> Section:
    """A section for the pages of an index, which is not in the navigation itself: Material renders that into every page.

    It gives them the index in their breadcrumbs, and marks what is above it as active.
    """
    section = Section(title, [index])
    section.parent = index.parent
    return section


def _without(item: StructureItem, taken: set[int]) -> StructureItem | None:
    """A part of the navigation without some pages; None where nothing is left."""
    if id(item) in taken:
        return None
    if isinstance(item, Section):
        item.children = [child for child in (_without(child, taken) for child in item.children) if child is not None]
        return item if item.children else None
    return item


def _pages(item: StructureItem) -> list[Page]:
    if isinstance(item, Page):
        return [item]
    return [page for child in item.children for page in _pages(child)] if isinstance(item, Section) else []
