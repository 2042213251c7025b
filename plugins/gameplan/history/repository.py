"""Finds the repository around a playbook. Git's own search takes four files that somebody committed for a repository, and obeys them."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gameplan.history.missing import RefusedHistory, UnreadableHistory
from gameplan.history.program import safe_directories

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 1024 * 1024
"""Bytes of a file that says where a repository lies or how it is stored."""
_PATH = re.compile(r"^[ \t]*path[ \t]*=[ \t]*(.+)$", re.MULTILINE)
"""Where a submodule lies, in `.gitmodules`."""
_MOST_PARTS = 20
"""Submodules of a playbook that are read."""
_POINTER = "gitdir: "
_LONGEST_PATH = 4096
_MOST_BORROWED = 5
"""How often folders of objects may name others, as in Git."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a work tree around a playbook."""

    top: Path
    """The work tree's top folder."""
    own: Path
    """What belongs to this work tree alone: the folder `.git`, or that to which a file `.git` leads (worktrees, submodules)."""
    common: Path
    """What all work trees share: objects, branches, tags."""
    below: str
    """The playbook's folder within the work tree, with a slash at its end; empty where it is the top folder."""


def top_of(root: Path) -> Path:
    """Return the top folder of the repository around a playbook; the playbook's own where there is none."""
    return next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), root)


def find_repository(root: Path) -> Repository | None:
    """Find the repository to which a playbook belongs: the nearest folder `.git`, or file `.git`, from it upwards.

    Bare repositories are never found: files like theirs can be committed. A `.git` of another user, above a folder that isn't that
    user's, is passed over: anybody can put one into a shared folder.

    Args:
        root: the playbook's folder.

    Raises:
        RefusedHistory: where the playbook and its repository are another user's.
        UnreadableHistory: where there is a `.git` that is no repository.
    """
    root = root.resolve()
    for top in (root, *root.parents):
        marker = top / ".git"
        if not os.path.lexists(marker):
            continue
        if not owned(marker) and _owner(marker) != _owner(root) and not _declared_safe(top, marker):
            continue
        return _opened(root, top, marker)
    return None


def parts_of(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Return the folders of a playbook that have a repository of their own within its repository, as submodules have.

    Args:
        root: the playbook's folder.
        folders: those in which its pages lie, relative to it; their own parts count, and the folders that they lie in.

    Raises:
        UnreadableHistory: where a submodule isn't checked out.
    """
    folders = list(folders)
    found: dict[str, None] = {}
    for folder in folders:
        names = folder.split("/")
        above = ("/".join(names[:number]) for number in range(1, len(names) + 1))
        found |= {path: None for path in above if os.path.lexists(root / path / ".git")}
    for path in _modules(root):
        if not any(path == folder or path.startswith(f"{folder}/") for folder in folders):
            continue
        if any((root / above).is_symlink() for above in (Path(path), *Path(path).parents)):
            continue  # Nothing is read through links.
        if not os.path.lexists(root / path / ".git"):
            raise UnreadableHistory(
                f"{shown(Path(path))}/ is a submodule that isn't checked out", "run git submodule update --init"
            )
        found[path] = None
    return tuple(sorted(found)[:_MOST_PARTS])


def _modules(root: Path) -> list[str]:
    """The submodules below a playbook's folder, as `.gitmodules` names them."""
    top = top_of(root)
    text = (small_file(top / ".gitmodules") or b"").decode("utf-8", "replace")
    below = "" if root == top else f"{root.relative_to(top).as_posix()}/"
    paths = [found[1].strip().strip('"') for found in _PATH.finditer(text)]
    return [
        path.removeprefix(below)
        for path in paths
        if path.startswith(below) and not any(part in ("", ".", "..") for part in path.split("/"))
    ]


def _opened(root: Path, top: Path, marker: Path) -> Repository:
    own = _led(marker)
    common = own / _line(own / "commondir") if os.path.lexists(own / "commondir") else own
    own, common = own.resolve(), common.resolve()
    if not (own / "HEAD").is_file() or not all((common / name).is_dir() for name in ("objects", "refs")):
        raise UnreadableHistory(f"the .git in {shown(top)} is no repository", "clone it again")
    for place in (marker, own, common):
        if not owned(place) and not _declared_safe(top, own):
            raise RefusedHistory(
                f"{shown(place)} belongs to another user",
                f"if you trust it, run git config --global --add safe.directory {shown(top)}",
            )
    for place in _borrowed(common / "objects"):
        if not place.is_relative_to(common) and not _declared_safe(place, place.parent):
            raise RefusedHistory(
                f"this clone borrows objects from {shown(place)}",
                f"run git repack -a -d and delete .git/objects/info/alternates, or, if you trust it, "
                f"run git config --global --add safe.directory {shown(place)}",
            )
    below = root.relative_to(top).as_posix()
    return Repository(top, own, common, "" if below == "." else f"{below}/")


def _led(marker: Path) -> Path:
    """The folder of a repository: `.git` itself, or that to which it leads."""
    if marker.is_dir():
        return marker
    line = _line(marker)
    if not line.startswith(_POINTER):
        raise UnreadableHistory(f"the .git in {shown(marker.parent)} is no repository", "clone it again")
    return marker.parent / line.removeprefix(_POINTER)


def _line(file: Path) -> str:
    """The one line of a file; an empty text where it has none that can be a path."""
    text = (small_file(file) or b"").rstrip(b"\r\n")
    return "" if b"\0" in text or b"\n" in text or len(text) > _LONGEST_PATH else os.fsdecode(text)


def _borrowed(objects: Path) -> list[Path]:
    """The folders from which a repository takes objects besides its own."""
    found: list[Path] = []
    waiting = [(objects, 0)]
    while waiting:
        folder, depth = waiting.pop()
        rows = (small_file(folder / "info" / "alternates") or b"").split(b"\n")
        for row in rows:
            # A row in quotes, which Git would take apart, is a path that lies nowhere, and so outside.
            if row and not row.startswith(b"#") and b"\0" not in row:
                place = (folder / os.fsdecode(row)).resolve()
                found.append(place)
                if depth < _MOST_BORROWED:
                    waiting.append((place, depth + 1))
    return found


def small_file(file: Path) -> bytes | None:
    """Read a regular file of at most 1 MiB; None where there is none. Waits for nothing: pipes and devices aren't read."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    with open(handle, "rb") as stream:  # noqa: PTH123 - a descriptor
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        data = stream.read(_LARGEST + 1)
    return data if len(data) <= _LARGEST else None


def _owner(place: Path) -> int:
    return place.lstat().st_uid


def owned(place: Path) -> bool:
    """Tell whether a place is the running user's or root's; where the system doesn't tell, it counts as ours."""
    if not hasattr(os, "geteuid"):
        return True
    user = os.geteuid()
    trusted = {0, user}
    if user == 0 and (before := os.environ.get("SUDO_UID", "")).isdigit():
        trusted.add(int(before))
    return _owner(place) in trusted


def _declared_safe(*places: Path) -> bool:
    """Tell whether the user's own configuration names one of some folders as safe, as Git does (`safe.directory`, git-config(1))."""
    names = {str(place) for place in places}
    for listed in safe_directories(places[0]):
        prefix = listed.removesuffix("*")
        if listed == "*" or listed in names:
            return True
        if listed.endswith("/*") and any(name.startswith(prefix) for name in names):
            return True
    return False


def shown(path: Path) -> str:
    """A path for a message, in which nothing acts on a terminal."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in str(path))
