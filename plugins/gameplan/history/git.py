"""One way to ask Git about a repository: it sees its objects and branches, and nothing else of it.

Git obeys the configuration of a repository: that can run programs, open devices, and include other files. So it never gets to see one.
Each time it is asked, we make a folder that holds a configuration of ours and links to objects, branches and tags, and tell Git that
this is the repository, without a work tree. What the true one has besides (configuration, hooks, attributes, grafts, remotes, index)
is not there for it.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gameplan.history.missing import UnreadableHistory
from gameplan.history.program import Running, environment, find_program, started, whole
from gameplan.history.repository import Repository, find_repository, small_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_HEAD = re.compile(rb"(?:ref: refs/[^\0\n]+|[0-9a-f]{40,64})\n?")
_FORMAT = re.compile(rb"^[ \t]*objectformat[ \t]*=[ \t]*\"?sha256\"?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SETTINGS = """\
[core]
	repositoryformatversion = 1
	bare = true
	quotePath = false
	packedGitWindowSize = 32m
	packedGitLimit = 256m
[log]
	mailmap = false
	showSignature = false
[diff]
	renames = false
"""
_SETTINGS_OF_COMMANDS = (
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
)
"""Said again on the command line, where it holds over every configuration."""
_CURE = "run git fsck in this folder, or clone it again"
_MOST_BRANCHES = 100_000
"""Files that are copied where links can't be made."""


class Git:
    """Asks Git about one repository."""

    def __init__(self, repository: Repository, program: str, folder: str) -> None:
        """Take the repository, the program, and the folder that stands for the repository."""
        self.repository = repository
        self.folder = folder
        self._program = program

    def ask(self, *arguments: str) -> str:
        """Return what a command says; bytes that are no UTF-8 are kept as surrogates.

        Raises:
            UnreadableHistory: where it fails, takes more than two minutes, or says more than 64 MiB.
        """
        with self.asked(*arguments) as running:
            said = whole(running)
        if running.code != 0:
            raise running.failed()
        return said.decode("utf-8", "surrogateescape")

    def commit(self, revision: str = "HEAD") -> str | None:
        """Return the name of the commit that a revision means; None where there is none of that name.

        Raises:
            UnreadableHistory: where there is one, and it can't be read.
        """
        with self.asked("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}") as running:
            said = whole(running).decode("ascii", "replace").strip()
        if running.code == 0:
            return said
        if running.code != 1:
            raise running.failed()
        if revision == "HEAD" and not self._unborn():
            raise UnreadableHistory("the branch that is checked out leads to no commit", _CURE)
        return None

    def _unborn(self) -> bool:
        """Tell whether there is no commit yet on the branch that is checked out."""
        with self.asked("symbolic-ref", "--quiet", "HEAD") as running:
            name = whole(running).decode("utf-8", "surrogateescape").rstrip("\n")
        if running.code != 0 or not name:
            return False
        with self.asked("for-each-ref", "--count=1", "--format=%(refname)", name) as running:
            known = bool(whole(running))
        return running.code == 0 and not known and not os.path.lexists(self.repository.common / name)

    def asked(self, *arguments: str, names: IO[bytes] | None = None) -> AbstractContextManager[Running]:
        """Start a command, and end it with the block.

        Args:
            arguments: a plumbing command, which needs no work tree.
            names: a file that is its standard input; default: none.
        """
        fixed = [f"--git-dir={self.folder}", "--no-optional-locks", "--no-replace-objects", "--no-pager"]
        command = [self._program, *fixed, *_SETTINGS_OF_COMMANDS, *arguments]
        return started(command, self.folder, environment(self.folder), names)


@contextmanager
def asking(root: Path) -> Iterator[Git | None]:
    """Get ready to ask Git about the repository around a playbook; None where there is no repository.

    Args:
        root: the playbook's folder.

    Raises:
        MissingHistory: where there is a repository, and it is another user's, broken, or Git is not installed.
    """
    repository = find_repository(root)
    if repository is None:
        yield None
        return
    program = find_program(root, repository.top)
    if program is None:
        raise UnreadableHistory("Git is not installed", "install it")
    try:
        made = tempfile.TemporaryDirectory(prefix="gameplan-git-", ignore_cleanup_errors=True)
    except OSError as error:
        raise UnreadableHistory(
            f"no temporary folder can be made ({error.strerror})", "set TMPDIR to a folder that can be written"
        ) from None
    with made as folder:
        try:
            own = _stand_in(repository, Path(folder))
        except OSError as error:
            raise UnreadableHistory(f"it can't be opened ({error.strerror})", "make its files readable") from None
        yield Git(repository, program, str(own))


def _stand_in(repository: Repository, folder: Path) -> Path:
    """Make the folder that Git takes for the repository. One for a work tree of its own has two parts, as the true one."""
    own, common = repository.own, repository.common
    head = small_file(own / "HEAD")
    if head is None or not _HEAD.fullmatch(head):
        raise UnreadableHistory("its HEAD names no branch and no commit", "check out a branch again")
    shared = folder / "common"
    shared.mkdir()
    config = small_file(common / "config") or b""
    extensions = "[extensions]\n"
    extensions += "\tobjectFormat = sha256\n" if _FORMAT.search(config) else ""
    extensions += "\trefStorage = reftable\n" if (common / "reftable").is_dir() else ""
    (shared / "config").write_text(_SETTINGS + extensions, encoding="ascii")
    (shared / "HEAD").write_bytes(head)
    for name in ("objects", "refs", "packed-refs", "reftable", "shallow"):
        _link(common / name, shared / name)
    if own == common:
        return shared
    mine = folder / "own"
    mine.mkdir()
    (mine / "HEAD").write_bytes(head)
    (mine / "commondir").write_text("../common\n", encoding="ascii")
    _link(own / "reftable", mine / "reftable")
    return mine


def _link(true: Path, place: Path) -> None:
    """Let a place lead to a part of the repository; where the system allows no links, copy it, but for the objects."""
    if not true.exists():
        return
    if not true.is_file() and not true.is_dir():
        # A pipe or a device, at which Git would wait.
        raise UnreadableHistory(f"its {true.name} is neither a file nor a folder", _CURE)
    try:
        place.symlink_to(true, target_is_directory=true.is_dir())
    except OSError:
        if place.name == "objects":
            (place / "info").mkdir(parents=True)
            (place / "info" / "alternates").write_bytes(os.fsencode(true.as_posix()) + b"\n")
        elif true.is_file():
            shutil.copyfile(true, place)
        else:
            _copy_small(true, place)


def _copy_small(true: Path, place: Path) -> None:
    """Copy a folder of small files, without what a link in it leads to."""
    count = 0
    for here, folders, names in os.walk(true):
        target = place / Path(here).relative_to(true)
        target.mkdir(parents=True, exist_ok=True)
        folders[:] = [name for name in folders if not (Path(here) / name).is_symlink()]
        for name in names:
            count += 1
            if count > _MOST_BRANCHES:
                raise UnreadableHistory("it has too many branches to copy", "run git pack-refs --all")
            if (data := small_file(Path(here) / name)) is not None:
                (target / name).write_bytes(data)
