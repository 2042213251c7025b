"""The files of an older version, in a folder of their own, without touching the checkout."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from gameplan.history.contents import LARGEST, contents_from
from gameplan.history.git import asking
from gameplan.history.missing import TooLargeHistory, UnreadableHistory
from gameplan.history.program import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gameplan.history.git import Git

_FILES = ("100644", "100755", "100664")
_LINK = "120000"
_READ = (".csv", ".json", ".md", ".mdtext", ".mdwn", ".mdx", ".qmd", ".text", ".toml", ".txt", ".yaml", ".yml")
"""What of a file's content the check may look at; of other files it asks only whether they are there."""


_MOST_FILES = 100_000
_MOST_BYTES = 1024 * 1024 * 1024
"""Of one version, of the files that are read."""


class _Item(NamedTuple):
    """A file or link of a commit."""

    path: str
    blob: str
    size: int
    """Bytes."""


def fork_point(root: Path, revision: str) -> str | None:
    """The commit at which the present one left a branch; None where git doesn't know one.

    Args:
        root: a folder of the repository.
        revision: the branch, as git takes it.

    Raises:
        MissingHistory: where there is a repository, and it can't be read.
    """
    with asking(root) as git:
        here, there = (git.commit(), git.commit(revision)) if git else (None, None)
        if git is None or here is None or there is None:
            return None
        with git.asked("merge-base", there, here) as running:
            found = whole(running).decode("ascii", "replace").strip()
        if running.code not in (0, 1):
            raise running.failed()
    return found or None


def snapshot(root: Path, commit: str, paths: Iterable[str], target: Path) -> None:
    """Write the files that a commit has below some paths into a folder, each at its place relative to the root.

    Regular files and links only, and nothing outside the folder, whatever names the commit holds. Of files that nobody reads,
    only the names are made; of those that are too large to be read, the size.

    Raises:
        MissingHistory: where this clone lacks the content of a file, or the commit holds more than any playbook.
    """
    with asking(root) as git:
        if git is None:
            return
        files: list[_Item] = []
        links: list[_Item] = []
        for mode, item in _tree(git, commit, paths):
            if (target / item.path).is_relative_to(target):
                (links if mode == _LINK else files).append(item)
        # Links come last, so that nothing is ever written through one.
        read = [item for item in files if item.path.endswith(_READ)]
        if sum(item.size for item in (*read, *links) if item.size <= LARGEST) > _MOST_BYTES:
            raise TooLargeHistory(f"{_MOST_BYTES // 1024**2} MiB of files in one version")
        _write(git, read, target)
        for item in files:
            if not item.path.endswith(_READ):
                _place(target / item.path, b"")
        _write(git, links, target, links=True)


def _write(git: Git, items: list[_Item], target: Path, *, links: bool = False) -> None:
    """Write items with their contents, one content after the other."""
    places: dict[str, list[str]] = {}
    for item in items:
        if item.size > LARGEST:
            _place(target / item.path, b"", size=item.size)
        else:
            places.setdefault(item.blob, []).append(item.path)
    for blob, data in contents_from(git, list(places)):
        for path in places[blob]:
            _place(target / path, data or b"", link=links)


def _place(place: Path, data: bytes, *, link: bool = False, size: int | None = None) -> None:
    """Make one file or link. A name may be no name here, and a file may stand where another has a folder: then nothing is made."""
    with suppress(OSError, ValueError):
        place.parent.mkdir(parents=True, exist_ok=True)
        if link:
            place.symlink_to(data.decode("utf-8", "surrogateescape"))
            return
        with place.open("xb") as stream:
            stream.write(data)
            if size is not None:
                stream.truncate(size)


def _tree(git: Git, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, _Item]]:
    """Mode and item of everything below some paths; what could lead out of a folder is left out."""
    below = git.repository.below
    listed = git.ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *(f"{below}{path}" for path in paths))
    for count, line in enumerate(listed.split("\0")):
        facts, tab, path = line.removesuffix("\n").partition("\t")
        path = path.removeprefix(below)
        parts = path.split("/")
        if count > _MOST_FILES:
            raise TooLargeHistory(f"{_MOST_FILES:,} files in one version")
        if tab and not any(part in ("", ".", "..") or part.lower() == ".git" or "\\" in part for part in parts):
            mode, _, blob, size = facts.split()
            if mode not in _FILES and mode != _LINK:
                continue
            if not size.isdigit():
                raise UnreadableHistory("this clone lacks older files", "fetch them, by a clone without a filter")
            yield mode, _Item(path, blob, int(size))
