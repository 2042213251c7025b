"""Names the files on which it hangs what Git tells of the version that is checked out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from gameplan.history.missing import MissingHistory
from gameplan.history.program import find_program
from gameplan.history.repository import find_repository, owned, small_file

_REFERENCE = b"ref: "


class Hanging(NamedTuple):
    """What may not change for a history to stay what it is. Commits never do; which of them count is told by these."""

    files: tuple[Path, ...] = ()
    kinds: tuple[Path, ...] = ()
    """Places of which only counts what is there."""
    folders: tuple[Path, ...] = ()
    """Folders of which only the names count."""


def hanging_on(root: Path) -> Hanging | None:
    """Return on what the history of a playbook hangs; None where that can't be told from a few files.

    That is so with another user's repository, with submodules, with borrowed objects, and where references are no files.

    Args:
        root: the playbook's folder.
    """
    root = root.resolve()
    markers = tuple(folder / ".git" for folder in (root, *root.parents))
    try:
        repository = find_repository(root)
    except MissingHistory:
        return None
    if repository is None:
        return None if any(os.path.lexists(marker) for marker in markers) else Hanging(kinds=markers)
    top, own, common = repository.top, repository.own, repository.common
    marker = top / ".git"
    program = find_program(root, top)
    head = small_file(own / "HEAD")
    strange = (common / "reftable", common / "objects" / "info" / "alternates", top / ".gitmodules")
    if (
        program is None
        or head is None
        or any(map(os.path.lexists, strange))
        or not all(map(owned, (marker, own, common)))
    ):
        return None
    line = head.removeprefix(_REFERENCE).rstrip(b"\n")
    above = markers[: markers.index(marker) + 1]
    if any(map(os.path.lexists, above[:-1])):
        return None
    branch = (common / os.fsdecode(line), own / os.fsdecode(line)) if head.startswith(_REFERENCE) else ()
    return Hanging(
        files=(
            *(own / name for name in ("HEAD", "commondir")),
            *(common / name for name in ("packed-refs", "shallow", "config")),
            *branch,
            *((marker,) if marker != own else ()),
        ),
        kinds=(*above, *strange, Path(program)),
        folders=(common / "objects" / "pack",),
    )
