"""What feeds hold of each entry, kept from one build to the next: of most entries it stays the same, and it takes long to make."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gameplan.store.digest import UnknownValueError, digest_of, software

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.edition import Edition
    from gameplan.publish.ics.components import Pieces
    from gameplan.store.folder import Store

_PIECES = "pieces"


class FeedStore(Mapping["Hashable", "Pieces"]):
    """The pieces of feeds by all that they show; read when somebody asks for the first of them."""

    def __init__(self, store: Store, edition: Edition) -> None:
        """Take where they are kept, and what they are a part of: with other settings all of them are others.

        What gives stamps beside history gives them as pieces are made, so with a ledger none are kept.
        """
        self._store, self._name = store, ""
        self._known: dict[Hashable, Pieces] | None = None
        if store.folder is None or edition.stamps is not None:
            return
        shown = (edition.calendar, edition.base, edition.directories, edition.site_name, edition.playbook.vocabulary)
        try:
            self._name = f"{_PIECES}-{digest_of(software(), shown, edition.language.tag)}"
        except UnknownValueError:
            return

    def keep(self, context: Context) -> None:
        """Keep what an edition made, if it made feeds, and any of it is new."""
        made = context.feeds.made if self._name and context.has_feeds else {}
        if made and not made.keys() <= self._read().keys():
            new = self._store.write(self._name)
            if new is not None:
                new.add(_PIECES, pickle.dumps(made, protocol=5))
                new.commit()

    def __getitem__(self, key: Hashable) -> Pieces:
        """Return what feeds hold of an entry."""
        return self._read()[key]

    def __iter__(self) -> Iterator[Hashable]:
        """Name all."""
        return iter(self._read())

    def __len__(self) -> int:
        """Count them."""
        return len(self._read())

    def _read(self) -> dict[Hashable, Pieces]:
        if self._known is None:
            self._known = {}
            pack = self._store.read(self._name) if self._name else None
            if pack is not None:
                data = pack.get(_PIECES)
                pack.close()
                self._known = pickle.loads(data) if data else {}  # noqa: S301 - whole, and the user's own
        return self._known
