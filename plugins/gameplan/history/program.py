"""Starts Git: the installed one, in an empty environment, with limits on time, memory and what it may say.

What every command runs with (git(1), git-config(1)): no configuration of the user's or the machine's, no variable that leads
elsewhere, no prompt, no pager, no network, no input but ours.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gameplan.history.missing import TooLargeHistory, UnreadableHistory

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SECONDS = 120
"""How long a command may take."""
MOST_MEMORY = 2 * 1024**3
"""Bytes of address space, in which Git also sees the files of a repository; only Linux holds other processes to it."""
MOST_SAID = 64 * 1024 * 1024
"""Bytes of an answer."""
_MOST_WRITTEN = 1024 * 1024
"""Bytes of a file that a command could make: it makes none but that of its complaints."""
_PIECE = 1024 * 1024


def find_program(*away_from: Path, windows: bool = os.name == "nt", name: str = "") -> str | None:
    """Find a program on the search path; None where it is not installed.

    What lies in the present folder, or in one that is checked, is passed over: a program there is a stranger's. Windows would look
    there first, and would take a `git.bat`.

    Args:
        away_from: folders in which no program counts.
        windows: whether programs are called as Windows calls them.
        name: what its file is called; default: Git's.
    """
    name = name or ("git.exe" if windows else "git")
    strangers = [os.path.realpath(folder) for folder in (Path.cwd(), *away_from)]
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        place = os.path.realpath(folder)
        if Path(folder).is_absolute() and not any(_within(place, stranger) for stranger in strangers):
            found = shutil.which(str(Path(folder, name)))
            if found is not None and not any(_within(os.path.realpath(found), stranger) for stranger in strangers):
                return found
    return None


def _within(place: str, folder: str) -> bool:
    # The present folder may be the root of all, as in containers: then nothing lies outside, and everything is the machine's.
    return folder != os.path.dirname(folder) and (place == folder or place.startswith(folder + os.sep))  # noqa: PTH120


def environment(home: str) -> Mapping[str, str]:
    """Return the environment of every command: ours without what leads elsewhere, and a home without a configuration.

    Args:
        home: an empty folder.
    """
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return kept | {
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "LC_ALL": "C",
    }


def safe_directories(root: Path) -> list[str]:
    """Return the folders that the user's own configuration, or the machine's, calls safe (`safe.directory`).

    Args:
        root: a folder in which no program counts.
    """
    listed = user_settings(root, "--type=path", "--get-all", "safe.directory")
    # An empty one takes back those before it.
    return listed[max((at + 1 for at, one in enumerate(listed) if not one), default=0) :]


def user_settings(root: Path, *asked: str) -> list[str]:
    """Return what the user's own configuration of Git, or the machine's, says: never that of a repository.

    Args:
        root: a folder in which no program counts.
        asked: arguments of `git config`, or with `--file` those for a file of one's own.
    """
    program = find_program(root)
    if program is None:
        return []
    with tempfile.TemporaryDirectory(prefix="gameplan-") as folder:
        variables = {
            name: value for name, value in os.environ.items() if name not in ("GIT_COMMON_DIR", "GIT_WORK_TREE")
        }
        # With a folder that holds no repository, Git looks for none, and reads no configuration but the user's.
        variables["GIT_DIR"] = os.path.join(folder, "none")  # noqa: PTH118 - a text is wanted
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(  # noqa: S603 - a fixed command
                [program, "config", "--null", *asked],
                cwd=folder,
                env=variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
            return os.fsdecode(done.stdout).split("\0")[:-1]
    return []


class Running:
    """A running command and its output; it never outlives the block that starts it."""

    def __init__(self, answers: IO[bytes], errors: IO[bytes]) -> None:
        """Take where it answers and where it complains."""
        self.answers = answers
        self._errors = errors
        self._complaint = b""
        self._until: float | None = None
        self.code: int | None = None
        """Its exit code, once it has ended by itself."""
        self.late = False
        """Whether it was stopped because it took too long."""

    @contextmanager
    def awaited(self) -> Iterator[IO[bytes]]:
        """Give where it answers, for a block in which it must do so in time: what we do between answers is no time of its."""
        self._until = time.monotonic() + SECONDS
        try:
            yield self.answers
        finally:
            self._until = None

    def listen(self) -> None:
        """Keep what it has complained of so far."""
        if not self._errors.closed:
            self._errors.seek(0)
            self._complaint = self._errors.read(_MOST_WRITTEN)

    @property
    def overdue(self) -> bool:
        """Whether it should have answered by now."""
        return self._until is not None and time.monotonic() > self._until

    def failed(self) -> UnreadableHistory:
        """Return what to raise where it didn't end well."""
        if self.late:
            return UnreadableHistory(
                f"git took more than {SECONDS} seconds to read it", "run git gc in this folder and try again"
            )
        self.listen()
        rows = self._complaint.decode("utf-8", "replace").splitlines()
        said = (
            "".join(sign if sign.isprintable() else "?" for sign in rows[0][:200]) if rows else f"exit code {self.code}"
        )
        return UnreadableHistory(f"git can't read it ({said})", "run git fsck in this folder, or clone it again")


@contextmanager
def started(
    command: Sequence[str], folder: str, variables: Mapping[str, str], asked: IO[bytes] | None = None
) -> Iterator[Running]:
    """Start a command within limits, and end it with the block.

    Args:
        command: the command.
        folder: where it runs, and where what it complains of is kept meanwhile.
        variables: its environment.
        asked: the file that is its standard input; default: none.

    Raises:
        UnreadableHistory: where it can't be started.
    """
    with tempfile.TemporaryFile(dir=folder) as errors:
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed commands
                command,
                cwd=folder,
                env=variables,
                stdin=asked or subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except OSError as error:
            raise UnreadableHistory(f"git can't be started ({error.strerror})", "install Git again") from None
        _limit(process.pid)
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        running = Running(process.stdout, errors)
        ended = threading.Event()
        threading.Thread(target=_watch, args=(running, process, ended), daemon=True).start()
        try:
            yield running
            with running.awaited():
                running.code = process.wait()
        finally:
            ended.set()
            process.kill()
            with process:
                running.listen()


def _watch(running: Running, process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    """End a process that takes too long to answer."""
    while not ended.wait(1):
        if running.overdue:
            running.late = True
            process.kill()
            return


def _limit(pid: int) -> None:
    """Hold a process to limits that are no wider than ours; where the system can't, to none."""
    if not hasattr(resource, "prlimit"):
        return
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: math.ceil(SECONDS),
        resource.RLIMIT_FSIZE: _MOST_WRITTEN,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        allowed = resource.getrlimit(limit)[1]
        value = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        # It may have ended already.
        with suppress(OSError, ValueError):
            resource.prlimit(pid, limit, (value, value))


def whole(running: Running) -> bytes:
    """Read all of an answer.

    Raises:
        TooLargeHistory: where it is longer than 64 MiB.
    """
    parts: list[bytes] = []
    size = 0
    with running.awaited() as answers:
        while part := answers.read(_PIECE):
            size += len(part)
            if size > MOST_SAID:
                raise TooLargeHistory(f"{MOST_SAID // 1024**2} MiB of changes")
            parts.append(part)
    return b"".join(parts)
