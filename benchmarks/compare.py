"""Measure whole processes in turn: `check` against reading the same YAML, the site against plain MkDocs.

Run by hand. What counts are the ratios of one call: the commands take turns, so that other work on the machine hits
all of them alike. One file, since a script can't import its neighbours and be typed.
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

BENCHMARKS = Path(__file__).resolve().parent
PYTHON = sys.executable
TODAY = "2026-11-22"
WARM_UP_ENTRIES = 20
LONG_ENTRIES = 10_000
# Linux counts memory in KiB, macOS in bytes.
PEAK_UNITS_PER_MB = 2**20 if sys.platform == "darwin" else 2**10
PLAIN_SETTINGS = """\
site_name: Synthetic playbook
site_url: https://playbook.example.org/
theme:
  name: material
plugins:
  - search
nav:
  - index.md
not_in_nav: "*"
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A process to measure, and the folder that it runs in: the playbook, or its plain copy."""

    name: str
    argv: tuple[str, ...]
    folder: str = "playbook"
    cold: bool = True
    """Whether nothing is kept of earlier runs."""
    edit: tuple[str, str] | None = None
    """What is written instead of what in one entry, for this run; instead of nothing: at its end."""

    waits: float = 0
    """Seconds before it runs: a check keeps no answer that hangs on a file which was changed a moment ago."""

    @property
    def builds_site(self) -> bool:
        """Whether this leaves pages behind, and takes long with many of them."""
        return "build" in self.argv or "render" in self.argv


SITE = (PYTHON, "-m", "mkdocs", "build")
RENDER = (PYTHON, "-m", "gameplan", "render", "out", "--today", TODAY)
TEXT = ("", "\nOne more paragraph, which tells nothing new.\n")
TITLE = ("\ntitle: ", "\ntitle: Another ")
CHECK = (PYTHON, "-m", "gameplan", "check", "--today", TODAY)
OTHER_TEXT = ("", "\nAnd another one.\n")
COMMANDS = (
    Command("start", (PYTHON, "-c", "pass")),
    Command("yaml", (PYTHON, str(BENCHMARKS / "parse_yaml.py"), "strategy", "plan")),
    Command("check", CHECK, waits=2.5),
    Command("check-again", CHECK, cold=False),
    # The first check after an edit keeps the pages, the second one finds them.
    Command("check-first", CHECK, cold=False, edit=OTHER_TEXT),
    Command("check-text", CHECK, cold=False, edit=TEXT),
    Command("plain", SITE, folder="plain"),
    Command("site", SITE),
    Command("again", SITE, cold=False),
    Command("text", SITE, cold=False, edit=TEXT),
    Command("title", SITE, cold=False, edit=TITLE),
    Command("render", RENDER),
    Command("render-text", RENDER, cold=False, edit=TEXT),
)

# No peak of check against yaml: none below this process's own can be measured, and yaml needs hardly more.
RATIOS = (
    ("check", "start", "cpu"),
    ("check-again", "start", "cpu"),
    ("check", "yaml", "cpu"),
    ("check-again", "yaml", "cpu"),
    ("check-text", "yaml", "cpu"),
    ("site", "plain", "cpu"),
    ("again", "plain", "cpu"),
    ("text", "plain", "cpu"),
    ("title", "plain", "cpu"),
    ("render-text", "render", "cpu"),
    ("site", "plain", "peak"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run of a process and its children took: user and system seconds, and the peak of memory in MB."""

    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A command at one size: its runs in order, and the page of entry number 1 if it builds pages."""

    samples: tuple[Sample, ...]
    page: bytes | None = None

    @property
    def cpu(self) -> float:
        """Median CPU seconds."""
        return median(sample.cpu for sample in self.samples)

    @property
    def peak(self) -> float:
        """Median peak of memory."""
        return median(sample.peak for sample in self.samples)


Results = Mapping[int, Mapping[str, Measured]]
"""What was measured, by number of entries and name of command."""


@dataclass(frozen=True, slots=True)
class Table:
    """A title, a head and rows of text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# Measuring


def run(argv: Sequence[str], folder: Path) -> Sample:
    """Run a process to its end; stop everything if it fails, for then it hasn't done the work."""
    log = folder.parent / "output.txt"
    with log.open("wb") as output:
        variables = {**environment(), "GAMEPLAN_CACHE": str(folder.parent / "kept")}
        process = subprocess.Popen(argv, cwd=folder, env=variables, stdout=output, stderr=output)
        # Popen.wait() would throw the usage away.
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
        sys.exit(f"{tail}\n\n{' '.join(argv)} ended with {process.returncode}, see above")
    return Sample(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / PEAK_UNITS_PER_MB)


def environment() -> dict[str, str]:
    """Ours, with a fixed hash seed, no advertisement by Material, and compiled modules kept as they usually are."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}


def prepare(work: Path, entries: int) -> None:
    """Write the playbook, and the same Markdown once more for MkDocs without the plugin."""
    work.mkdir(parents=True)
    # In a process of its own: a child's peak starts at what its parent holds, so this one must stay small.
    run((PYTHON, str(BENCHMARKS / "generate.py"), str(work / "playbook"), "--entries", str(entries)), work)
    docs = work / "plain" / "docs"
    for folder in ("strategy", "plan"):
        shutil.copytree(work / "playbook" / folder, docs / folder)
    (docs / "strategy" / "index.md").rename(docs / "index.md")
    (work / "plain" / "mkdocs.yml").write_text(PLAIN_SETTINGS, encoding="utf-8")


def clear(folder: Path, *, cold: bool) -> None:
    """Take away what earlier runs left; for a cold run also what they kept for later ones."""
    for left in (folder / "site", folder / "out", folder / ".cache", *([folder.parent / "kept"] if cold else [])):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def edited(folder: Path, edit: tuple[str, str] | None) -> Iterator[None]:
    """Change one entry for a while: number 2, since the page of number 1 is compared."""
    if edit is None:
        yield
        return
    before, after = edit
    (page,) = (folder / "plan").rglob("*-00002.md")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(before, after, 1) if before else text + after, encoding="utf-8")
    try:
        yield
    finally:
        page.write_text(text, encoding="utf-8")


def measure(work: Path, commands: Sequence[Command], rounds: Mapping[str, int]) -> dict[str, Measured]:
    """Run the commands in turn, each in as many rounds as it has."""
    samples: dict[str, list[Sample]] = {command.name: [] for command in commands}
    made: dict[str, bytes | None] = {}
    for number in range(max(rounds.values())):
        for command in commands:
            if number < rounds[command.name]:
                clear(work / command.folder, cold=command.cold)
                time.sleep(command.waits)
                with edited(work / command.folder, command.edit):
                    sample = run(command.argv, work / command.folder)
                samples[command.name].append(sample)
                # Before the next one clears it away.
                made[command.name] = entry_page(work, command) if command.builds_site else None
                progress(f"  round {number + 1}: {command.name:11} {sample.cpu:8.2f} s {sample.peak:6.0f} MB")
    return {command.name: Measured(tuple(samples[command.name]), made[command.name]) for command in commands}


def entry_page(work: Path, command: Command) -> bytes | None:
    """The page of entry number 1, wherever the site put it."""
    (source,) = (work / "playbook" / "plan").rglob("*-00001.md")
    site = work / command.folder / "site"
    if "render" in command.argv:
        return None
    pages = [*site.rglob(f"{source.stem}/index.html"), *site.rglob(f"{source.stem}.html")]
    return pages[0].read_bytes() if pages else None


def progress(line: str) -> None:
    """Say what is going on, apart from the tables."""
    print(line, file=sys.stderr, flush=True)


# Tables


def tables(results: Results) -> tuple[Table, ...]:
    """Everything that was measured."""
    return costs(results), ratios(results), pages(results)


def names(results: Results) -> tuple[str, ...]:
    """The commands that were measured."""
    return tuple(next(iter(results.values())))


def costs(results: Results) -> Table:
    """A row a command: seconds and memory at each size, then how they grow from size to size."""
    steps = tuple(pairwise(results))
    rows = tuple(
        (
            name,
            *(cost(measured[name]) for measured in results.values()),
            *(f"{growth(step, results, name):.2f}" for step in steps),
        )
        for name in names(results)
    )
    head = ("command", *(f"{size:,} entries" for size in results), *(f"{a:,} → {b:,}" for a, b in steps))
    return Table("CPU seconds (peak MB, rounds), medians; growth as an exponent", head, rows)


def cost(measured: Measured) -> str:
    """Seconds, memory and how often they were measured."""
    return f"{measured.cpu:.2f} ({measured.peak:.0f}, n={len(measured.samples)})"


def growth(step: tuple[int, int], results: Results, name: str) -> float:
    """The exponent of growth: 1 is twice the time for twice the entries."""
    small, large = step
    return math.log(results[large][name].cpu / results[small][name].cpu) / math.log(large / small)


def ratios(results: Results) -> Table:
    """What the plugin costs against what its users would pay without it."""
    known = names(results)
    rows = tuple(
        (
            f"{ours} / {theirs}, {what}",
            *(ratio(measured[ours], measured[theirs], what) for measured in results.values()),
        )
        for ours, theirs, what in RATIOS
        if ours in known and theirs in known
    )
    return Table(
        "Ratios of the medians [least, most of one round]", ("ratio", *(f"{size:,}" for size in results)), rows
    )


def ratio(ours: Measured, theirs: Measured, what: str) -> str:
    """The ratio of the medians, and between which bounds the rounds' own ratios are."""
    one, other = ([getattr(sample, what) for sample in measured.samples] for measured in (ours, theirs))
    each = [a / b for a, b in zip(one, other, strict=False)]
    return f"{median(one) / median(other):.2f} [{min(each):.2f}, {max(each):.2f}]"


def pages(results: Results) -> Table:
    """How large one and the same entry's page is, and whether it is the same."""
    rows = tuple(
        (name, *(size_of(measured[name].page) for measured in results.values()), verdict(name, results))
        for name in names(results)
        if name in {command.name for command in COMMANDS if command.builds_site}
    )
    head = ("page of entry 1", *(f"{size:,}" for size in results), "equal bytes")
    return Table("Bytes of one entry's page", head, rows)


def size_of(page: bytes | None) -> str:
    """Bytes, or that there is no such page."""
    return "no page" if page is None else f"{len(page):,}"


def verdict(name: str, results: Results) -> str:
    """Whether all sizes have the same page; one size has nothing to compare."""
    different = {measured[name].page for measured in results.values()}
    if len(results) == 1 or None in different:
        return "–"
    return "yes" if len(different) == 1 else "no"


def as_markdown(table: Table) -> str:
    """The table for docs/performance.md."""
    rule = ("---", *("--:" for _ in table.head[1:]))
    lines = (f"| {' | '.join(row)} |" for row in (table.head, rule, *table.rows))
    return f"**{table.title}**\n\n" + "\n".join(lines) + "\n"


def as_text(table: Table) -> str:
    """The table for a terminal."""
    widths = [max(len(cell) for cell in column) for column in zip(table.head, *table.rows, strict=True)]
    lines = (
        "  ".join(
            (row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)))
        )
        for row in (table.head, *table.rows)
    )
    return f"{table.title}\n\n" + "\n".join(lines) + "\n"


# Command line


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[100, 1000, LONG_ENTRIES], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    long = f"rounds of plain and site from {LONG_ENTRIES:,} entries on (default 1: they take a minute each)"
    parser.add_argument("--long-rounds", type=int, default=1, help=long)
    known = ",".join(command.name for command in COMMANDS)
    parser.add_argument("--only", default=known, help=f"some of {known}; a ratio needs both of its commands")
    parser.add_argument("--markdown", action="store_true", help="print tables for docs/performance.md")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave playbooks and sites in this new folder")
    given = parser.parse_args()
    unknown = set(given.only.split(",")) - set(known.split(","))
    if unknown:
        parser.error(f"--only takes {known}, not {', '.join(sorted(unknown))}")
    if given.keep and given.keep.exists():
        parser.error(f"{given.keep} is there already: old pages would mix with new ones")
    if min(*given.entries, given.rounds, given.long_rounds) < 1:
        parser.error("entries and rounds start at 1")
    return given


@contextmanager
def work_folder(keep: Path | None) -> Iterator[Path]:
    """A folder that goes away again, or the one to keep."""
    if keep:
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="gameplan-benchmark-") as folder:
        yield Path(folder)


def compare(work: Path, given: argparse.Namespace) -> dict[int, dict[str, Measured]]:
    """Measure the commands at every size, from the smallest up."""
    commands = [command for command in COMMANDS if command.name in given.only.split(",")]
    # Not counted: compiles every module for the runs that count, and finds a command that fails before the long wait.
    progress("warming up")
    prepare(work / "warm-up", WARM_UP_ENTRIES)
    measure(work / "warm-up", commands, {command.name: 1 for command in commands})
    results = {}
    for entries in sorted(set(given.entries)):
        progress(f"{entries:,} entries")
        folder = work / str(entries)
        prepare(folder, entries)
        long = entries >= LONG_ENTRIES
        rounds = {
            command.name: given.long_rounds if long and command.builds_site else given.rounds for command in commands
        }
        results[entries] = measure(folder, commands, rounds)
        if not given.keep:
            shutil.rmtree(folder)
    return results


def main() -> None:
    """Measure and print."""
    given = arguments()
    with work_folder(given.keep) as work:
        results = compare(work, given)
    show = as_markdown if given.markdown else as_text
    print("\n".join(show(table) for table in tables(results) if table.rows))


if __name__ == "__main__":
    main()
