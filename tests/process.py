"""Runs a command in a child process with limits on time and memory, and says what it took.

Linux counts the parent's memory into a child's peak when the parent forks it, and a test run may be large; so this file is also
a small program, which forks the command in the parent's place, limits it, and reports its peak.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEMORY = 1_500_000_000
"""Bytes of address space."""


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


def _launch(note: str, memory: str, *command: str) -> None:
    """Fork the command with its limit, wait for it, and write down exit code, seconds and kilobytes."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.execvp(command[0], command)  # noqa: S606 - no shell is wanted
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    Path(note).write_text(f"{code} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}", encoding="ascii")


if __name__ == "__main__":
    _launch(*sys.argv[1:])
