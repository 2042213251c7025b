"""Measure `gameplan check --changed BASE` beside the plain check, in a repository with a long history.

Run by hand. The playbook is that of `generate.py`; its first commit holds all of it, each further one changes four entries and a
goal, and the last one, after the branch `base`, breaks one entry. The commands take turns; what counts are the ratios.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

FIRST = 1_765_000_000
"""The time of the first commit; the others follow, an hour apart."""
COMMANDS = {
    "plain": ("--fail-on", "never"),
    "without history": ("--fail-on", "never", "--root", "{bare}"),
    "changed": ("--fail-on", "never", "--changed", "base"),
}


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--commits", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def main() -> None:
    """Make the repository, let the commands take turns, print medians and ratios."""
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        root, bare = Path(folder) / "repository", Path(folder) / "bare"
        generator = Path(__file__).with_name("generate.py")
        for place in (root, bare):
            subprocess.run([sys.executable, generator, place, "--entries", str(given.entries)], check=True)
        commit_all(root, given.commits)
        seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for number in range(given.rounds + 1):
            for name, more in COMMANDS.items():
                taken = timed(root, [part.format(bare=bare) for part in more])
                # The first round only warms the disk's cache.
                if number:
                    seconds[name].append(taken)
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    for name, each in seconds.items():
        ratios = sorted(one / other for one, other in zip(each, seconds["plain"], strict=True))
        print(
            f"{name:16} {medians[name]:6.2f} s, {medians[name] / medians['plain']:.2f} × plain [{ratios[0]:.2f}, {ratios[-1]:.2f}]"
        )


def timed(root: Path, more: list[str]) -> float:
    """The processor time of a check, with that of git."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "gameplan", "check", "--today", "2026-11-22", *more]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commit_all(root: Path, commits: int) -> None:
    """Commit the playbook, and then changes of it; HEAD is one commit further than `base`."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    random = Random(1)
    entries = sorted(name for name in files if name.startswith("plan/"))
    goals = sorted(name for name in files if name.startswith("strategy/goals/"))
    stream = [commit(1, files)]
    for number in range(2, commits):
        changed = dict(edits(files, random.sample(entries, 4) + random.sample(goals, 1), number))
        files |= changed
        stream.append(commit(number, changed))
    broken = entries[0]
    stream += [
        b"reset refs/heads/base\nfrom refs/heads/main\n\n",
        commit(commits, {broken: b"---\ntitle: Broken\n---\n"}),
    ]
    clean = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", root, "init", "-q", "-b", "main"], check=True, env=clean)
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=b"".join(stream), check=True, env=clean)
    subprocess.run(["git", "-C", root, "reset", "-q", "--hard"], check=True, env=clean)


def edits(files: dict[str, bytes], names: list[str], number: int) -> Iterator[tuple[str, bytes]]:
    """Each of some files with a line more in its body, as an editor would add one."""
    for name in names:
        yield name, files[name] + f"\nSeen again in round {number}.\n".encode()


def commit(number: int, files: dict[str, bytes]) -> bytes:
    """A commit for `git fast-import`."""
    head = f"commit refs/heads/main\ncommitter A <a@example.org> {FIRST + 3600 * number} +0000\ndata 1\nx\n".encode()
    rows = [f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n" for name, data in files.items()]
    return head + b"".join(rows) + b"\n"


if __name__ == "__main__":
    main()
