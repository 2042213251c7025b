"""Programs of others that look at our pages, where `.ci/checkers` has installed them: axe-core, and html-validate."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CHECKERS = Path(os.environ.get("GAMEPLAN_CHECKERS") or ROOT / ".cache" / "checkers") / "node_modules"
"""Where `.ci/checkers` puts them."""
NEEDED = bool(os.environ.get("GAMEPLAN_CHECKERS_NEEDED"))
"""Whether a test must fail where they are not, instead of being skipped."""
_AXE = "axe-core/axe.min.js"


class Fault(NamedTuple):
    """What html-validate has against a page."""

    path: str
    line: int
    rule: str
    text: str


def checker(path: str) -> Path:
    """A file of an installed checker; skips the test where there is none."""
    found = CHECKERS / path
    if not found.exists():
        if NEEDED:
            pytest.fail(f"there is no {found}, and GAMEPLAN_CHECKERS_NEEDED is set")
        pytest.skip(f"there is no {found}: run .ci/checkers, or name their folder in GAMEPLAN_CHECKERS")
    return found


def as_github_shows(text: str) -> str:
    """The HTML that GitHub's own reader makes of a comment, autolinks included; skips the test where it isn't installed."""
    program = shutil.which("cmark-gfm")
    if program is None:
        if NEEDED:
            pytest.fail("there is no cmark-gfm, and GAMEPLAN_CHECKERS_NEEDED is set")
        pytest.skip("there is no cmark-gfm: install the package of that name")
    extensions = [part for name in ("table", "strikethrough", "autolink", "tasklist") for part in ("-e", name)]
    done = subprocess.run([program, "--unsafe", *extensions], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def axe() -> str:
    """The script of axe-core."""
    return checker(_AXE).read_text(encoding="utf-8")


def has_axe() -> bool:
    """Whether the script of axe-core is there."""
    return (CHECKERS / _AXE).exists()


def html_faults(folder: Path, work: Path) -> Iterator[Fault]:
    """What is no valid HTML in a folder of pages.

    Args:
        folder: what is read.
        work: an empty folder.
    """
    program = checker("html-validate/bin/html-validate.mjs")
    if not (node := shutil.which("node")):
        pytest.skip("there is no node: apt-get install nodejs")
    config = work / "htmlvalidate.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:standard"]}), encoding="utf-8")
    command = [node, str(program), "--config", str(config), "--formatter", "json", str(folder)]
    said = work / "said.json"
    # It ends before a pipe has taken all that it says.
    with said.open("wb") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    for page in json.loads(said.read_bytes()):
        path = Path(page["filePath"]).relative_to(folder).as_posix()
        for found in page["messages"]:
            yield Fault(path, found["line"], found["ruleId"], found["message"])
