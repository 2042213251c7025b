"""A file with many pieces, each of which is read by itself and only if it is whole.

Pieces first, then the file's name and where each piece stands with its digest, then the digest of that. A file that was cut off, or
changed anywhere, or has another's name or another form, is as good as none: a piece is told from a damaged one before it is used.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import struct
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

FORM = b"gameplan pack 1\n"
NEW = ".new"
"""How the names of files end that aren't whole yet."""
LARGEST = 1024**3
"""Bytes of a file; what would be larger isn't kept."""
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""No link is followed, and nobody waits for a pipe."""
_DIGEST = 16
_END = struct.Struct(f">QQ{_DIGEST}s")
"""The place and the length of the index, and its digest."""


class _Place(NamedTuple):
    begin: int
    size: int
    digest: bytes


def digest(data: bytes) -> bytes:
    """Return what tells a piece from any other."""
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


class Pack:
    """A file of pieces, open for reading."""

    def __init__(self, file: IO[bytes], places: dict[str, _Place]) -> None:
        """Take an open file, and where its pieces stand."""
        self._file, self._places = file, places

    @classmethod
    def opened(cls, path: Path) -> Pack | None:
        """Open a file; None where it isn't there, not the user's own, or not whole."""
        try:
            handle = os.open(path, _READ)
        except OSError:
            return None
        try:
            _refuse_others(os.fstat(handle))
        except ValueError:
            os.close(handle)
            return None
        file = os.fdopen(handle, "rb")
        try:
            return cls(file, _index(file, path.name))
        except (OSError, ValueError, struct.error):
            file.close()
            return None

    def get(self, name: str) -> bytes | None:
        """Return a piece; None where there is none, or it is damaged."""
        place = self._places.get(name)
        if place is None:
            return None
        try:
            self._file.seek(place.begin)
            data = self._file.read(place.size)
        except (OSError, ValueError):
            return None
        return data if digest(data) == place.digest else None

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _refuse_others(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode) or (hasattr(os, "getuid") and state.st_uid != os.getuid()):
        raise ValueError("not a file of the user's")


def _index(file: IO[bytes], name: str) -> dict[str, _Place]:
    whole = os.fstat(file.fileno()).st_size
    if file.read(len(FORM)) != FORM or whole > LARGEST:
        raise ValueError("another form")
    file.seek(max(whole - _END.size, 0))
    begin, size, expected = _END.unpack(file.read(_END.size))
    if size > whole or begin > whole:
        raise ValueError("cut off")
    file.seek(begin)
    data = file.read(size)
    if digest(data) != expected:
        raise ValueError("damaged")
    own, places = pickle.loads(data)  # noqa: S301 - whole, and the user's own
    if own != name:
        raise ValueError("another file's")
    return {piece: _Place(*place) for piece, place in places.items()}


class PackWriter:
    """A file of pieces that is being written, beside the one whose place it takes when it is whole."""

    def __init__(self, path: Path) -> None:
        """Begin.

        Args:
            path: where it will be.

        Raises:
            OSError: where nothing can be written.
        """
        self._path = path
        self.trouble = ""
        """Why nothing is kept of it; empty as long as all went well."""
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name.partition("-")[0] + "-", suffix=NEW)
        self._new = Path(name)
        self._file: IO[bytes] | None = os.fdopen(handle, "wb")
        self._places: dict[str, tuple[int, int, bytes]] = {}
        self._at = 0
        self._put(FORM)

    def add(self, name: str, data: bytes) -> None:
        """Write a piece. Where that fails, such as on a full disk, nothing is kept at all."""
        begin = self._at
        if self._file is not None and name not in self._places and self._put(data):
            self._places[name] = (begin, len(data), digest(data))

    def commit(self) -> bool:
        """Put the file in its place, as one step; returns whether it is there."""
        index = pickle.dumps((self._path.name, self._places), protocol=5)
        begin = self._at
        if not self._put(index) or not self._put(_END.pack(begin, len(index), digest(index))) or self._file is None:
            return False
        try:
            self._file.close()
            self._new.replace(self._path)
        except OSError as error:
            self._fail(error)
            return False
        self._file = None
        return True

    def discard(self) -> None:
        """Keep nothing of it."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None
            with suppress(OSError):
                self._new.unlink()

    def _put(self, data: bytes) -> bool:
        if self._file is None:
            return False
        try:
            self._file.write(data)
        except OSError as error:
            self._fail(error)
            return False
        self._at += len(data)
        if self._at > LARGEST:
            self._fail(f"it would be larger than {LARGEST >> 20} MB")
            return False
        return True

    def _fail(self, reason: OSError | str) -> None:
        self.trouble = (
            f"{self._path.parent} can't be written: {reason.strerror if isinstance(reason, OSError) else reason}"
        )
        self.discard()
