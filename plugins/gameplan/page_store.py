"""Pages that were read from the same files by the same program are not read again."""

from __future__ import annotations

import hashlib
import pickle
from itertools import count, islice
from typing import TYPE_CHECKING

from gameplan.store.digest import UnknownValueError, digest_of, software
from gameplan.store.folder import Store

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.options import Options

_PAGES, _SEEN = "pages", "seen"
_FEW = 20
"""One page of so many may be new without all of them being written again: to read those few anew takes less time."""
_TOGETHER = 1000
"""Pages of a piece, which share what is the same in them."""


class PageStore:
    """The pages of one playbook, by what stands in their files. Only those are kept of which nothing was to be reported."""

    def __init__(self, store: Store, options: Options, purpose: str, *, patient: bool = False) -> None:
        """Take where they are kept, and what all of them hang on.

        Args:
            store: where.
            options: the playbook's; with other words in them other pages are read.
            purpose: what the pages are read for: each purpose asks other things of them, which are kept as well.
            patient: whether to write them only where somebody comes a second time: the first time may be the only one.
        """
        self._patient = patient
        self._known: dict[bytes, Page] | None = None
        self._used: dict[bytes, Page] = {}
        self._new: dict[bytes, Page] = {}
        try:
            said = digest_of(software(), options.strategy_dir, options.plan_dir, options.vocabulary)
        except UnknownValueError:
            store, said = Store(None), ""
        self._store, self._name = store, f"{_PAGES}-{purpose}-{said}"

    def get(self, path: str, data: bytes) -> Page | None:
        """Return the page that was read from a file; None where it has to be read.

        Args:
            path: the file's.
            data: its content.
        """
        if self._known is None:
            self._known = self._read()
        key = _key(path, data)
        page = self._known.get(key)
        if page is not None:
            self._used[key] = page
        return page

    def put(self, path: str, data: bytes, page: Page) -> None:
        """Keep a page of which nothing was to be reported.

        Args:
            path: its file's.
            data: the file's content.
            page: what was read.
        """
        if self._store.folder is not None:
            self._new[_key(path, data)] = page

    def finish(self) -> None:
        """Write the pages, where enough of them are new; to be called when all is done, so that what was found of them is kept too."""
        new, used = self._new, self._used
        self._known, self._new, self._used = None, {}, {}
        if len(new) * _FEW <= len(used) + len(new) and (used or not new):
            return
        writer = self._store.write(self._name)
        if writer is None:
            return
        writer.add(_SEEN, b"")
        if not self._patient or self._is_seen:
            pages = iter({**used, **new}.items())
            for number in count():
                some = dict(islice(pages, _TOGETHER))
                if not some:
                    break
                writer.add(str(number), pickle.dumps(some, protocol=5))
        if writer.commit():
            self._store.tidy()

    _is_seen = False
    """Whether somebody came before."""

    def _read(self) -> dict[bytes, Page]:
        found: dict[bytes, Page] = {}
        pack = self._store.read(self._name)
        if pack is None:
            return found
        self._is_seen = pack.get(_SEEN) is not None
        for number in count():
            data = pack.get(str(number))
            if data is None:
                break
            found.update(pickle.loads(data))  # noqa: S301 - whole, and the user's own
        pack.close()
        return found


def _key(path: str, data: bytes) -> bytes:
    hashed = hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16)
    hashed.update(b"\0")
    hashed.update(data)
    return hashed.digest()
