"""When each file last changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gameplan.history.git import ask

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_RECORD = "\x1e"


def last_changes(root: Path, folders: tuple[str, ...]) -> Mapping[str, datetime]:
    """The committer's date of the newest commit that touched each file, by path relative to the root.

    Empty where there is no git, no repository, or no commit. What is not committed keeps the date of its last commit: the same
    commit makes the same feed.
    """
    options = (
        "-c",
        "log.showSignature=false",
        "log",
        f"--format={_RECORD}%ct",
        "--name-only",
        "--relative",
        "--no-renames",
        "-z",
        "--",
    )
    found: dict[str, datetime] = {}
    for record in (ask(root, *options, *folders) or "").split(_RECORD)[1:]:
        stamp, _, names = record.partition("\0")
        stamp, _, first = stamp.partition("\n")
        when = datetime.fromtimestamp(int(stamp), UTC)
        for name in (first, *names.split("\0")):
            if path := name.strip("\n"):
                found.setdefault(path, when)
    return found
