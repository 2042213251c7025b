"""A folder's files, looked through one after the other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.leaks.decoding import LARGEST, Unread
from gameplan.leaks.search import Finder, Leak

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gameplan.leaks.secrets import Secret
    from gameplan.leaks.words import Words


def _content(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise Unread(f"it has more than {LARGEST // 1024**2} MiB")
    if not path.is_file():
        raise Unread("it is no file")
    return path.read_bytes()


class Searched(NamedTuple):
    """What came of it."""

    files: int
    leaks: tuple[Leak, ...]
    unread: Mapping[str, str]
    """Why a file couldn't be looked through, by its path."""


def searched(folder: Path, secrets: Mapping[Words, Secret], left_out: Collection[str] = ()) -> Searched:
    """Look through every file of a folder; links are followed to files, and not to folders.

    Args:
        folder: the folder, such as a built site.
        secrets: what is sought.
        left_out: the paths of files that may hold it.
    """
    finder = Finder(secrets)
    leaks: list[Leak] = []
    unread: dict[str, str] = {}
    count = 0

    def refused(error: OSError) -> None:
        unread[os.path.relpath(error.filename, folder)] = error.strerror or "it can't be read"

    for place, folders, names in os.walk(folder, onerror=refused):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            said = path.relative_to(folder).as_posix()
            if said in left_out:
                continue
            count += 1
            try:
                leaks += finder.in_file(said, _content(path))
            except OSError as error:
                unread[said] = error.strerror or "it can't be read"
            except Unread as error:
                unread[said] = str(error)
    return Searched(count, tuple(leaks), unread)
