"""Measure what commands cost that people wait for: how fast they start, and what changing and telling costs beside a check.

Run by hand. Start: the help of commands beside that of a program of five lines with click. Work: `shift` of a tenth of a plan, and
`set` and `digest`, beside the check of the same plan; `diff` of two versions beside the check. All take turns; what counts are the ratios.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
CLICK = "import click\n@click.command()\n@click.option('-x', help='X.')\ndef main(x): 'Do it.'\nmain(['--help'])"
"""The least that a program with click does when it is asked for help."""
OURS = "from gameplan.cli import main\nmain()"
STARTS = {
    "click's help": ("-c", CLICK),
    "--help": ("-c", OURS, "--help"),
    "new --help": ("-c", OURS, "new", "--help"),
    "set --help": ("-c", OURS, "set", "--help"),
    "import --help": ("-c", OURS, "import", "--help"),
}


def main() -> None:
    """Measure both, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    told(
        "start",
        measured({name: [sys.executable, *command] for name, command in STARTS.items()}, Path(), given.rounds * 4),
    )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "plan"
        generator = Path(__file__).with_name("generate.py")
        subprocess.run([sys.executable, generator, root, "--entries", str(given.entries)], check=True)
        entries = sorted(path.relative_to(root).as_posix() for path in (root / "plan").rglob("*.md"))
        tenth = Path(folder) / "tenth"
        tenth.write_text("".join(f"{path}\n" for path in entries[:: max(1, len(entries) // (given.entries // 10))]))
        ours = [sys.executable, "-P", "-m", "gameplan"]
        work = {
            "check": [*ours, "check", "--today=2026-11-22"],
            "shift, a tenth": [*ours, "shift", "+1w", "-", "--dry-run", "--force", "--today=2026-11-22"],
            "set, one entry": [*ours, "set", "tags+=x", entries[0], "--dry-run", "--force", "--today=2026-11-22"],
            "digest": [*ours, "digest", "--today=2026-11-22"],
        }
        told("work", measured(work, root, given.rounds, tenth))
        small = Path(folder) / "history"
        subprocess.run([sys.executable, generator, small, "--entries", "2000"], check=True)
        remember(small, given.commits)
        compared = {"check": work["check"], "diff": [*ours, "diff", "HEAD~20", "HEAD", "--format=json"]}
        told("diff", measured(compared, small, given.rounds))


def remember(root: Path, commits: int) -> None:
    """Give a playbook a history: each commit changes the title of one entry."""
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "First"]):
        subprocess.run([*GIT, *command], cwd=root, check=True)
    pages = sorted((root / "plan").rglob("*.md"))
    for number in range(commits - 1):
        page = pages[number * 7 % len(pages)]
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("title: ", f"title: {number} ", 1), encoding="utf-8")
        subprocess.run([*GIT, "commit", "-qam", str(number)], cwd=root, check=True)


def measured(
    commands: dict[str, list[str]], folder: Path, rounds: int, given: Path | None = None
) -> dict[str, list[float]]:
    """Let commands take turns in a folder; return the seconds of processor that each took."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            with given.open("rb") if given else open(os.devnull, "rb") as typed:  # noqa: PTH123 - what every system has
                subprocess.run(
                    command,
                    cwd=folder,
                    stdin=typed,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "GAMEPLAN_CACHE": ""},
                    check=False,
                )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            # The first round only warms the disk's cache.
            if number:
                seconds[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return seconds


def told(title: str, seconds: dict[str, list[float]]) -> None:
    """Print the medians, and their ratios to the first."""
    first = next(iter(seconds.values()))
    for name, each in seconds.items():
        turns = sorted(one / other for one, other in zip(each, first, strict=True))
        print(
            f"{title:6} {name:16} {statistics.median(each):7.3f} s, {statistics.median(turns):.2f} [{turns[0]:.2f}, {turns[-1]:.2f}]"
        )


if __name__ == "__main__":
    shutil.which("git") or sys.exit("this needs git")
    main()
