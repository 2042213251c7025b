"""Runs commands in child processes with limits on time and memory, and says what they took.

Linux counts the parent's memory into a child's peak when the parent forks it, and a test run may be large; so this file is also
a small program. It forks one command in the parent's place, limits it, and reports its peak; or it imports our command line once,
and forks itself for every run of it, which spares each run what starting Python and importing take.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEMORY = 1_500_000_000
"""Bytes of address space."""


def heed_signals() -> None:
    """Let signals end this process again: who runs the tests in the background may have told all of its children to ignore them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    """The exit code; less than zero for a signal, as in `subprocess`."""
    out: bytes
    err: bytes
    seconds: float
    """Of processor time, which another program on the machine doesn't lengthen."""
    megabytes: float
    """The most memory that it held."""
    timed_out: bool = False


def run_limited(
    command: Sequence[str],
    folder: Path,
    *,
    seconds: float = 20,
    memory: int = MEMORY,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run a command in a folder; after `seconds` on the clock it is killed, with everything that it started."""
    with tempfile.TemporaryDirectory() as notes:
        note = Path(notes) / "usage"
        launcher = [sys.executable, "-I", "-S", __file__, str(note), str(memory), *command]
        child = subprocess.Popen(
            launcher,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            out, err = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            out, err = child.communicate()
            return Outcome(-signal.SIGKILL, out, err, seconds, 0.0, timed_out=True)
        code, processor, kilobytes = note.read_text(encoding="ascii").split()
    return Outcome(int(code), out, err, float(processor), int(kilobytes) / 1024)


def python(*arguments: str) -> tuple[str, ...]:
    """The command for this Python, with arguments."""
    return (sys.executable, *arguments)


class Warm:
    """A process that has imported our command line; each run of it is a fork of that process."""

    def __init__(self) -> None:
        """Start it; it ends with this process."""
        self._turn = threading.Lock()
        self._child = subprocess.Popen(
            python("-P", __file__), stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        atexit.register(self._child.communicate)

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        *,
        seconds: float = 20,
        memory: int = MEMORY,
        environment: Mapping[str, str],
    ) -> Outcome:
        """Run `gameplan` with arguments in a folder, as `run_limited` does; one run at a time."""
        with self._turn, tempfile.TemporaryDirectory() as kept:
            wanted = _Wanted([*arguments], str(folder), kept, seconds, memory, {**environment})
            assert self._child.stdin
            assert self._child.stdout
            self._child.stdin.write(json.dumps(wanted).encode("ascii") + b"\n")
            self._child.stdin.flush()
            code, processor, kilobytes, late = json.loads(self._child.stdout.readline())
            out, err = ((Path(kept) / name).read_bytes() for name in ("out", "err"))
        return Outcome(code, out, err, processor, kilobytes / 1024, timed_out=late)


class _Wanted(NamedTuple):
    """A run that is wanted of the warm process."""

    arguments: list[str]
    folder: str
    kept: str
    """The folder for what it prints."""
    seconds: float
    memory: int
    environment: dict[str, str]


def _launch(note: str, memory: str, *command: str) -> None:
    """Fork the command with its limit, wait for it, and write down exit code, seconds and kilobytes."""
    child = os.fork()
    if child == 0:
        _limit(int(memory))
        os.execvp(command[0], command)  # noqa: S606 - no shell is wanted
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    Path(note).write_text(f"{code} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}", encoding="ascii")


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve() -> None:
    """Fork a run for each line of standard input, and answer with exit code, seconds, kilobytes, and whether it was killed."""
    import gameplan.cli.check  # noqa: PLC0415 - only the warm process has a use for it

    for line in sys.stdin.buffer:
        wanted = _Wanted(*json.loads(line))
        child = os.fork()
        if child == 0:
            _become(wanted)
            gameplan.cli.main(wanted.arguments, prog_name="gameplan")
        late = threading.Timer(wanted.seconds, os.killpg, (child, signal.SIGKILL))
        late.start()
        _, status, usage = os.wait4(child, 0)
        late.cancel()
        code = os.waitstatus_to_exitcode(status)
        killed = code == -signal.SIGKILL
        answer = (code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, killed)
        sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()


def _become(wanted: _Wanted) -> None:
    """Make this process one that was started for a run alone."""
    os.setsid()
    os.chdir(wanted.folder)
    for number, name in enumerate(("in", "out", "err")):
        place = os.devnull if name == "in" else f"{wanted.kept}/{name}"
        opened = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(wanted.environment)
    _limit(wanted.memory)


if __name__ == "__main__":
    if sys.argv[1:]:
        _launch(*sys.argv[1:])
    else:
        _serve()
