"""The files of an older version, in a folder of their own, without touching the checkout."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from gameplan.history.contents import LARGEST, contents
from gameplan.history.git import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FILES = ("100644", "100755", "100664")
_LINK = "120000"
_READ = (".csv", ".json", ".md", ".toml", ".yaml", ".yml")
"""What of a file's content the check may look at; of other files it asks only whether they are there."""


class MissingContentsError(Exception):
    """Files of the older version are not in this clone."""


class _Item(NamedTuple):
    """A file or link of a commit."""

    path: str
    blob: str
    size: int | None
    """None where the content isn't in this clone."""


def fork_point(root: Path, revision: str) -> str | None:
    """The commit at which the present one left a branch; None where git doesn't know one.

    Args:
        root: a folder of the repository.
        revision: the branch, as git takes it.
    """
    commit = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = ask(root, "merge-base", commit.strip(), "HEAD") if commit else None
    return found.strip() if found and found.strip() else None


def snapshot(root: Path, commit: str, paths: Iterable[str], target: Path) -> None:
    """Write the files that a commit has below some paths into a folder, each at its place relative to the root.

    Regular files and links only, and nothing outside the folder, whatever names the commit holds. Of files that nobody reads,
    only the names are made; of those that are too large to be read, the size.

    Raises:
        MissingContentsError: where this clone lacks the content of a file.
    """
    files: list[_Item] = []
    links: list[_Item] = []
    for mode, item in _tree(root, commit, paths):
        if (target / item.path).is_relative_to(target):
            (links if mode == _LINK else files).append(item)
    # Links come last, so that nothing is ever written through one.
    _write(root, [item for item in files if item.path.endswith(_READ)], target)
    for item in files:
        if not item.path.endswith(_READ):
            _place(target / item.path, b"")
    _write(root, links, target, links=True)


def _write(root: Path, items: list[_Item], target: Path, *, links: bool = False) -> None:
    """Write items with their contents, one content after the other."""
    if any(item.size is None for item in items):
        raise MissingContentsError
    places: dict[str, list[str]] = {}
    for item in items:
        if item.size is not None and item.size > LARGEST:
            _place(target / item.path, b"", size=item.size)
        else:
            places.setdefault(item.blob, []).append(item.path)
    for blob, data in contents(root, list(places)):
        if data is None:
            raise MissingContentsError
        for path in places[blob]:
            _place(target / path, data, link=links)


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


def _tree(root: Path, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, _Item]]:
    """Mode and item of everything below some paths; what could lead out of a folder is left out."""
    listed = ask(root, "ls-tree", "-r", "-l", "-z", commit, "--", *paths)
    if listed is None:
        raise MissingContentsError
    for line in listed.split("\0"):
        facts, tab, path = line.partition("\t")
        parts = path.split("/")
        if tab and not any(part in ("", ".", "..") or part.lower() == ".git" or "\\" in part for part in parts):
            mode, _, blob, size = facts.split()
            if mode in _FILES or mode == _LINK:
                yield mode, _Item(path, blob, int(size) if size.isdigit() else None)
