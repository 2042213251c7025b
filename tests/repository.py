"""Real git repositories with commits at fixed times, made without a checkout and without anybody's configuration."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FIRST = datetime(2026, 2, 1, 12, tzinfo=UTC)
"""The time of the first commit of most tests; after the epoch of the events' form."""
ISOLATED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Environment variables that keep git from any configuration but the repository's."""

Files = dict[str, "str | bytes | None"]


def day(number: int) -> datetime:
    """A time some days after the first commit."""
    return FIRST + timedelta(days=number)


class Repository:
    """A repository, and a folder of it in which all files lie."""

    def __init__(self, top: Path, folder: str = "") -> None:
        """Makes an empty repository in a folder that is new or empty; files lie in a folder below it, if one is named."""
        self.top, self.root, self._folder = top, top / folder, f"{folder}/" if folder else ""
        self.root.mkdir(parents=True, exist_ok=True)
        self._branches: set[str] = set()
        self.git("init", "-q", "-b", "main", "--template=")

    def git(self, *arguments: str, data: bytes = b"") -> str:
        """What a git command says in the repository."""
        environment = {**os.environ, **ISOLATED}
        command = ["git", "-C", str(self.top), *arguments]
        return subprocess.run(command, input=data, capture_output=True, check=True, env=environment).stdout.decode()

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        when: datetime | int,
        *,
        branch: str = "main",
        merge: str = "",
        modes: Mapping[str, str] | None = None,
        authors: Sequence[str] = (),
    ) -> None:
        """Commit contents by path (None: deleted) to a branch; on main they are put on disk too.

        Args:
            files: what to change.
            when: the committer's date; a number counts seconds, and can be any.
            branch: on which to commit; a new one begins at main.
            merge: a branch to merge.
            modes: of files that are not regular ones.
            authors: the addresses of the author, where it is not the committer, and of co-authors.
        """
        seconds = when if isinstance(when, int) else int(when.timestamp())
        parent = branch if branch in self._branches else next(iter(self._branches & {"main"}), "")
        self._branches.add(branch)
        rows = [f"commit refs/heads/{branch}\n"]
        rows += [f"author B <{authors[0]}> {seconds} +0000\n"] if authors else []
        said = "\n".join(["x", "", *(f"Co-authored-by: C <{each}>" for each in authors[1:])]) if authors[1:] else "x"
        rows += [f"committer A <a@example.org> {seconds} +0000\n", f"data {len(said.encode())}\n{said}\n"]
        rows += [f"from refs/heads/{parent}^0\n"] if parent else []
        rows += [f"merge refs/heads/{merge}^0\n"] if merge else []
        stream = "".join(rows).encode() + b"".join(self._changes(files, modes or {}))
        self.git("fast-import", "--quiet", "--force", data=stream)
        if branch == "main":
            self.write({path: data for path, data in files.items() if not (modes or {}).get(path)})

    def _changes(self, files: Mapping[str, str | bytes | None], modes: Mapping[str, str]) -> Iterator[bytes]:
        for path, data in files.items():
            name = "".join(f"\\{byte:03o}" for byte in os.fsencode(f"{self._folder}{path}"))
            mode = modes.get(path, "100644")
            if data is None:
                yield f'D "{name}"\n'.encode()
            elif mode == "160000":
                yield f'M 160000 {as_bytes(data).decode()} "{name}"\n'.encode()
            else:
                content = as_bytes(data)
                yield f'M {mode} inline "{name}"\ndata {len(content)}\n'.encode() + content + b"\n"

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Put contents on disk without committing them."""
        for path, data in files.items():
            file = self.root / path
            if data is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(as_bytes(data))


def write_history(
    root: Path,
    commits: Mapping[datetime, Mapping[str, str | bytes | None]],
    authors: Mapping[datetime, str] | None = None,
) -> Repository:
    """A repository in a folder, with commits of contents by path, oldest first, and whose each of them is."""
    repository = Repository(root)
    for when in sorted(commits):
        repository.commit(commits[when], when, authors=[whose] if (whose := (authors or {}).get(when)) else ())
    return repository


def as_bytes(data: str | bytes) -> bytes:
    """A content as bytes."""
    return data.encode() if isinstance(data, str) else data
