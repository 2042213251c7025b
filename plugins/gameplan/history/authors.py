"""Who changed a file: the addresses of authors, and of those whom a commit names as co-authors. They are compared, and never shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gameplan.history.commits import files_below
from gameplan.history.git import asking
from gameplan.history.repository import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_HELPER = re.compile(r"<([^<>\s@]+@[^<>\s@]+)>")
_NUMBERED = re.compile(r"[0-9]+\+([^@]+@users\.noreply\.github\.com)")
"""An address that GitHub writes into commits of people who keep theirs to themselves; older ones have no number."""


class Touch(NamedTuple):
    """What one commit did to a file."""

    when: float
    blob: str
    author: str
    helpers: frozenset[str]


class Writers(NamedTuple):
    """Whose a version of a file is."""

    author: str = ""
    """Who made the content; empty where that isn't known, or somebody else had a part in the change too."""
    last: str = ""
    """Who wrote it last."""
    all: frozenset[str] = frozenset()
    """Everybody who had a part in the change."""


class Authors:
    """Who changed the files in some folders."""

    def __init__(self, touches: dict[str, list[Touch]]) -> None:
        """Take what commits did to each file, by path, in any order."""
        self._touches = touches

    def of(self, path: str, blob: str, since: datetime | None, until: datetime) -> Writers:
        """Tell whose a version on the mainline is.

        A merge brings the work of others: what they did since the version before counts, and not who merged it.

        Args:
            path: of the file.
            blob: the version's content.
            since: when the version before came; None where there was none.
            until: when this one came.
        """
        before, after = since.timestamp() if since else -1.0, until.timestamp()
        known = [touch for touch in self._touches.get(path, ()) if touch.when <= after]
        last = max((touch for touch in known if touch.blob == blob), key=lambda touch: touch.when, default=None)
        if last is None:
            return Writers()
        part = [*(touch for touch in known if touch.when > before), last]
        authors = {touch.author for touch in part}
        everybody = authors.union(*(touch.helpers for touch in part))
        return Writers(last.author if authors == {last.author} else "", last.author, frozenset(everybody))


def plain_address(address: str) -> str:
    """Return an address in the form in which two of one person are alike."""
    text = address.strip().casefold()
    numbered = _NUMBERED.fullmatch(text)
    return numbered[1] if numbered else text


def read_authors(root: Path, folder: str, revision: str = "HEAD") -> Authors:
    """Read who changed the Markdown files in a folder, in all commits but merges, whatever branch they were made on.

    Args:
        root: the playbook's folder.
        folder: a folder in it.
        revision: the commit up to which.

    Raises:
        MissingHistory: where there is a repository, and it can't be read.
    """
    found: dict[str, list[Touch]] = {}
    for part in ("", *(parts_of(root, [folder]) if revision == "HEAD" else ())):
        for path, touch in _touches(root / part, revision):
            name = f"{part}/{path}" if part else path
            if name.startswith(f"{folder}/"):
                found.setdefault(name, []).append(touch)
    return Authors(found)


def _touches(root: Path, revision: str) -> Iterator[tuple[str, Touch]]:
    """Yield what each commit did to each Markdown file of the repository around a folder."""
    with asking(root) as git:
        commit = git.commit(revision) if git else None
        if git is None or commit is None:
            return
        below = git.repository.below
        said = git.ask(
            *(
                "log",
                "--full-history",
                "--no-merges",
                "--root",
                "--raw",
                "--no-abbrev",
                "--no-renames",
                "--no-ext-diff",
            ),
            *("-z", *((f"--relative={below}",) if below else ())),
            *("--format=%ct%x1f%ae%x1f%(trailers:key=Co-authored-by,valueonly)", "--end-of-options", commit, "--"),
            files_below(below),
        )
    parts, head = iter(said.split("\0")), ("0", "", "")
    for part in parts:
        row = part.removeprefix("\n")
        if row.startswith(":"):
            author, helpers = plain_address(head[1]), frozenset(map(plain_address, _HELPER.findall(head[2])))
            yield next(parts), Touch(float(head[0]), row.split(" ")[3], author, helpers)
        elif row:
            when, author, *rest = row.split("\x1f", 2)
            head = (when, author, "".join(rest))
