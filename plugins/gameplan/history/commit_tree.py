"""The files of an older version, as Git has them: the checkout isn't touched."""

from __future__ import annotations

import errno
import os
import tempfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from gameplan.history.commits import refuse_parts
from gameplan.history.contents import LARGEST, contents_from
from gameplan.history.git import asking
from gameplan.history.missing import TooLargeHistory, UnreadableHistory
from gameplan.history.program import whole
from gameplan.model.sources import Kind, NotAFileError, SourceEntry, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gameplan.history.git import Git

_FILES = ("100644", "100755", "100664")
_LINK = "120000"
_LAST_SECOND = 253_370_764_800
"""The beginning of the year 9999: dates of commits can be any number."""
_READ = (".csv", ".json", ".md", ".mdtext", ".mdwn", ".mdx", ".qmd", ".text", ".toml", ".txt", ".yaml", ".yml")
"""What of a file's content the check may look at; of other files it asks only whether they are there."""


_MOST_FILES = 100_000
_MOST_BYTES = 1024 * 1024 * 1024
"""Of one version, of the files that are read."""
_MOST_IN_MEMORY = 64 * 1024 * 1024


class _Item(NamedTuple):
    """A file or link of a commit."""

    path: str
    blob: str
    size: int
    """Bytes."""


def fork_point(root: Path, revision: str, head: str = "HEAD") -> str | None:
    """The commit at which a version left a branch; None where git doesn't know one.

    Args:
        root: a folder of the repository.
        revision: the branch, as git takes it.
        head: the version; default: the present one.

    Raises:
        MissingHistory: where there is a repository, and it can't be read.
    """
    with asking(root) as git:
        here, there = (git.commit(head), git.commit(revision)) if git else (None, None)
        if git is None or here is None or there is None:
            return None
        with git.asked("merge-base", there, here) as running:
            found = whole(running).decode("ascii", "replace").strip()
        if running.code not in (0, 1):
            raise running.failed()
    return found or None


def refuse_shallow(root: Path) -> None:
    """Refuse a clone in which older commits or contents are missing.

    Raises:
        MissingHistory: where that is so, or there is a repository that can't be read.
    """
    with asking(root) as git:
        if git is not None:
            refuse_parts(git.repository.common)


def commit_of(root: Path, revision: str) -> str | None:
    """Return the name of the commit that a revision means; None where there is none, or no repository.

    Args:
        root: a folder of the repository.
        revision: as git takes it.

    Raises:
        MissingHistory: where there is a repository, and it can't be read.
    """
    with asking(root) as git:
        return git.commit(revision) if git else None


def time_of(root: Path, commit: str) -> datetime:
    """Return the time of a commit: its committer's, within what calendars know.

    Args:
        root: a folder of the repository.
        commit: its name.

    Raises:
        MissingHistory: where it can't be read.
    """
    with asking(root) as git:
        said = git.ask("log", "-1", "--format=%ct", commit, "--").strip() if git else ""
    return datetime.fromtimestamp(min(int(said), _LAST_SECOND) if said.isdigit() else 0, UTC)


class CommitTree:
    """The files that a commit has below some paths: regular files and links only, and nothing outside the folder.

    Contents stay in memory up to a limit, and in one file without a name beyond it: nothing of a commit is ever laid out as files,
    whatever names it holds. Of pictures and their like the content is asked for when it is needed.
    """

    def __init__(self, root: Path, commit: str) -> None:
        """Know a commit, and nothing of it yet.

        Args:
            root: a folder of the repository; paths are relative to it.
            commit: its name.
        """
        self.root = self.top = root
        self._commit = commit
        self._kinds: dict[str, Kind] = {}
        self._names: dict[str, dict[str, Kind]] = {"": {}}
        self._places: dict[str, tuple[int, int]] = {}
        """Where the content of a file lies: the first byte, and how many there are."""
        self._unread: dict[str, _Item] = {}
        """The files whose contents nobody has asked for yet."""
        self._large: set[str] = set()
        """The files that are too large to be read, whoever asks."""
        self._contents = tempfile.SpooledTemporaryFile(max_size=_MOST_IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._contents.close()

    def take(self, paths: Iterable[str]) -> None:
        """Learn what the commit has below some paths.

        Raises:
            MissingHistory: where this clone lacks the content of a file, or the commit holds more than any playbook.
        """
        with asking(self.root) as git:
            if git is None:
                return
            read: list[_Item] = []
            for mode, item in _tree(git, self._commit, paths):
                if item.path not in self._kinds and self._add(item.path, Kind.LINK if mode == _LINK else Kind.FILE):
                    if mode == _LINK:
                        continue
                    if item.path.endswith(_READ):
                        read.append(item)
                    else:
                        self._unread[item.path] = item
            if sum(item.size for item in read if item.size <= LARGEST) > _MOST_BYTES:
                raise TooLargeHistory(f"{_MOST_BYTES // 1024**2} MiB of files in one version")
            self._read(git, read)

    def _add(self, path: str, kind: Kind) -> bool:
        """Note a file and its folders; a commit that somebody made by hand may have a file where another path has a folder."""
        parts = path.split("/")
        above = ["/".join(parts[:number]) for number in range(1, len(parts))]
        if any(self._kinds.get(folder, Kind.FOLDER) is not Kind.FOLDER for folder in above):
            return False
        for place, what in (*((folder, Kind.FOLDER) for folder in above), (path, kind)):
            folder, _, name = place.rpartition("/")
            self._kinds[place] = what
            self._names.setdefault(folder, {})[name] = what
        return True

    def _read(self, git: Git, items: Iterable[_Item]) -> None:
        """Keep the contents of some files, one after the other."""
        paths: dict[str, list[str]] = {}
        for item in items:
            if item.size > LARGEST:
                self._large.add(item.path)
            else:
                paths.setdefault(item.blob, []).append(item.path)
        self._contents.seek(0, os.SEEK_END)
        for blob, data in contents_from(git, list(paths)):
            place = (self._contents.tell(), len(data or b""))
            self._contents.write(data or b"")
            self._places.update(dict.fromkeys(paths[blob], place))

    def kind(self, path: str) -> Kind | None:
        """Tell what a path is; None where there is nothing."""
        return Kind.FOLDER if path in ("", ".") else self._kinds.get(path)

    def entries(self, folder: str) -> Iterator[SourceEntry]:
        """List the names in a folder; none where it isn't there: a new playbook had none in older versions."""
        return (SourceEntry(name, kind) for name, kind in self._names.get(folder, {}).items())

    def data(self, path: str, limit: int) -> bytes:
        """Return the content of a regular file."""
        kind = self._kinds.get(path)
        if kind is None:
            above = path.split("/")[:-1]
            inside = any(self._kinds.get("/".join(above[: end + 1])) is Kind.FILE for end in range(len(above)))
            fault = errno.ENOTDIR if inside else errno.ENOENT
            raise OSError(fault, os.strerror(fault))
        if kind is Kind.LINK:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if kind is not Kind.FILE:
            raise NotAFileError(path)
        if item := self._unread.pop(path, None):
            with asking(self.root) as git:
                if git is not None:
                    self._read(git, [item])
        start, size = self._places.get(path, (0, 0))
        if path in self._large or size > limit:
            raise TooLargeError(path)
        self._contents.seek(start)
        return self._contents.read(size)


def _tree(git: Git, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, _Item]]:
    """Mode and item of everything below some paths; what could lead out of a folder is left out."""
    below = git.repository.below
    listed = git.ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *(f"{below}{path}" for path in paths))
    for count, line in enumerate(listed.split("\0")):
        facts, tab, path = line.removesuffix("\n").partition("\t")
        path = path.removeprefix(below)
        parts = path.split("/")
        if count > _MOST_FILES:
            raise TooLargeHistory(f"{_MOST_FILES:,} files in one version")
        if tab and not any(part in ("", ".", "..") or part.lower() == ".git" or "\\" in part for part in parts):
            mode, _, blob, size = facts.split()
            if mode not in _FILES and mode != _LINK:
                continue
            if not size.isdigit():
                raise UnreadableHistory("this clone lacks older files", "fetch them, by a clone without a filter")
            yield mode, _Item(path, blob, int(size))
