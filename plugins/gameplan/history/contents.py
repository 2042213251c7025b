"""What older versions of files say."""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING

from gameplan.history.git import asking
from gameplan.history.missing import UnreadableHistory
from gameplan.history.repository import parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from gameplan.history.git import Git
    from gameplan.history.program import Running

LARGEST = 2 * 1024 * 1024
_PIECE = 1024 * 1024
_LONGEST_LINE = 1024
_SHA1_DIGITS = 40


def contents(root: Path, blobs: Collection[str], folders: Collection[str] = ()) -> Iterator[tuple[str, bytes | None]]:
    """Yield the content of each blob, from one process for each repository; None for what is no blob, or larger than 2 MiB.

    Args:
        root: a folder of the repository.
        blobs: their names.
        folders: those of the pages, in which there may be other repositories; see `read_history`.

    Raises:
        MissingHistory: where a blob is missing, or a repository can't be read.
    """
    if not blobs:
        return
    left = blobs
    *others, last = (root, *(root / part for part in parts_of(root, folders)))
    for place in others:
        elsewhere: list[str] = []
        with asking(place) as git:
            if git is not None:
                yield from contents_from(git, left, elsewhere)
                left = elsewhere
    with asking(last) as git:
        if git is not None and left:
            yield from contents_from(git, left)


def contents_from(
    git: Git, blobs: Collection[str], missing: list[str] | None = None
) -> Iterator[tuple[str, bytes | None]]:
    """Yield the contents in order from a running Git; add the names of missing blobs to `missing`, if that is given."""
    with tempfile.TemporaryFile(dir=git.folder) as names:
        # By a file: to a pipe it could stop to listen while it talks.
        names.write("".join(f"{blob}\n" for blob in blobs).encode())
        names.seek(0)
        with git.asked("cat-file", "--batch", names=names) as running:
            for blob in blobs:
                try:
                    content = _content(running)
                except _MissingBlob:
                    if missing is None:
                        raise
                    missing.append(blob)
                else:
                    yield blob, content


class _MissingBlob(UnreadableHistory):
    """A repository lacks a content."""

    def __init__(self) -> None:
        super().__init__("an older version of a file is missing", "run git fsck in this folder, or clone it again")


def _content(running: Running) -> bytes | None:
    """The next answer: a line `NAME TYPE SIZE`, that many bytes, and a line's end; or `NAME missing`."""
    with running.awaited() as answers:
        _, _, what = answers.readline(_LONGEST_LINE).rstrip(b"\n").partition(b" ")
        kind, _, digits = what.partition(b" ")
        if not digits.isdigit():
            if running.late or not what:
                raise running.failed()
            raise _MissingBlob
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
    """Return the name that Git would give to a content, with the hash function of another name (SHA-1 or SHA-256)."""
    head = b"blob %d\0" % len(data)
    if len(like) == _SHA1_DIGITS:
        return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()
    return hashlib.sha256(head + data).hexdigest()
