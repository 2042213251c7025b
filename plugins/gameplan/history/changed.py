"""Which files a pull request changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gameplan.history.git import ask

if TYPE_CHECKING:
    from pathlib import Path


def changed_files(root: Path) -> frozenset[str]:
    """The files that differ from the branch that a pull request asks to change, relative to the root.

    The branch is `GITHUB_BASE_REF`; empty where there is none, or where it hasn't been fetched.
    """
    base = os.environ.get("GITHUB_BASE_REF")
    if not base:
        return frozenset()
    names = ask(
        root,
        "diff",
        "--no-ext-diff",
        "--no-textconv",
        "--name-only",
        "--relative",
        "-z",
        f"refs/remotes/origin/{base}...HEAD",
        "--",
    )
    return frozenset((names or "").split("\0")) - {""}
