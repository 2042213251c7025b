"""When each file last changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_RECORD = "\x1e"


def last_changes(root: Path, folders: tuple[str, ...]) -> Mapping[str, datetime]:
    """The committer's date of the newest commit that touched each file, by path relative to the root.

    Empty where there is no git, no repository, or no commit. What is not committed keeps the date of its last commit: the same
    commit makes the same feed.
    """
    git = shutil.which("git")
    if git is None:
        return {}
    command = [
        git,
        "-C",
        str(root),
        "--no-optional-locks",
        "-c",
        "core.quotePath=false",
        "-c",
        "log.showSignature=false",
        "log",
    ]
    command += [f"--format={_RECORD}%ct", "--name-only", "--relative", "--no-renames", "-z", "--", *folders]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=300)  # noqa: S603 - a fixed command
    except (subprocess.SubprocessError, OSError):
        return {}
    found: dict[str, datetime] = {}
    for record in done.stdout.decode("utf-8", "surrogateescape").split(_RECORD)[1:]:
        stamp, _, names = record.partition("\0")
        stamp, _, first = stamp.partition("\n")
        when = datetime.fromtimestamp(int(stamp), UTC)
        for name in (first, *names.split("\0")):
            if path := name.strip("\n"):
                found.setdefault(path, when)
    return found
