"""Writes files: all of them or none, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.read.files import MAX_FILE, read_file
from gameplan.replacing import umask, undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gameplan.model.sources import Contents


class NotWritten(Exception):  # noqa: N818 - an outcome, not an error of the program
    """Nothing was written, and why."""


class Changed(NotWritten):
    """Nothing was written, since a file holds something else than what was read."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{visible(path)} has changed meanwhile")


class Exists(NotWritten):
    """Nothing was written, since there is something where a new file should be."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{visible(path)} is there already")


def replace_contents(root: Path, before: Contents, after: Contents) -> None:
    """Make files of a playbook hold other bytes, appear or go: all of them or none, each only where it still is what was read.

    Folders are made where files need them; one that is left empty goes.

    Args:
        root: the playbook's folder.
        before: what was read; of a file that isn't named, and is to be written, that there is none.
        after: what each is to hold.

    Raises:
        NotWritten: where a file is another one by now, a path leads through a link, or a file can't be written.
    """
    folder = os.path.realpath(root)
    for path in after:
        # Before anything is written beside it: that would be wherever a link says.
        if os.path.realpath(root / path) != os.path.normpath(f"{folder}/{path}"):
            raise NotWritten(f"{visible(path)} leads through a symbolic link, and those are not followed")

    new = [path for path in after if before.get(path) is None]

    def absent() -> None:
        for path in new:
            if os.path.lexists(root / path):
                raise Exists(path)

    def unchanged() -> None:
        absent()
        for path, data in before.items():
            if data is not None and read_file(root, path, max(MAX_FILE, len(data))) != data:
                raise Changed(path)

    absent()
    write_whole({root / path: data for path, data in after.items()}, unchanged, folders=True)
    # Not the strategy's or the plan's folder itself: without it there is no playbook.
    left = {folder for path, data in after.items() if data is None for folder in PurePosixPath(path).parents}
    _drop_empty(root / folder for folder in left if len(folder.parts) > 1)


def write_whole(
    files: Mapping[Path, bytes | None], ready: Callable[[], None] = lambda: None, *, folders: bool = False
) -> None:
    """Make files hold some bytes, all of them or none.

    Everything is written beside the files first, and put in their places last, where Ctrl-C waits until all are there.

    Args:
        files: what each is to hold, None for one that is to go; one that holds it already is not touched, so that it doesn't look newer
            than it is.
        ready: asked when all is written beside the files; what it raises leaves them as they are.
        folders: whether to make those that files need.

    Raises:
        NotWritten: where that can't be; then each file is as it was.
    """
    now = next(iter(files), Path())
    staged: list[_Staged] = []
    made: list[Path] = []
    try:
        for now, data in files.items():
            with undisturbed():
                made += _made_folders(now.parent) if folders and data is not None else ()
                if (one := _stage(now, data)) is not None:
                    staged.append(one)
        with undisturbed():
            try:
                ready()
                _place(staged)
            finally:
                _clear(staged)
    except OSError as error:
        raise NotWritten(f"{visible(str(now))} can't be written: {error.strerror}") from None
    finally:
        with undisturbed():
            _clear(staged)
            _drop_empty(made)


def _made_folders(folder: Path) -> list[Path]:
    """Make a folder, and those above that it needs; return what was made."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    made: list[Path] = []
    try:
        for each in reversed(missing):
            each.mkdir()
            made.append(each)
    except BaseException:
        _drop_empty(made)
        raise
    return made


def _drop_empty(folders: Iterable[Path]) -> None:
    """Delete folders in which nothing is: those that nothing came to lie in, or that a file has left."""
    for folder in sorted(set(folders), key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):
            folder.rmdir()


class _Staged(NamedTuple):
    """A file that is to be put in its place, or to go."""

    made: Path | None
    """The new one; None where it is to go."""
    before: Path
    """Where the old one is kept until all are in their places."""
    target: Path


def _clear(staged: Iterable[_Staged]) -> None:
    """Delete what lies beside the files."""
    for one in staged:
        for left in filter(None, (one.made, one.before)):
            left.unlink(missing_ok=True)


def _stage(file: Path, data: bytes | None) -> _Staged | None:
    """Write what a file is to hold beside it; None where it holds that already."""
    target = Path(os.path.realpath(file))
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        raise NotWritten(f"{visible(str(file))} is not a file")
    if (target.read_bytes() if mode is not None else None) == data:
        return None
    if data is None:
        return _Staged(None, target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.old"), target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    made = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - a descriptor
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        made.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~umask())
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return _Staged(made, made.with_name(f"{made.name}.old"), target)


def _place(staged: Iterable[_Staged]) -> None:
    """Put files in their places; where one can't be, put back those that are."""
    done: list[_Staged] = []
    try:
        for one in staged:
            if one.target.exists():
                _keep(one.target, one.before)
            done.append(one)
            if one.made is None:
                one.target.unlink()
            else:
                one.made.replace(one.target)
    except OSError:
        for one in reversed(done):
            if one.before.exists():
                one.before.replace(one.target)
            elif one.made is not None and not one.made.exists():
                one.target.unlink(missing_ok=True)
        raise


def _keep(file: Path, place: Path) -> None:
    """Give a file a second name, or copy it where the file system has no such thing."""
    try:
        place.hardlink_to(file)
    except OSError:
        shutil.copy2(file, place)
