"""What older versions of files say."""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING

from gameplan.history.git import asking
from gameplan.history.missing import UnreadableHistory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from gameplan.history.git import Git
    from gameplan.history.program import Running

LARGEST = 2 * 1024 * 1024
_PIECE = 1024 * 1024
_LONGEST_LINE = 1024
_SHA1_DIGITS = 40


def contents(root: Path, blobs: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
    """The content of each blob, in their order, from one process; None for what is no blob, or larger than 2 MiB.

    Raises:
        MissingHistory: where a blob is missing, or the repository can't be read.
    """
    if not blobs:
        return
    with asking(root) as git:
        if git is not None:
            yield from contents_from(git, blobs)


def contents_from(git: Git, blobs: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
    """The same, where Git is ready to be asked."""
    with tempfile.TemporaryFile(dir=git.folder) as names:
        # By a file: to a pipe it could stop to listen while it talks.
        names.write("".join(f"{blob}\n" for blob in blobs).encode())
        names.seek(0)
        with git.asked("cat-file", "--batch", names=names) as running:
            for blob in blobs:
                yield blob, _content(running)


def _content(running: Running) -> bytes | None:
    """The next answer: a line `NAME TYPE SIZE`, that many bytes, and a line's end; or `NAME missing`."""
    with running.awaited() as answers:
        _, _, what = answers.readline(_LONGEST_LINE).rstrip(b"\n").partition(b" ")
        kind, _, digits = what.partition(b" ")
        if not digits.isdigit():
            if running.late or not what:
                raise running.failed()
            raise UnreadableHistory(
                "an older version of a file is missing", "run git fsck in this folder, or clone it again"
            )
        left = int(digits) + 1
        if left > LARGEST + 1:
            while left and (piece := answers.read(min(left, _PIECE))):
                left -= len(piece)
            return None
        data = answers.read(left)
    if len(data) != left:
        raise running.failed()
    return data[:-1] if kind == b"blob" else None


def blob_of(data: bytes, like: str) -> str:
    """The name that git would give to a content, by the same function as another name (SHA-1, or SHA-256)."""
    head = b"blob %d\0" % len(data)
    if len(like) == _SHA1_DIGITS:
        return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()
    return hashlib.sha256(head + data).hexdigest()
