"""Which files a pull request changes."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from gameplan.history.git import asking
from gameplan.history.missing import MissingHistory

if TYPE_CHECKING:
    from pathlib import Path


def changed_files(root: Path) -> frozenset[str]:
    """The files that differ from the branch that a pull request asks to change, relative to the root.

    The branch is `GITHUB_BASE_REF`; empty where there is none, or where it hasn't been fetched.
    """
    base = os.environ.get("GITHUB_BASE_REF")
    if not base:
        return frozenset()
    with suppress(MissingHistory), asking(root) as git:
        if git is not None:
            below = git.repository.below
            names = git.ask(
                *("diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "-z"),
                *((f"--relative={below}",) if below else ()),
                *(f"refs/remotes/origin/{base}...HEAD", "--"),
            )
            return frozenset(names.split("\0")) - {""}
    return frozenset()
