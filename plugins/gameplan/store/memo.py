"""Answers that are kept under the digests of their questions, from one run to the next."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gameplan.store.folder import Store


class Memo:
    """What was worked out in the last run, and is in this one. What this one doesn't ask for is not kept any longer."""

    def __init__(self, store: Store, name: str) -> None:
        """Take where it is kept, and under which name."""
        self._store, self._name = store, name
        self._pack = store.read(name)
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was kept
        """Return what is kept under a digest; None where there is nothing."""
        data = self._new.get(key) or (self._pack.get(key) if self._pack is not None else None)
        if data is None:
            return None
        self._used.add(key)
        return pickle.loads(data)  # noqa: S301 - whole, and the user's own

    def put(self, key: str, value: object) -> None:
        """Keep something, which isn't None."""
        if self._store.folder is not None:
            self._new[key] = pickle.dumps(value, protocol=5)

    def finish(self) -> None:
        """Write what is kept, where there is anything new."""
        pack, self._pack = self._pack, None
        if self._new and (writer := self._store.write(self._name)) is not None:
            for key, data in self._new.items():
                writer.add(key, data)
            for key in sorted(self._used):
                if pack is not None and (found := pack.get(key)) is not None:
                    writer.add(key, found)
            writer.commit()
        if pack is not None:
            pack.close()
        self.discard()

    def discard(self) -> None:
        """Leave what is kept as it is, and read nothing more of it."""
        if self._pack is not None:
            self._pack.close()
        self._pack, self._new, self._used = None, {}, set()
