"""Measure `gameplan check` with twenty fields of the playbook's own beside the check without any.

Run by hand. The playbook is that of `generate.py`. Three copies take turns: one without fields of its own, one that declares twenty
and uses none, and one whose entries say a value for each. What counts are the ratios.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FIELDS = {
    "market": ("{type: choice, of: [emea, na, apac], filter: true, column: true}", "emea"),
    "brief": ("{type: url}", "https://example.org/brief/@"),
    "words_planned": ("{type: number, unit: words}", "@"),
    "fee": ("{type: money}", "@ EUR"),
    "seen": ("{type: day}", "2026-11-02"),
    "takes": ("{type: duration}", "3d"),
    "paid": ("{type: flag, filter: true}", "true"),
    "hook": ("{type: line}", "What firing @ costs"),
    "remark": ("{type: text}", "Ask studio @ first"),
    "contact": ("{type: email}", "ana@example.org"),
}
"""Ten declarations, each with a value, in which @ is the entry's number; every one is there twice."""


def main() -> None:
    """Make the three playbooks, let their checks take turns, print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: Path(folder) / name for name in ("without", "declared", "filled in")}
        generator = Path(__file__).with_name("generate.py")
        subprocess.run([sys.executable, generator, roots["without"], "--entries", str(given.entries)], check=True)
        for name in ("declared", "filled in"):
            shutil.copytree(roots["without"], roots[name])
            declare(roots[name])
        fill_in(roots["filled in"])
        seconds: dict[str, list[float]] = {name: [] for name in roots}
        for number in range(given.rounds + 1):
            for name, root in roots.items():
                taken = timed(root)
                # The first round only warms the disk's cache.
                if number:
                    seconds[name].append(taken)
    usual = statistics.median(seconds["without"])
    for name, each in seconds.items():
        turns = sorted(one / other for one, other in zip(each, seconds["without"], strict=True))
        median = statistics.median(each)
        print(f"{name:10} {median:6.2f} s, {median / usual:.2f} × without [{turns[0]:.2f}, {turns[-1]:.2f}]")


def named() -> dict[str, tuple[str, str]]:
    """Each field twice, by a name of its own."""
    return {f"{name}_{number}": each for number in (1, 2) for name, each in FIELDS.items()}


def declare(root: Path) -> None:
    """Add the fields to the options."""
    config = root / "mkdocs.yml"
    text = (
        config.read_text(encoding="utf-8")
        if config.exists()
        else "site_name: Playbook\ndocs_dir: strategy\nplugins:\n  - gameplan:\n"
    )
    rows = "".join(f"          {name}: {declared}\n" for name, (declared, _) in named().items())
    options = f"      fields:\n        entry:\n{rows}"
    before, plugin, after = text.partition("  - gameplan:\n")
    if not plugin:
        before, plugin, after = text.partition("  - gameplan\n")
        plugin = "  - gameplan:\n"
    config.write_text(f"{before}{plugin}{options}{after}", encoding="utf-8")


def fill_in(root: Path) -> None:
    """Have each entry say a value for each field."""
    rows = "".join(f"{name}: {value}\n" for name, (_, value) in named().items())
    for number, path in enumerate(sorted((root / "plan").rglob("*.md"))):
        own = re.sub(r"@(?!example)", str(number), rows)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("---\n", f"---\n{own}", 1), encoding="utf-8")


def timed(root: Path) -> float:
    """The CPU seconds of a check that keeps nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "gameplan", "check", "--fail-on", "never", "--root", str(root)]
    subprocess.run(
        command,
        env={**os.environ, "GAMEPLAN_CACHE": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
