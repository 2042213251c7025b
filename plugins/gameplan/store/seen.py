"""What was seen of files, and whether all of it is still so: told from their states on the disk, without reading them."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

State = tuple[int, ...]
"""What changes with a file, and can't be set back by hand: the time of its last change is among it."""
_SETTLED = 2 * 10**9
"""Nanoseconds. A file that was changed a moment ago could be changed again and look the same: clocks of disks are coarse."""


def state_of(path: str) -> State | None:
    """Return the state of a path itself, whatever a link leads to; None where there is nothing."""
    try:
        state = os.lstat(path)
    except (OSError, ValueError):
        return None
    return (
        *(state.st_mode, state.st_uid, state.st_size, state.st_mtime_ns),
        *(state.st_ctime_ns, state.st_ino, state.st_dev),
    )


def kind_of(path: str) -> int | None:
    """Return what a path is, as the system numbers it; None where there is nothing."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return None


def names_in(folder: str) -> str:
    """Return the digest of all names in a folder, with what they are; empty where it can't be listed.

    Of what is no page it counts who may read it, as nobody opens that.
    """
    try:
        with os.scandir(folder) as found:
            rows = [f"{entry.name}\0{_said(entry)}" for entry in found]
    except OSError:
        return ""
    return hashlib.blake2b("\0\0".join(sorted(rows)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _said(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    if entry.name.endswith(".md") and entry.is_file(follow_symlinks=False):
        return "page"
    state = entry.stat(follow_symlinks=False)
    return f"{state.st_mode} {state.st_uid}"


class Seen(NamedTuple):
    """What was seen, by absolute paths."""

    files: Mapping[str, State | None]
    """Files that were read, or were not there to be read."""
    kinds: Mapping[str, int | None]
    """Paths of which only was asked what they are."""
    folders: Mapping[str, str]
    """Folders that were listed."""

    def is_so(self) -> bool:
        """Tell whether everything is as it was."""
        return (
            all(state_of(path) == state for path, state in self.files.items())
            and all(kind_of(path) == kind for path, kind in self.kinds.items())
            and all(names_in(path) == names for path, names in self.folders.items())
        )


class Sight:
    """Notes what is seen, each time just before somebody looks: what is changed while they look is another state."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._begun = time.time_ns()
        self._files: dict[str, State | None] = {}
        self._kinds: dict[str, int | None] = {}
        self._folders: dict[str, str] = {}

    def file(self, *paths: str) -> None:
        """Note files."""
        for path in paths:
            self._files.setdefault(path, state_of(path))

    def kind(self, *paths: str) -> None:
        """Note what paths are."""
        for path in paths:
            self._kinds.setdefault(path, kind_of(path))

    def folder(self, *paths: str) -> None:
        """Note the names in folders."""
        for path in paths:
            self._folders.setdefault(path, names_in(path))

    def seen(self) -> Seen | None:
        """Return all of it; None where a file was changed so lately that its state doesn't tell it from the next one."""
        if any(_changed(state) > self._begun - _SETTLED for state in self._files.values() if state is not None):
            return None
        return Seen(self._files, self._kinds, self._folders)


def _changed(state: Iterable[int]) -> int:
    _, _, _, written, changed, _, _ = state
    return max(written, changed)
