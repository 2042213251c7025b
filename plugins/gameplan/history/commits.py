"""What was published when: the mainline's commits, and which files each of them changed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from gameplan.history.git import asking
from gameplan.history.missing import MissingHistory, ShallowClone, TooLargeHistory
from gameplan.history.repository import parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

_LAST_SECOND = 253_370_764_800
"""The beginning of the year 9999: dates of commits can be any number."""
_SHORT = 7
_MOST_COMMITS = 300_000
_GLOB, _ESCAPED = re.compile(r"([*?\[\]\\])"), r"\\\1"
"""What patterns of paths give a meaning to, and how it stands for itself."""
_FILES = ("100644", "100755", "100664")
"""Modes of regular files: not of links, and not of other repositories."""


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


def read_history(
    root: Path, config: str, revision: str = "HEAD", inherited: Collection[str] = (), folders: Collection[str] = ()
) -> History | None:
    """The history of the Markdown files in a folder, and of the site's configuration, without a checkout.

    Only the first parents of merges are followed, since what was published is the mainline: a merge is one commit. None where
    there is no repository, no commit, or no commit of these files.

    Args:
        root: the folder; it may lie within a repository.
        config: the name of the configuration file in it.
        revision: the commit with which the mainline ends.
        inherited: other files in it in which the configuration stands.
        folders: those of the pages: what in them has a repository of its own, as submodules have, has that one's history, as far
            as it is checked out. Of an older version it has none.

    Raises:
        ShallowClone: where older commits, or the contents of older files, are missing from this clone.
        MissingHistory: where there is a repository, and it can't be read.
    """
    rows = _read(root, revision, (config, *inherited))
    for part in parts_of(root, folders) if revision == "HEAD" else ():
        rows = _joined(rows, part, _read(root / part, revision, ()))
    commits = tuple(_increasing(rows))
    if len(commits) > _MOST_COMMITS:
        raise TooLargeHistory(f"{_MOST_COMMITS:,} commits")
    return History(commits) if any(commit.changed for commit in commits) else None


_Row = tuple[int, dict[str, str | None]]
"""A commit: its date, and what it changed."""


def _read(root: Path, revision: str, files: Collection[str]) -> list[_Row]:
    """The mainline of the repository around a folder, oldest first: what it changed in Markdown files, and in some others."""
    with asking(root) as git:
        if git is None:
            return []
        refuse_parts(git.repository.common)
        commit = git.commit(revision)
        if commit is None:
            return []
        below = git.repository.below
        said = git.ask(
            *("log", "--first-parent", "-m", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "-z"),
            *((f"--relative={below}",) if below else ()),
            *("--sparse", "--format=%ct", "--end-of-options", commit, "--"),
            *(
                files_below(below),
                *(f":(literal){below}{name}" for name in sorted({*files})),
            ),
        )
    return list(islice(_commits(said), _MOST_COMMITS + 1))[::-1]


def files_below(below: str) -> str:
    """Return the pattern by which Git takes the Markdown files in a folder of a repository, and in those below it."""
    return f":(glob){_GLOB.sub(_ESCAPED, below)}**/*.md"


def _joined(whole: list[_Row], part: str, own: list[_Row]) -> list[_Row]:
    """Join two mainlines by the dates of their commits: from a part's first commit on, its folder has its own history."""
    if not own:
        return whole
    below, begins = f"{part}/", own[0][0]
    before: dict[str, None] = {}
    outer: list[_Row] = []
    for date, changed in _rising(whole):
        inside = [path for path in changed if path.startswith(below)]
        if date < begins:
            before |= dict.fromkeys(inside)
            outer.append((date, changed))
        else:
            outer.append((date, {path: blob for path, blob in changed.items() if not path.startswith(below)}))
    inner = [(date, {f"{below}{path}": blob for path, blob in changed.items()}) for date, changed in _rising(own)]
    inner[0] = (begins, {**dict.fromkeys(before), **inner[0][1]})
    return list(merge(outer, inner, key=lambda row: row[0]))


def _rising(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Commits, none of them dated before the one that it follows."""
    before = 0
    for date, changed in rows:
        before = max(before, date)
        yield before, changed


def refuse_parts(common: Path) -> None:
    """Refuse a clone in which older commits or contents are missing; nothing is ever fetched.

    Args:
        common: the folder that holds its objects.

    Raises:
        ShallowClone: where something is missing.
    """
    shallow = common / "shallow"
    if (shallow.exists() and shallow.stat().st_size) or next((common / "objects" / "pack").glob("*.promisor"), None):
        raise ShallowClone


def newest_commit(root: Path) -> datetime | None:
    """Return when the newest commit was made, also of a shallow clone; None where there is none.

    Raises:
        MissingHistory: where there is a repository, and it can't be read.
    """
    with asking(root) as git:
        commit = git.commit() if git else None
        if git is None or commit is None:
            return None
        said = git.ask("log", "-1", "--format=%ct", commit, "--").strip()
    return datetime.fromtimestamp(min(int(said), _LAST_SECOND), UTC) if said.isdigit() else None


def newest_name(root: Path) -> str:
    """Return the beginning of the newest commit's name, also in a shallow clone; empty where there is none or it can't be read."""
    with suppress(MissingHistory), asking(root) as git:
        return (git.commit() or "")[:_SHORT] if git else ""
    return ""


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
    """Give each commit, from the first on, a later time than the one before: stamps must always rise."""
    before = -1
    for date, changed in commits:
        before = max(min(date, _LAST_SECOND), before + 1)
        yield Commit(datetime.fromtimestamp(before, UTC), changed)
