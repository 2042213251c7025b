"""What the search holds of each page, kept from one build to the next: Material takes it out of the page's HTML again."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gameplan.store.digest import UnknownValueError, digest_of, versions
from gameplan.store.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from gameplan.store.folder import Store

_PLUGINS = ("search", "material/search")
_MODULE = "material.plugins.search.plugin"


def keep_search(store: Store, config: MkDocsConfig) -> Memo | None:
    """Let Material's search take what it knows of a page from the last build, where the page is as it was.

    Args:
        store: where that is kept.
        config: the site's.

    Returns:
        What is kept, to be written when the build is done; None where the site has another search.
    """
    plugin = next((config.plugins[name] for name in _PLUGINS if name in config.plugins), None)
    index = getattr(plugin, "search_index", None)
    if index is None or type(plugin).__module__ != _MODULE or not hasattr(index, "entries"):
        return None
    memo = Memo(store, f"search-{digest_of(versions(['mkdocs-material']), bool(find_spec('jieba')))}")
    index.add_entry_from_context = _remembering(index, index.add_entry_from_context, memo)
    return memo


def _remembering(index: Any, add: Callable[[Page], None], memo: Memo) -> Callable[[Page], None]:  # noqa: ANN401 - Material's
    def added(page: Page) -> None:
        key = _key(page)
        kept = memo.get(key) if key else None
        if kept is not None:
            index.entries += kept
            return
        before = len(index.entries)
        add(page)
        if key:
            memo.put(key, index.entries[before:])

    return added


def _key(page: Page) -> str:
    """Return the digest of all that the search looks at; empty where it isn't known."""
    said = [page.meta.get(name) for name in ("title", "tags", "search")]
    try:
        return digest_of(page.content, page.url, str(page.title), said, list(_places(page.toc.items)))
    except UnknownValueError:
        return ""


def _places(items: list[AnchorLink]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield item.id, item.url
        yield from _places(item.children)
