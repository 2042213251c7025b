"""The folder in which results are kept: the user's own cache, and never the repository's.

What is kept is believed. A pull request can bring files into a repository, but none into the cache of whoever builds it; so it lies
there, and only where the folder is the user's alone.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

from gameplan.store.pack import NEW, Pack, PackWriter

VARIABLE = "GAMEPLAN_CACHE"
"""The environment's name for another folder; empty for none at all."""
MOST_PACKS = 4
"""Packs of a kind and playbook that are kept: for the site, its preview, the internal one, and another."""
MOST_BYTES = 2 * 1024**3
"""Bytes of a playbook's packs."""
_DAY = 24 * 3600
_UNUSED = 60 * _DAY
"""Seconds after which what a playbook left is deleted, when another one is built."""
_WRITABLE = stat.S_IWGRP | stat.S_IWOTH


class Store:
    """What is kept of one playbook.

    Nothing here ends a build: what can't be read was never kept, and what can't be written isn't.
    """

    def __init__(self, folder: Path | None, trouble: str = "") -> None:
        """Know where.

        Args:
            folder: the playbook's own; None where nothing is kept.
            trouble: why that is, for whoever builds the site; empty where it was asked for.
        """
        self.folder, self._trouble = folder, trouble
        self._writers: list[PackWriter] = []

    @property
    def trouble(self) -> str:
        """Why nothing is kept for the next run, or not all; empty where all is, or nothing was to be."""
        return self._trouble or next((writer.trouble for writer in self._writers if writer.trouble), "")

    def read(self, name: str) -> Pack | None:
        """Open what is kept under a name; None where there is nothing, or nothing that is whole."""
        if self.folder is None:
            return None
        pack = Pack.opened(self.folder / name)
        if pack is not None:
            with suppress(OSError):
                os.utime(self.folder / name)
        return pack

    def write(self, name: str) -> PackWriter | None:
        """Begin to keep something under a name; None where nothing is kept."""
        if self.folder is None:
            return None
        try:
            writer = PackWriter(self.folder / name)
        except OSError as error:
            self._trouble = f"{self.folder} can't be written: {error.strerror}"
            return None
        self._writers.append(writer)
        return writer

    def tidy(self) -> None:
        """Delete what is old, or too much: the newest packs of each kind stay, and all of them within their limit."""
        if self.folder is None:
            return
        with suppress(OSError):
            self._delete_packs(self.folder)
            _delete_unused(self.folder)

    @staticmethod
    def _delete_packs(folder: Path) -> None:
        now, seen, total = time.time(), dict[str, int](), 0
        found = sorted(((path.lstat(), path) for path in folder.iterdir()), key=lambda each: -each[0].st_mtime)
        for state, path in found:
            if path.suffix == NEW:
                if state.st_mtime < now - _DAY:
                    path.unlink(missing_ok=True)
                continue
            kind = path.name.partition("-")[0]
            seen[kind] = seen.get(kind, 0) + 1
            total += state.st_size
            if seen[kind] > MOST_PACKS or total > MOST_BYTES:
                path.unlink(missing_ok=True)


def store_of(root: Path, *, make: bool = True) -> Store:
    """Return what is kept of the playbook in a folder; whatever is in the way, a store that keeps nothing.

    Args:
        root: the playbook's folder.
        make: whether to make the folders of the store where they are missing; without them there is nothing to read.
    """
    given = os.environ.get(VARIABLE)
    if given == "":
        return Store(None)
    base = Path(given) if given else platformdirs.user_cache_path("gameplan", appauthor=False)
    if base.resolve().is_relative_to(_top(root)):
        return Store(
            None, f"{base} lies in the repository, where a pull request could bring files into it: name another folder"
        )
    name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=12).hexdigest()
    try:
        for folder in (base, base / name):
            if make:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            elif not folder.is_dir():
                return Store(None)
            if problem := _problem(folder):
                return Store(None, f"{folder} {problem}")
    except OSError as error:
        return Store(None, f"{base} can't be used ({error.strerror})")
    return Store(base / name)


def _top(root: Path) -> Path:
    """Return the folder of the repository that a playbook is in; its own folder where there is none."""
    whole = root.resolve()
    return next((folder for folder in (whole, *whole.parents) if (folder / ".git").exists()), whole)


def _problem(folder: Path) -> str:
    """Say why a folder is not believed; empty where it is the user's alone."""
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode):
        return "is a link"
    if not hasattr(os, "getuid"):
        return ""
    if state.st_uid != os.getuid():
        return "belongs to somebody else"
    return "can be written by others" if state.st_mode & _WRITABLE else ""


def _delete_unused(folder: Path) -> None:
    """Delete what other playbooks left long ago."""
    last = time.time() - _UNUSED
    for other in folder.parent.iterdir():
        if other == folder or not stat.S_ISDIR(other.lstat().st_mode):
            continue
        packs = [path for path in other.iterdir() if path.is_file()]
        if all(path.lstat().st_mtime < last for path in packs) and other.lstat().st_mtime < last:
            for path in packs:
                path.unlink(missing_ok=True)
            with suppress(OSError):
                other.rmdir()
