"""Where the form of each page is, in the editor's own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping


class Routes(NamedTuple):
    """Where forms are, behind the number sign of the editor's address."""

    folders: tuple[tuple[str, str], ...]
    """The collections of pages in folders: the name and the folder of each."""
    files: tuple[tuple[str, str, str], ...]
    """Single files: the name of the collection, the name in it, and the path of each."""

    def edit(self, path: str) -> str | None:
        """Return where the form of a page is; None where it has none."""
        for collection, name, file in self.files:
            if file == path:
                return f"/collections/{collection}/entries/{quote(name)}"
        for collection, folder in self.folders:
            if path.startswith(f"{folder}/") and path.endswith(".md"):
                return f"/collections/{collection}/entries/{quote(path.removeprefix(f'{folder}/').removesuffix('.md'))}"
        return None

    def new(self, folder: str, said: Mapping[str, str]) -> str | None:
        """Return where the form of a new page in a folder is, with what it says already; None where there is none."""
        name = next((name for name, known in self.folders if known == folder), None)
        if name is None:
            return None
        query = urlencode({field: value for field, value in said.items() if value}, quote_via=quote)
        return f"/collections/{name}/new{f'?{query}' if query else ''}"
