"""Which playbook a file belongs to, and its texts in the editor."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pygls.uris import from_fs_path, to_fs_path

from gameplan.assist.changes import read
from gameplan.assist.texts import Text
from gameplan.assist.workspace import Workspace
from gameplan.language_server.documents import Document
from gameplan.page_store import PageStore
from gameplan.revisions.past import past_of
from gameplan.settings import CONFIG_FILES, OptionError, find_root, load_settings
from gameplan.store.folder import store_of

if TYPE_CHECKING:
    from gameplan.assist.checked import Checked


@dataclass(eq=False)
class Open:
    """A playbook of which a file or the folder is open."""

    root: Path
    """As the editor calls it."""
    workspace: Workspace
    documents: dict[str, Document] = field(default_factory=dict)
    """The texts that the editor holds, by their paths in the playbook."""
    encoding: str = "utf-16"

    def uri(self, path: str) -> str:
        """The address of a file, as the editor writes it where it has the file open."""
        known = self.documents.get(path)
        return known.uri if known is not None else from_fs_path(os.fspath(self.root / path)) or ""

    def document(self, path: str, checked: Checked | None) -> Document:
        """A file's text with its places: as the editor holds it, else as it was checked last."""
        known = self.documents.get(path)
        if known is not None:
            return known
        text = read(checked, path) if checked is not None else None
        return Document(self.uri(path), text or "", None, self.encoding)


class File(NamedTuple):
    """A file of a playbook."""

    playbook: Open
    path: str
    """Relative to its root."""


class Playbooks:
    """The playbooks that are open, found by the files in them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[Path, Open] = {}
        self._roots: dict[str, Path] = {}
        self.encoding = "utf-16"

    @property
    def all(self) -> tuple[Open, ...]:
        """Every one."""
        return tuple(self._known.values())

    def of(self, uri: str) -> File | None:
        """The playbook that a file belongs to, whether there is one or not; None where it is no file on the disk."""
        name = to_fs_path(uri)
        if not name or "\0" in name:
            return None
        folder, base = os.path.split(name)
        root = self._root(folder)
        within = os.path.relpath(os.path.join(os.path.realpath(folder), base), root)  # noqa: PTH118 - a path that need not be there
        if within.startswith(".."):
            return None
        path = Path(within).as_posix()
        called = Path(name[: -len(path)]) if name.endswith(within) and len(name) > len(path) else root
        return File(self._open(root, called), path)

    def folder(self, uri: str) -> Open | None:
        """The playbook in a folder, or around it."""
        name = to_fs_path(uri)
        if not name or not Path(name).is_dir():
            return None
        root = self._root(name)
        return self._open(root, root if os.path.realpath(name) != os.fspath(root) else Path(name))

    def forget_roots(self) -> None:
        """Look anew for the roots of playbooks: a configuration came or went."""
        self._roots.clear()

    def _root(self, folder: str) -> Path:
        known = self._roots.get(folder)
        if known is None:
            known = self._roots[folder] = find_root(Path(folder))
        return known

    def _open(self, root: Path, called: Path) -> Open:
        if root not in self._known:
            workspace = Workspace(root, past_of, store=_pages(root))
            self._known[root] = Open(called, workspace, encoding=self.encoding)
        return self._known[root]


def _pages(root: Path) -> PageStore | None:
    """The pages that checks have kept; None where there is no playbook, or it wants none kept."""
    try:
        options = load_settings(root, allow_any_host=True).options
    except (OptionError, OSError):
        return None
    return PageStore(store_of(root, make=False), options, "check") if options.shortcuts else None


def text_of(file: File, checked: Checked | None) -> Text:
    """A file's text: as the editor holds it, else as it was checked last."""
    return file.playbook.workspace.text(file.path) or Text(file.path, file.playbook.document(file.path, checked).text)


def is_config(uri: str) -> bool:
    """Tell whether a file is a site's configuration."""
    return uri.rpartition("/")[2] in CONFIG_FILES
