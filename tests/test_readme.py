"""The README, read from top to bottom by a new user: each file as printed passes each command as printed, and says what is printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from builds import build_in_child, contents, copy_of_sample, in_child, write

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
GAMEPLAN = [sys.executable, "-P", "-m", "gameplan"]


def block(start: str) -> str:
    """The text of the fenced block that begins with a line, or whose fence names a file."""
    found = re.findall(
        rf"^```\w+(?: {re.escape(start)}\n|\n(?={re.escape(start)}\n))(.*?)^```$", README, re.MULTILINE | re.DOTALL
    )
    assert len(found) == 1, start
    return str(found[0])


def own_playbook(root: Path) -> Path:
    """The playbook that the README tells people to write."""
    pages = re.findall(r"^```markdown (\S+)$", README, re.MULTILINE)
    assert len(pages) == 3
    return write(root, {"mkdocs.yml": block("# mkdocs.yml"), **{path: block(path) for path in pages}})


def test_the_entry_and_the_transcript(tmp_path: Path) -> None:
    """The entry passes in the sample; without its goals the check prints what the README shows."""
    root = copy_of_sample(tmp_path / "sample")
    entry = re.findall(r"^```markdown\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)[0]
    write(root, {"plan/vat-checklist.md": entry})
    assert in_child([*GAMEPLAN, "check"], root).code == 0
    write(root, {"plan/vat-checklist.md": re.sub(r"^goals:.*\n", "", entry, flags=re.MULTILINE)})
    done = subprocess.run([*GAMEPLAN, "check"], cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"$ .venv/bin/gameplan check\n{done.stdout}" == block("$ .venv/bin/gameplan check")


def test_a_playbook_of_ones_own(tmp_path: Path) -> None:
    """It passes the check and a strict build; checklists are boxes, no other host gives fonts, and pages can be edited."""
    root = own_playbook(tmp_path)
    built = build_in_child(root, "--strict")
    assert built.code == 0, built.output
    assert "WARNING" not in built.output
    checked = in_child([*GAMEPLAN, "check"], root)
    assert checked.code == 0
    assert set(re.findall(r"\[([a-z-]+)\]:|(?:error|warning)", checked.output)) == {"placeholder-address"}
    site = contents(root / "site")
    entry = site["plan/kiln-sharing-guide/index.html"].decode()
    assert 'type="checkbox"' in entry
    assert "[ ]" not in entry
    assert "https://github.com/our-team/playbook/edit/main/plan/kiln-sharing-guide.md" in entry
    assert not [path for path, data in site.items() if path.endswith(".html") and b"fonts.g" in data]


@pytest.mark.parametrize("typed", ["", "title: Vision\n"])
def test_a_vision_without_a_title_is_no_index(tmp_path: Path, typed: str) -> None:
    """Home doesn't say the name of a file, and doesn't say the same word twice."""
    root = write(own_playbook(tmp_path), {"strategy/index.md": f"---\nkind: vision\n{typed}---\n\nWhat we are for.\n"})
    assert build_in_child(root, "--strict").code == 0
    site = contents(root / "site")
    assert b'class="gp-vision"' not in site["index.html"]
    assert not [path for path, data in site.items() if b"<strong>Index" in data or b">Index</a>" in data]


@pytest.mark.parametrize(
    ("start", "build"),
    [
        ("# .github/workflows/publish.yml", "mkdocs build --strict"),
        ("# .gitlab-ci.yml", "mkdocs build --strict --site-dir public"),
    ],
)
def test_the_workflows_publish(start: str, build: str) -> None:
    """They can be read, have the whole history, and build as the README says."""
    text = block(start)
    assert isinstance(yaml.safe_load(text), dict)
    assert build in text
    assert "fetch-depth: 0" in text or 'GIT_DEPTH: "0"' in text
    assert "gameplan" in text
