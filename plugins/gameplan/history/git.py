"""One way to ask git: plumbing commands, without prompts, hooks, drivers, locks or the network."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SECONDS = 300
_SAFE = (
    # Git protects from what a stranger's repository would execute; what we ask executes nothing, and in containers and on build
    # servers the checkout is often another user's.
    "safe.directory=*",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "log.showSignature=false",
)
_ELSEWHERE = (
    *(
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_NAMESPACE",
        "GIT_SHALLOW_FILE",
    ),
    *(
        "GIT_LITERAL_PATHSPECS",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_EXTERNAL_DIFF",
    ),
)
"""What a hook that runs us sets, and what would make git look elsewhere than where we ask it to."""


def command(root: Path, *arguments: str) -> list[str] | None:
    """The command line of a git command in a folder; None where there is no git."""
    git = shutil.which("git")
    if git is None:
        return None
    settings = [part for setting in _SAFE for part in ("-c", setting)]
    return [git, "-C", str(root), "--no-optional-locks", "--no-replace-objects", "--no-pager", *settings, *arguments]


def has_git() -> bool:
    """Whether there is a git to ask."""
    return shutil.which("git") is not None


def environment() -> Mapping[str, str]:
    """The environment of every git command: ours, but nothing in it that leads elsewhere, asks somebody or fetches something."""
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return kept | {
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def ask(root: Path, *arguments: str) -> str | None:
    """What a git command says in a folder; None where there is no git, no repository, or nothing to say it of."""
    asked = command(root, *arguments)
    if asked is None:
        return None
    try:
        done = subprocess.run(asked, capture_output=True, check=True, env=environment(), timeout=_SECONDS)  # noqa: S603 - fixed commands
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape")
