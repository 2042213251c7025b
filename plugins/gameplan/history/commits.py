"""What was published when: the mainline's commits, and which files each of them changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gameplan.history.git import ask, has_git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LAST_SECOND = 253_370_764_800
"""The beginning of the year 9999: dates of commits can be any number."""
_SHORT = 7
_FILES = ("100644", "100755", "100664")
"""Modes of regular files: not of links, and not of other repositories."""


class MissingHistory(Exception):  # noqa: N818 - a state of the clone, and no error of anybody's
    """There is a history that can't be read; the message is one sentence for who runs us."""


class ShallowClone(MissingHistory):
    """Older versions are missing from this clone."""

    def __init__(self) -> None:
        super().__init__(
            "calendar stamps need the whole history, and this clone has only a part of it: set fetch-depth: 0 (and no filter)"
            ' in the checkout step (GitHub Actions) or GIT_DEPTH: "0" (GitLab),'
            " or keep a ledger (option calendar: {ledger: …})"
        )


class RefusedHistory(MissingHistory):
    """Git refuses the folder, as older ones do with folders of other users."""

    def __init__(self) -> None:
        super().__init__(
            "calendar stamps need the history, and git refuses to read it: if this folder is another user's,"
            " run git config --global --add safe.directory with its path,"
            " or keep a ledger (option calendar: {ledger: …})"
        )


@dataclass(frozen=True, slots=True)
class Commit:
    """What one commit published."""

    when: datetime
    """UTC, whole seconds: the committer's date; a second after the commit before, where the clock went back."""
    changed: Mapping[str, str | None]
    """The blob of every file that it changed, by path relative to the root; None where there is no regular file any more."""


@dataclass(frozen=True, slots=True)
class History:
    """The mainline, from its first commit on."""

    commits: tuple[Commit, ...]
    """Oldest first; never empty."""

    @property
    def latest(self) -> datetime:
        """When the newest commit was made, whatever it changed."""
        return self.commits[-1].when

    def head(self) -> Mapping[str, str]:
        """The blob of each file in the newest commit."""
        blobs: dict[str, str | None] = {}
        for commit in self.commits:
            blobs.update(commit.changed)
        return {path: blob for path, blob in blobs.items() if blob is not None}


def read_history(root: Path, config: str, revision: str = "HEAD") -> History | None:
    """The history of the Markdown files in a folder, and of the site's configuration, without a checkout.

    Only the first parents of merges are followed, since what was published is the mainline: a merge is one commit. None where
    there is no git, no repository, no commit, or no commit of these files.

    Args:
        root: the folder; it may lie within a repository.
        config: the name of the configuration file in it.
        revision: the commit with which the mainline ends.

    Raises:
        ShallowClone: where older commits, or the contents of older files, are missing from this clone.
        RefusedHistory: where there is a repository, and git doesn't read it.
    """
    shallow = ask(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        if has_git() and any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
            raise RefusedHistory
        return None
    if shallow.strip() == "true" or ask(root, "config", "--get-regexp", r"^remote\..*\.promisor$"):
        raise ShallowClone
    said = ask(
        root,
        *("log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative", "-z"),
        *("--sparse", "--format=%ct", "--end-of-options", revision, "--", ":(glob)**/*.md", f":(literal){config}"),
    )
    commits = tuple(_increasing(list(_commits(said or ""))[::-1]))
    return History(commits) if any(commit.changed for commit in commits) else None


def newest_commit(root: Path) -> datetime | None:
    """When the newest commit was made, also of a shallow clone; None where there is none."""
    said = (ask(root, "log", "-1", "--format=%ct", "HEAD") or "").strip()
    return datetime.fromtimestamp(min(int(said), _LAST_SECOND), UTC) if said.isdigit() else None


def newest_name(root: Path) -> str:
    """The beginning of the newest commit's name, also of a shallow clone's; empty where there is none."""
    said = (ask(root, "rev-parse", "--verify", "--end-of-options", "HEAD") or "").strip()
    return said[:_SHORT] if re.fullmatch(r"[0-9a-f]{40,64}", said) else ""


def _commits(said: str) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The date and changes of each commit in git's answer: its date, then for each file a row of modes and blobs, and a path."""
    parts = iter(said.split("\0"))
    date, changed = None, {}
    for part in parts:
        row = part.removeprefix("\n")
        if row.startswith(":"):
            _, mode, _, blob, _ = row.split(" ")
            changed[next(parts)] = blob if mode in _FILES else None
        elif row:
            if date is not None:
                yield date, changed
            date, changed = int(row), {}
    if date is not None:
        yield date, changed


def _increasing(commits: list[tuple[int, dict[str, str | None]]]) -> Iterator[Commit]:
    """Commits from the first on, each later than the one before: a stamp must neither fall nor stand still."""
    before = -1
    for date, changed in commits:
        before = max(min(date, _LAST_SECOND), before + 1)
        yield Commit(datetime.fromtimestamp(before, UTC), changed)
