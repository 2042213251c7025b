"""What a repository is, whatever it is called and wherever it lies."""

from __future__ import annotations

import shutil
import subprocess
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_UNKNOWN = uuid.UUID("6f0c1f52-6b4e-5f0e-9d53-0b6d7c2f4a11")
"""Where there is neither an option nor a history."""


def namespace_of(root: Path) -> uuid.UUID:
    """A namespace for UIDs, derived from the repository's first commit.

    Only a fallback for the option `uid_namespace`: it is lost with the history, and a shallow clone has another first commit.
    """
    git = shutil.which("git")
    if git is None:
        return _UNKNOWN
    command = [git, "-C", str(root), "--no-optional-locks", "rev-list", "--max-parents=0", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603 - a fixed command
    except (subprocess.SubprocessError, OSError):
        return _UNKNOWN
    commits = sorted(done.stdout.decode("ascii", "replace").split())
    return uuid.uuid5(uuid.NAMESPACE_OID, f"gameplan/{commits[0]}") if commits else _UNKNOWN
