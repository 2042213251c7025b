"""The identity of a repository, whatever its name and place."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from gameplan.history.commits import refuse_parts
from gameplan.history.git import asking

if TYPE_CHECKING:
    from pathlib import Path


def namespace_of(root: Path) -> uuid.UUID | None:
    """A namespace for UIDs, derived from the repository's first commit; None where there is no commit.

    Only a fallback for the option `uid_namespace`: it is lost with the history, and a shallow clone has another first commit.

    Raises:
        MissingHistory: where there is a repository, and not all of it can be read.
    """
    with asking(root) as git:
        commit = git.commit() if git else None
        if git is None or commit is None:
            return None
        refuse_parts(git.repository.common)
        commits = sorted(git.ask("rev-list", "--max-parents=0", commit, "--").split())
    return uuid.uuid5(uuid.NAMESPACE_OID, f"gameplan/{commits[0]}")
