"""Names of new files: slugs of titles, none of them taken."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gameplan.model.addresses import reserved, slug
from gameplan.read.files import is_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gameplan.model.playbook import Playbook

_LONGEST = 80
"""Characters of a file's name."""


class Places:
    """Gives new files their names."""

    def __init__(self, playbook: Playbook, folder: str, present: Iterable[str] = ()) -> None:
        self.folder = folder
        self._folders = (playbook.strategy, playbook.plan)
        files = (*(page.path for page in playbook.pages), *playbook.attachments, *playbook.unread, *present)
        self._taken = {_plain(path) for path in files}
        self._ids = {_plain(page.id) for page in playbook.entries}
        self._ids |= {_plain(alias) for page in playbook.entries for alias in page.fields.aliases}
        self._last: dict[str, int] = {}
        """The last number that was given to files of a name."""

    def entry(self, title: str) -> tuple[str, str]:
        """Return the id and the path of a new entry."""
        found = self.new(self.folder, title, self._ids)
        self._ids.add(_plain(found[0]))
        return found

    def new(self, folder: str, title: str, ids: Collection[str]) -> tuple[str, str]:
        """Return the id and the path of a new page in a folder; its id is none of some, which are in small letters."""
        stem = slug(title)[:_LONGEST].strip("-.")
        if not any(letter.isalnum() for letter in stem) or not is_page(f"{folder}/{stem}.md", self._folders):
            stem = f"{stem}-entry" if reserved(stem) else "entry"
        number = self._last.get(f"{folder}/{stem}", 0)
        while True:
            number += 1
            name = f"{stem}-{number}" if number > 1 else stem
            if _plain(f"{folder}/{name}.md") not in self._taken and _plain(name) not in ids:
                break
        self._last[f"{folder}/{stem}"] = number
        path = f"{folder}/{name}.md"
        self._taken.add(_plain(path))
        return name, path


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
