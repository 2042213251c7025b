"""One way to ask git: plumbing commands, without prompts, hooks, drivers or locks."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 300


def ask(root: Path, *arguments: str) -> str | None:
    """What a git command says in a folder; None where there is no git, no repository, or nothing to say it of."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(root), "--no-optional-locks", "-c", "core.quotePath=false", *arguments]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=_SECONDS)  # noqa: S603 - fixed commands
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape")
