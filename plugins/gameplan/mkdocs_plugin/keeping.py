"""What a build keeps for the next one: the site of the playbook, what feeds hold of entries, the HTML of texts, what the search holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.feed_store import FeedStore
from gameplan.mkdocs_plugin.kept_search import keep_search
from gameplan.mkdocs_plugin.kept_texts import KeptTexts
from gameplan.mkdocs_plugin.log import log
from gameplan.site_store import SiteStore
from gameplan.store.folder import Store, store_of

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from gameplan.mkdocs_plugin.anchors import ReservedIds
    from gameplan.mkdocs_plugin.links import Place
    from gameplan.publish.context import Context
    from gameplan.store.memo import Memo

NOT_KEPT = "nothing is kept for the next build: %s"


class Keeping:
    """All that is kept of one playbook's builds."""

    def __init__(self, root: Path, *, wanted: bool) -> None:
        """Open it.

        Args:
            root: the playbook's folder.
            wanted: whether anything is to be kept.
        """
        self._store = store_of(root) if wanted else Store(None)
        self.sites = SiteStore(self._store)
        self._feeds: FeedStore | None = None
        self._texts: KeptTexts | None = None
        self._search: Memo | None = None

    def with_feeds(self, context: Context) -> Context:
        """Return the context with what feeds held of entries in earlier builds."""
        self._feeds = FeedStore(self._store, context.edition)
        return context.having(kept=self._feeds)

    def let_feeds_go(self, context: Context) -> None:
        """Keep what feeds hold of entries for the next build, and free the memory: all feeds are written."""
        if self._feeds is not None:
            self._feeds.keep(context)
        self._feeds = None
        if context.has_feeds:
            context.feeds.made.clear()

    def texts(self, config: MkDocsConfig, place: Place, reserved: ReservedIds) -> KeptTexts:
        """Return the HTML of texts; see `KeptTexts`."""
        if self._texts is not None:
            self._texts.finish()
        self._texts = KeptTexts(self._store, config, place, reserved)
        return self._texts

    def search(self, config: MkDocsConfig) -> None:
        """Let the search take what it knows from the last build; see `keep_search`."""
        if self._search is not None:
            self._search.finish()
        self._search = keep_search(self._store, config)

    def finish(self) -> None:
        """Write what this build made."""
        for kept in (self.sites, self._texts, self._search):
            if kept is not None:
                kept.finish()
        self._texts = self._search = None
        if self._store.trouble:
            log.info(NOT_KEPT, self._store.trouble)

    def discard(self) -> None:
        """Leave what is kept as it is."""
        for kept in (self.sites, self._texts, self._search):
            if kept is not None:
                kept.discard()
        self._texts = self._search = None
