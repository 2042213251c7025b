"""Tells whether tests notice small faults: each of `mutant_list.py` is put into a copy of the package, and its tests are run.

    python tests/mutants.py [--only TEXT] [--jobs 2]

A fault is caught where one of its tests fails, or doesn't come to an end; it survives where all of them pass; it is broken where
the text that it changes isn't there exactly once, or where its tests can't be run. It ends with 1 where fewer than nine of ten are
caught, or any is broken; with 2 where tests fail without any fault.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from typing import TYPE_CHECKING, Literal, NamedTuple

from casefile import CASES, read_cases
from mutant_list import MUTANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mutant_list import Mutant

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins" / "gameplan"
LEAST = 0.9
"""The share that must be caught."""
LIMIT = 180
"""Seconds for the tests of one fault: where it makes them hang, that is noticed too."""
LIMIT_OF_ALL = 3600
_START = """
import sys
from pathlib import Path
import gameplan
assert Path(gameplan.__file__).parent == Path(sys.argv[1]), gameplan.__file__
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""
"""Imports the copy, and nothing else under its name, before any test does."""

Fate = Literal["caught", "survived", "broken"]


class Verdict(NamedTuple):
    """What became of a fault."""

    mutant: Mutant
    fate: Fate
    why: str = ""
    """Why it is broken."""


class Outcome(NamedTuple):
    """How a run of tests ended."""

    code: int | None
    """What pytest says; None where it took too long."""
    said: str


def text_of(mutant: Mutant, package: Path = PACKAGE) -> str:
    """Return the text of the file that a fault is about."""
    return (package / mutant.file).read_text(encoding="utf-8")


def selected(tests: Iterable[str]) -> list[str]:
    """Return what pytest is told to run: files, functions, and the cases of a case file one by one."""
    found: dict[str, None] = {}
    for test in tests:
        if test.startswith("cases/"):
            cases = read_cases(CASES / test.removeprefix("cases/"))
            found |= dict.fromkeys(f"tests/test_cases.py::test_case[{case.id}]" for case in cases)
        else:
            found[f"tests/{test}"] = None
    # A file holds its functions.
    return [test for test in found if "::" not in test or test.partition("::")[0] not in found]


class Copy:
    """A copy of the package, in which there is one fault at a time."""

    def __init__(self, folder: Path) -> None:
        """Copy the package into a folder that isn't there yet."""
        self.folder = folder
        self.package = folder / "gameplan"
        shutil.copytree(PACKAGE, self.package, ignore=shutil.ignore_patterns("__pycache__"))
        # By their content: a fault and its removal may leave a file with the same size and second.
        compileall.compile_dir(self.package, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)

    def run(self, tests: Sequence[str], limit: int) -> Outcome:
        """Run tests with the copy in place of the package."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.folder / "hypothesis"),
        }
        options = ("-x", "-q", "-p", "no:cacheprovider", "--no-header")
        command = [sys.executable, "-c", _START, str(self.package), *options, *tests]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        ) as process:
            try:
                said, _ = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                return Outcome(None, "")
        return Outcome(process.returncode, said)

    def judge(self, mutant: Mutant) -> Verdict:
        """Put a fault in, run its tests, and take it out again."""
        text = text_of(mutant)
        if (times := text.count(mutant.old)) != 1:
            return Verdict(mutant, "broken", f"the text is there {times} times")
        file = self.package / mutant.file
        file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        try:
            outcome = self.run(selected(mutant.tests), LIMIT)
        finally:
            file.write_text(text, encoding="utf-8")
        if outcome.code in (1, None):
            return Verdict(mutant, "caught")
        return Verdict(mutant, "survived") if outcome.code == 0 else Verdict(mutant, "broken", outcome.said[-2000:])


def verdicts(mutants: Sequence[Mutant], copies: Sequence[Copy]) -> Iterator[Verdict]:
    """Yield what became of each fault, in order; as many at a time as there are copies."""
    free: SimpleQueue[Copy] = SimpleQueue()
    for each in copies:
        free.put(each)

    def judged(mutant: Mutant) -> Verdict:
        copy = free.get()
        try:
            return copy.judge(mutant)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(judged, mutants)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the faults, and print a table."""
    parser = argparse.ArgumentParser(description="Tell whether tests notice small faults.")
    parser.add_argument("--only", default="", metavar="TEXT", help="those whose file or description holds a text")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    given = parser.parse_args(arguments)
    mutants = [each for each in MUTANTS if given.only.casefold() in f"{each.file} {each.wrong}".casefold()]
    if not mutants:
        sys.stderr.write(f"no fault is about '{given.only}'\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        copies = [Copy(Path(folder) / str(number)) for number in range(max(given.jobs, 1))]
        sound = copies[0].run(selected(test for mutant in mutants for test in mutant.tests), LIMIT_OF_ALL)
        if sound.code != 0:
            sys.stderr.write(f"{sound.said}\nthere are tests that fail without any fault\n")
            return 2
        return _told(verdicts(mutants, copies))


def _told(found: Iterable[Verdict]) -> int:
    """Print a row for each, then how many of them were caught."""
    fates: list[Fate] = []
    for mutant, fate, why in found:
        sys.stdout.write(f"{fate:9} {mutant.file:32} {mutant.wrong}\n")
        if fate != "caught":
            sys.stdout.write(f"{'':9} - {mutant.old!r}\n{'':9} + {mutant.new!r}\n{why}{chr(10) * bool(why)}")
        sys.stdout.flush()
        fates.append(fate)
    caught = fates.count("caught")
    counts = ", ".join(f"{fates.count(fate)} {fate}" for fate in ("caught", "survived", "broken"))
    sys.stdout.write(f"\n{len(fates)} faults: {counts} ({caught / len(fates):.0%})\n")
    return int("broken" in fates or caught < LEAST * len(fates))


if __name__ == "__main__":
    sys.exit(main())
