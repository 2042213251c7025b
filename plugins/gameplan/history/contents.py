"""What older versions of files say."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from gameplan.history.git import command, environment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

LARGEST = 2 * 1024 * 1024
_PIECE = 1024 * 1024
_SHA1_DIGITS = 40


def contents(root: Path, blobs: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
    """The content of each blob, in their order, from one process; None for what is missing, no blob, or larger than 2 MiB."""
    asked = command(root, "cat-file", "--batch")
    if not blobs or asked is None:
        return
    with tempfile.TemporaryFile() as names, _started(asked, names, blobs) as answers:
        for blob in blobs:
            yield blob, _content(answers)


@contextmanager
def _started(asked: list[str], names: IO[bytes], blobs: Collection[str]) -> Iterator[IO[bytes]]:
    """What a process answers that is told all names by a file: to a pipe it could stop to listen while it talks."""
    names.write("".join(f"{blob}\n" for blob in blobs).encode())
    names.seek(0)
    process = subprocess.Popen(  # noqa: S603 - a fixed command
        asked, stdin=names, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    )
    with process:
        if process.stdout is not None:
            yield process.stdout


def _content(answers: IO[bytes]) -> bytes | None:
    """The next answer: a line `NAME TYPE SIZE`, that many bytes, and a line's end; or `NAME missing`."""
    _, _, what = answers.readline().rstrip(b"\n").partition(b" ")
    kind, _, digits = what.partition(b" ")
    if not digits.isdigit():
        return None
    size = int(digits)
    if size <= LARGEST:
        data = answers.read(size + 1)
        return data[:-1] if kind == b"blob" and len(data) == size + 1 else None
    left = size + 1
    while left and (piece := answers.read(min(left, _PIECE))):
        left -= len(piece)
    return None


def blob_of(data: bytes, like: str) -> str:
    """The name that git would give to a content, by the same function as another name (SHA-1, or SHA-256)."""
    head = b"blob %d\0" % len(data)
    if len(like) == _SHA1_DIGITS:
        return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()
    return hashlib.sha256(head + data).hexdigest()
