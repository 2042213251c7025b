"""The files of an older version, in a folder of their own, without touching the checkout."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gameplan.history.contents import contents
from gameplan.history.git import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FILES = ("100644", "100755")
_LINK = "120000"
_READ = (".csv", ".json", ".md", ".toml", ".yaml", ".yml")
"""What of a file's content the check may look at; of other files it asks only whether they are there."""


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
    """Write the files that a commit has below some paths into an empty folder, each at its place relative to the root.

    Regular files and links only, and nothing outside the folder, whatever names the commit holds. Of files that nobody reads,
    only the names are made.
    """
    names: dict[str, str] = {}
    links: dict[str, str] = {}
    for mode, blob, path in _tree(root, commit, paths):
        if mode in _FILES:
            names[path] = blob
        elif mode == _LINK:
            links[path] = blob
    read = {path: blob for path, blob in names.items() if path.endswith(_READ)} | links
    found = dict(contents(root, list(dict.fromkeys(read.values()))))
    for path in (*names, *links):
        place = target / path
        data = found.get(read.get(path, ""), b"") or b""
        # A name may be no name here, and a file may stand where another has a folder.
        with suppress(OSError, ValueError):
            place.parent.mkdir(parents=True, exist_ok=True)
            if path in links:
                place.symlink_to(data.decode("utf-8", "surrogateescape"))
            else:
                place.write_bytes(data)


def _tree(root: Path, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Mode, blob and path of everything below some paths; what could lead out of a folder is left out."""
    listed = ask(root, "ls-tree", "-r", "-z", commit, "--", *paths) or ""
    for line in listed.split("\0"):
        facts, tab, path = line.partition("\t")
        parts = path.split("/")
        if tab and not any(part in ("", ".", "..") or "\\" in part for part in parts):
            mode, _, blob = facts.split(" ")
            yield mode, blob, path
