"""Runs `gameplan check` as a command, as continuous integration does, and judges what it prints."""

from __future__ import annotations

import json
import os
import re
import time
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from process import Outcome, Warm
from small_playbook import TODAY

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEGABYTES = 300
START = 2.0
"""Seconds of processor time that reading the small playbook may take, on a slow machine and where Python is started for it."""
SECRET = "s3cret-of-the-runner"  # noqa: S105 - it is the bait
OURS = re.compile(
    r"(?:::(?:error|warning|notice) title=[a-z-]+,file=[^:,\r\n]*(?:,(?:line|col|endColumn)=[0-9]+)*::.*|… and [0-9]+ more: .*)"
)
"""What the GitHub format may consist of: whole lines."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u180e\u200b\u2060\ufeff")


@cache
def _warm() -> Warm:
    return Warm()


def run_check(root: Path, form: str, *more: str, seconds: float = 20, summary: Path | None = None) -> Outcome:
    """Run the check on a playbook, in its folder, with limits, and with a secret in the environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    environment = {**kept, "SECRET_TOKEN": SECRET, **({"GITHUB_STEP_SUMMARY": str(summary)} if summary else {})}
    arguments = ("check", "--format", form, "--today", TODAY, *more)
    return _warm().run(arguments, root, seconds=seconds, environment=environment)


def findings(outcome: Outcome) -> list[dict[str, Any]]:
    """The findings on standard output, on which nothing but the JSON object stands."""
    report = json.loads(outcome.out.decode("ascii"))
    assert report["version"] == 1
    found: list[dict[str, Any]] = report["findings"]
    return found


def line_of(finding: dict[str, Any]) -> int | None:
    """The line in which a finding begins."""
    return finding["start"]["line"] if finding["start"] else None


def check_limits(outcome: Outcome, budget: float = 1.0) -> None:
    """It ended by itself, without a traceback, in time and memory, and told nothing of the environment."""
    assert not outcome.timed_out
    assert outcome.code in (0, 1, 2)
    assert b"Traceback" not in outcome.err
    assert outcome.seconds <= budget + START or outcome.seconds <= (budget + START) * slowness()
    assert outcome.megabytes <= MOST_MEGABYTES
    assert SECRET.encode() not in outcome.out + outcome.err


def slowness() -> float:
    """How many times slower this machine is just now than one on which a million additions take 50 ms; at least 1."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        total = 0
        for number in range(1_000_000):
            total += number
        taken.append(time.process_time() - begun)
    return max(1.0, min(taken) / 0.05)


def check_harmless(shown: bytes) -> None:
    """No character reaches a terminal or log that can't be seen there, but the ends of lines."""
    for character in shown.decode("utf-8").replace("\n", ""):
        assert unicodedata.category(character) not in ("Cc", "Zl", "Zp", "Cs"), f"U+{ord(character):04X}"
        assert character not in _BIDI | _INVISIBLE, f"U+{ord(character):04X}"


def check_commands(shown: bytes) -> None:
    """In the GitHub format every line is a command of ours, with percent signs, ends of lines and separators escaped."""
    for line in shown.decode("utf-8").split("\n")[:-1]:
        assert OURS.fullmatch(line), line
        assert re.fullmatch(r"(?:[^%]|%(?:25|0A|0D|3A|2C))*", line), line
