"""What Git knows of whoever works here: an address, where the repository is hosted, the branch. It is asked when something new is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.history.missing import MissingHistory
from gameplan.history.program import user_settings
from gameplan.history.repository import find_repository, small_file

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.history.repository import Repository

_BRANCH = b"ref: refs/heads/"


def user_email(root: Path) -> str:
    """Return the e-mail address of whoever works here (`user.email`); empty where Git knows none.

    Args:
        root: the playbook's folder.
    """
    repository = _repository(root)
    own = user_settings(root, "--file", str(repository.common / "config"), "--get", "user.email") if repository else []
    return next(iter(own or user_settings(root, "--get", "user.email")), "")


def remote_url(root: Path) -> str:
    """Return the address of the remote `origin`; empty where there is none.

    Args:
        root: the playbook's folder.
    """
    repository = _repository(root)
    if repository is None:
        return ""
    return next(
        iter(user_settings(root, "--file", str(repository.common / "config"), "--get", "remote.origin.url")), ""
    )


def branch_of(root: Path) -> str:
    """Return the name of the branch that is checked out; `main` where none is.

    Args:
        root: the playbook's folder.
    """
    repository = _repository(root)
    head = small_file(repository.own / "HEAD") if repository else None
    if head is None or not head.startswith(_BRANCH):
        return "main"
    return head.removeprefix(_BRANCH).strip().decode("utf-8", "replace") or "main"


def is_in_repository(root: Path) -> bool:
    """Tell whether a folder lies in a Git repository that can be read."""
    return _repository(root) is not None


def _repository(root: Path) -> Repository | None:
    try:
        return find_repository(root)
    except MissingHistory:
        return None
