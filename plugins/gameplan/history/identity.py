"""What a repository is, whatever it is called and wherever it lies."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from gameplan.history.git import ask

if TYPE_CHECKING:
    from pathlib import Path

_UNKNOWN = uuid.UUID("6f0c1f52-6b4e-5f0e-9d53-0b6d7c2f4a11")
"""Where there is neither an option nor a history."""


def namespace_of(root: Path) -> uuid.UUID:
    """A namespace for UIDs, derived from the repository's first commit.

    Only a fallback for the option `uid_namespace`: it is lost with the history, and a shallow clone has another first commit.
    """
    commits = sorted((ask(root, "rev-list", "--max-parents=0", "HEAD") or "").split())
    return uuid.uuid5(uuid.NAMESPACE_OID, f"gameplan/{commits[0]}") if commits else _UNKNOWN
