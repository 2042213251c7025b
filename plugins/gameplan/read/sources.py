"""Sources of a playbook's files: the disk, and texts that lie over others.

Only regular files are opened. Links are never followed, and nothing that could block or be endless (pipes, devices) is touched.
"""

from __future__ import annotations

import errno
import os
import stat
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.sources import Kind, NotAFileError, SourceEntry, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gameplan.model.sources import Contents, Sources

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Disk:
    """The files of a folder as they lie there."""

    def __init__(self, root: Path) -> None:
        """Know the folder."""
        self.root = root

    @cached_property
    def top(self) -> Path:
        """The folder of the repository that it is in."""
        return next(
            (folder for folder in (self.root, *self.root.parents) if os.path.lexists(folder / ".git")), self.root
        )

    def kind(self, path: str) -> Kind | None:
        """Tell what a path is; None where there is nothing, or where that can't be told."""
        try:
            mode = os.lstat(f"{self.root}/{path}").st_mode
        except (OSError, ValueError):
            return None
        if stat.S_ISLNK(mode):
            return Kind.LINK
        return Kind.FILE if stat.S_ISREG(mode) else Kind.FOLDER if stat.S_ISDIR(mode) else Kind.OTHER

    def entries(self, folder: str) -> Iterator[SourceEntry]:
        """List the names in a folder."""
        with os.scandir(f"{self.root}/{folder}") as found:
            for entry in found:
                kind = _kind(entry)
                # A page that can't be opened is told when it is read; this would first be noticed when the site is written.
                plain = kind is not Kind.FILE or entry.name.endswith(".md") or os.access(entry.path, os.R_OK)
                yield SourceEntry(entry.name, kind, plain)

    def data(self, path: str, limit: int) -> bytes:
        """Return the content of a regular file."""
        handle = os.open(f"{self.root}/{path}", _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise NotAFileError(path)
            data = _all(handle, limit + 1) if status.st_size <= limit else b""
        finally:
            os.close(handle)
        if status.st_size > limit or len(data) > limit:
            raise TooLargeError(path)
        return data


class Overlay:
    """Other sources with some files in another version, such as one that an editor hasn't saved, or that is only tried."""

    def __init__(self, below: Sources, contents: Contents) -> None:
        """Know what lies over what.

        Args:
            below: the other sources.
            contents: of files that need not be there below.
        """
        self._below, self._contents = below, contents
        self._folders: dict[str, set[str]] = {}
        for path, data in contents.items():
            if data is None:
                continue
            parts = path.split("/")
            for number, name in enumerate(parts):
                self._folders.setdefault("/".join(parts[:number]), set()).add(name)

    @property
    def root(self) -> Path:
        """Where the folder is."""
        return self._below.root

    @property
    def top(self) -> Path:
        """The folder of the repository that it is in."""
        return self._below.top

    def kind(self, path: str) -> Kind | None:
        """Tell what a path is; None where there is nothing."""
        if path in self._contents:
            return None if self._contents[path] is None else Kind.FILE
        return Kind.FOLDER if path in self._folders else self._below.kind(path)

    def entries(self, folder: str) -> Iterable[SourceEntry]:
        """List the names in a folder."""
        ours = self._folders.get(folder, set())
        prefix = f"{folder}/" if folder else ""
        if not ours or self._below.kind(folder or ".") is Kind.FOLDER:
            below = (entry for entry in self._below.entries(folder) if entry.name not in ours)
            yield from (entry for entry in below if f"{prefix}{entry.name}" not in self._contents)
        for name in sorted(ours):
            yield SourceEntry(name, Kind.FILE if f"{prefix}{name}" in self._contents else Kind.FOLDER)

    def data(self, path: str, limit: int) -> bytes:
        """Return the content of a regular file."""
        if path not in self._contents:
            return self._below.data(path, limit)
        data = self._contents[path]
        if data is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        if len(data) > limit:
            raise TooLargeError(path)
        return data


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER


def _all(handle: int, limit: int) -> bytes:
    """Read what a descriptor holds, up to a limit; one call for nearly every file."""
    parts = [os.read(handle, limit)]
    while parts[-1] and (rest := limit - sum(map(len, parts))) > 0:
        parts.append(os.read(handle, rest))
    return parts[0] if len(parts) == 2 else b"".join(parts)  # noqa: PLR2004 - all of it, and the empty end
