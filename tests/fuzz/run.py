"""Fuzzes the targets, guided by what of the package they reach: as many at once as there are processors to use.

    python tests/fuzz/run.py --seconds 60 [TARGET…]      all targets share the time
    python tests/fuzz/run.py --repeat FILE TARGET        one input again

The exit code is 1 where a promise is broken; then the input is kept, and the command that repeats it is shown. What was found worth
keeping is in `.cache/fuzz/TARGET`, from where the next run goes on.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[0] = str(ROOT / "tests")

from fuzz.targets import TARGETS  # noqa: E402 - this file is a program, which finds its package first

KEPT = ROOT / ".cache" / "fuzz"
_GRACE = 90
"""Seconds that a process may take beside the fuzzing: to start, and to end by itself."""
_PROGRESS = re.compile(r"cov: (\d+) ft: \d+ corp: (\d+)/")
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_SAVED = re.compile(r"Test unit written to (\S+)")


class Outcome(NamedTuple):
    """How the fuzzing of a target ended."""

    target: str
    code: int
    said: str
    seconds: float

    def row(self) -> str:
        """The numbers in one line."""
        progress, runs = _PROGRESS.findall(self.said), _RUNS.findall(self.said)
        covered, kept = progress[-1] if progress else ("-", "-")
        return f"{self.target:<14} {runs[-1] if runs else '-':>9} {kept:>7} {covered:>9} {self.seconds:>8.0f}"


def fuzz(target: str, seconds: float, seed: int, temporary: Path) -> Outcome:
    """Fuzz one target in a process of its own."""
    paths = [str(ROOT / "tests"), *filter(None, [os.environ.get("PYTHONPATH")])]
    folder = Path(tempfile.mkdtemp(dir=temporary))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "TMPDIR": str(folder), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "fuzz.child", target, str(seconds), str(seed), str(KEPT / target)]
    start = time.monotonic()
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = child.communicate(timeout=seconds + _GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        said, _ = child.communicate()
    (KEPT / target).mkdir(parents=True, exist_ok=True)
    for path in folder.glob("new/*"):
        shutil.move(path, KEPT / target / path.name)
    return Outcome(target, child.returncode, said.decode("utf-8", "replace"), time.monotonic() - start)


def fuzz_all(names: list[str], seconds: float, at_once: int, seed: int) -> list[Outcome]:
    """Fuzz some targets, which share the time by their weights; the heaviest first, so that all end at about the same time."""
    share = seconds * min(at_once, len(names)) / sum(TARGETS[name].weight for name in names)
    ordered = sorted(names, key=lambda name: -TARGETS[name].weight)
    with tempfile.TemporaryDirectory(prefix="gameplan-fuzz-") as temporary, ThreadPoolExecutor(at_once) as pool:
        waiting = [pool.submit(fuzz, name, share * TARGETS[name].weight, seed, Path(temporary)) for name in ordered]
        _say(f"{'target':<14} {'runs':>9} {'corpus':>7} {'coverage':>9} {'seconds':>8}")
        outcomes = []
        for future in waiting:
            outcomes.append(future.result())
            _say(outcomes[-1].row())
    return outcomes


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def explain(outcome: Outcome) -> None:
    """What went wrong with a target, and how to see it again."""
    _say(f"\n== {outcome.target} ended with {outcome.code}")
    _say("\n".join(outcome.said.splitlines()[-60:]))
    for saved in _SAVED.findall(outcome.said):
        _say(f"\nagain: python tests/fuzz/run.py --repeat {saved} {outcome.target}")


def main() -> int:
    """Read the command line, and fuzz."""
    parser = argparse.ArgumentParser(description="Fuzzes what reads and writes texts of authors.")
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, help="on the clock, for all targets together")
    parser.add_argument("--at-once", type=int, default=2, help="how many processes")
    parser.add_argument("--seed", type=int, default=0, help="of the random choices; by default others each time")
    parser.add_argument("--repeat", type=Path, help="a file to give to the target, once")
    asked = parser.parse_args()
    names = list(dict.fromkeys(asked.targets)) or list(TARGETS)
    if asked.repeat:
        from fuzz.targets import load  # noqa: PLC0415 - only here

        for name in names:
            load(name)(asked.repeat.read_bytes())
        return 0
    failed = [outcome for outcome in fuzz_all(names, asked.seconds, asked.at_once, asked.seed) if outcome.code]
    for outcome in failed:
        explain(outcome)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
