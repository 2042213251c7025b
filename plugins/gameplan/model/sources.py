"""Where the files of a playbook come from: the disk, texts that aren't saved yet, or a commit. Whoever reads them needn't know."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Contents: TypeAlias = "Mapping[str, bytes | None]"
"""What files hold, by their paths; None for one that is not there."""


class Kind(enum.Enum):
    """What has a name in a folder."""

    FILE = enum.auto()
    FOLDER = enum.auto()
    LINK = enum.auto()
    """A symbolic link, whatever it leads to: none is followed."""
    OTHER = enum.auto()
    """A pipe, a device, or a repository within the repository."""


class SourceEntry(NamedTuple):
    """A name in a folder."""

    name: str
    kind: Kind
    readable: bool = True
    """Whether a file can be opened."""


class NotAFileError(Exception):
    """Something has this path, and is no regular file."""


class TooLargeError(Exception):
    """A file has more bytes than whoever reads it takes."""


class Sources(Protocol):
    """The files of a folder. Paths are relative to it, with forward slashes."""

    @property
    def root(self) -> Path:
        """Return where the folder is on the disk, or would be: to say where something is, and never to read it."""

    @property
    def top(self) -> Path:
        """Return the folder of the repository that it is in: the folder itself where there is none."""

    def kind(self, path: str) -> Kind | None:
        """Tell what a path is; None where there is nothing."""

    def entries(self, folder: str) -> Iterable[SourceEntry]:
        """List the names in a folder, in any order.

        Raises:
            OSError: where it can't be listed.
        """

    def data(self, path: str, limit: int) -> bytes:
        """Return the content of a regular file.

        Args:
            path: the file's.
            limit: how many bytes it may have.

        Raises:
            OSError: where it can't be opened.
            NotAFileError: where it is no regular file.
            TooLargeError: where it has more bytes.
        """
