"""Replaces a folder as a whole: what is made lies beside it until it is complete, and then takes its place in one step.

Whoever reads meanwhile finds the old folder or the new one, and never a part; whatever ends us, the old one stands until the new one does.
"""

from __future__ import annotations

import atexit
import errno
import hashlib
import os
import secrets
import shutil
import signal
import stat
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Of Linux' renameat2(2) and of macOS' renamex_np(2), there called RENAME_SWAP: by chance the same number."""
_TRIES = 20
_NAME_SHOWN = 40
_OLD = "old-"
_DAY = 24 * 3600


def endangers(target: Path, sources: Iterable[Path]) -> bool:
    """Tell whether to replace a folder would take away what it is made from, or a part of a Git repository.

    True where it is one of the sources, holds one or lies in one, links followed, and where it is or lies in `.git`.
    """
    whole = target.resolve()
    if any(part.lower() == ".git" for part in whole.parts):
        return True
    return any(
        whole.is_relative_to(source) or source.is_relative_to(whole) for source in (path.resolve() for path in sources)
    )


class Replacement:
    """A folder that is made beside another one, to take its place."""

    def __init__(self, target: Path) -> None:
        """Make the folder, empty; and clear away what earlier ones left that were ended from outside.

        Args:
            target: the folder to replace, which need not be there yet. Where it is a link to a folder, that folder is replaced.

        Raises:
            OSError: where nothing can be made beside it, or it can't be moved (a mounted folder).
        """
        self.target = Path(os.path.realpath(target))
        self.target.parent.mkdir(parents=True, exist_ok=True)
        # Another run may take the folder away between any two looks at it.
        if os.path.ismount(self.target):
            raise OSError(errno.EBUSY, "a mounted folder can't be replaced")
        if _is_something_else(self.target):
            raise NotADirectoryError(errno.ENOTDIR, "it is not a folder")
        recover(self.target)
        self.folder, self._lock = _fresh(self.target)
        self._made = True
        self._since = self.folder.stat().st_mtime_ns
        self.folder.chmod(_mode(self.target))
        atexit.register(self.discard)

    def keep_hidden(self) -> None:
        """Take over from the old folder what lies in it under hidden names, such as `.git`, unless the new one has it too.

        Raises:
            OSError: where it can't be read or copied.
        """
        try:
            entries = list(os.scandir(self.target))
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in entries:
            place = self.folder / entry.name
            if not entry.name.startswith(".") or os.path.lexists(place):
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.copytree(entry.path, place, symlinks=True, copy_function=_linked)
            else:
                _linked(entry.path, str(place))

    def keep_written(self) -> None:
        """Take over from the old folder what was written into it since the new one was made: somebody knew no other place.

        Raises:
            OSError: where it can't be read or copied.
        """
        for folder, folders, names in os.walk(self.target):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                source = os.path.join(folder, name)  # noqa: PTH118 - as os.walk has them
                status = os.lstat(source)
                place = self.folder / os.path.relpath(source, self.target)
                if stat.S_ISREG(status.st_mode) and status.st_mtime_ns >= self._since and not os.path.lexists(place):
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(source, place)

    def commit(self) -> None:
        """Put the new folder in the place of the old one, which is deleted.

        Raises:
            OSError: where that can't be; then the old one stands.
        """
        with undisturbed():
            left = _exchanged(self.folder, self.target)
        self._release()
        if left is not None:
            shutil.rmtree(left, ignore_errors=True)

    def discard(self) -> None:
        """Delete what was made; the old folder stays. Does nothing after the new one has taken its place."""
        if self._made:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._release()

    def _release(self) -> None:
        atexit.unregister(self.discard)
        if self._lock is not None:
            os.close(self._lock)
        self._lock, self._made = None, False


def _is_something_else(target: Path) -> bool:
    """Tell whether a path leads to something that is no folder."""
    try:
        return not stat.S_ISDIR(target.lstat().st_mode)
    except FileNotFoundError:
        return False


def _mode(target: Path) -> int:
    """The permissions of a folder, or of a new one where it isn't there."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        return 0o777 & ~umask()


def _fresh(target: Path) -> tuple[Path, int | None]:
    """A new folder beside a target, and the lock on it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        lock = _locked(folder)
        if fcntl is None:
            return folder, None
        # Another run may clear it away before it has its lock.
        if lock is not None and folder.is_dir() and os.path.samestat(os.fstat(lock), folder.stat()):
            return folder, lock
        if lock is not None:
            os.close(lock)


def recover(target: Path) -> None:
    """Delete what runs left beside a folder that were ended from outside; put the old folder back where one was ended in between.

    Args:
        target: the folder that was to be replaced.
    """
    prefix = _prefix(target)
    with suppress(OSError):
        for left in sorted(target.parent.glob(f"{_escaped(prefix)}*")):
            lock = _locked(left)
            if lock is None and not _is_forgotten(left):
                continue
            if left.name.startswith(prefix + _OLD) and not os.path.lexists(target):
                left.rename(target)
            else:
                shutil.rmtree(left, ignore_errors=True)
            if lock is not None:
                os.close(lock)


def _is_forgotten(folder: Path) -> bool:
    """Tell whether nothing can be in use that lies here since yesterday, where the system has no locks to tell."""
    return fcntl is None and time.time() - folder.stat().st_mtime > _DAY


def _prefix(target: Path) -> str:
    """Return the beginning of the names of the folders that are made beside a target."""
    return f".{target.name[:_NAME_SHOWN]}.{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}.gameplan-"


def _escaped(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def _locked(folder: Path) -> int | None:
    """A descriptor that holds a lock on a folder as long as it is open; None where it can't be had."""
    if fcntl is None:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _linked(source: str, target: str) -> None:
    """Let a file have a second name, or copy it where it can't."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchanged(made: Path, target: Path) -> Path | None:
    """Put a folder in the place of another; returns where the old one lies now, None where there was none."""
    for _ in range(_TRIES):
        old = target.with_name(f"{_prefix(target)}{_OLD}{secrets.token_hex(8)}")
        try:
            if not os.path.lexists(target):
                made.rename(target)
                return None
            if _swapped(made, target):
                return made
            # Two steps, where the system has no single one. A run that is ended between them leaves the old folder beside: `recover`.
            target.rename(old)
            try:
                made.rename(target)
            except BaseException:
                if not os.path.lexists(target):
                    old.rename(target)
                raise
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT) or not made.is_dir():
                raise
            # Another run was faster, with either step.
            shutil.rmtree(old, ignore_errors=True)
            continue
        return old
    raise OSError(errno.EBUSY, "another run replaces it all the time")


def _swapped(one: Path, other: Path) -> bool:
    """Tell whether two folders could be exchanged in one step: it depends on the system, and on the file system."""
    import ctypes  # noqa: PLC0415 - the check has no use for it, and loads no library

    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_EXCHANGE) == 0)
        places = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
        return bool(library.renameat2(*places, _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals that would end us wait, where the system can.

    In the main thread by handlers: a mask holds in one thread only, and another would take the signal for all of them.
    """
    if threading.current_thread() is threading.main_thread():
        with _noted():
            yield
        return
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _noted() -> Iterator[None]:
    """Note signals that would end us, and let them do so afterwards."""
    came: dict[int, None] = {}
    # What ignores a signal, or isn't Python's, stays.
    before = {
        number: handler
        for number in _ENDING
        if (handler := signal.getsignal(number)) is not None and handler is not signal.SIG_IGN
    }
    try:
        for number in before:
            signal.signal(number, lambda number, _: came.setdefault(number))
        yield
    finally:
        # Ctrl-C last: it may raise at once.
        for number, handler in reversed(before.items()):
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


def umask() -> int:
    """Return what new files are not to allow."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
