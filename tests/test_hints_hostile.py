"""Hints hold also where somebody did their worst: those of the hostile files are typed as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hints import checked, follow, unheard
from shared_data import shared_data
from small_playbook import small_playbook

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = shared_data("hostile") / "files"
MOST = 5
"""Findings of a file whose hints are typed."""


@pytest.mark.parametrize(
    "name",
    sorted(
        str(path.relative_to(HOSTILE)) for path in HOSTILE.rglob("*.md") if path.parent.name not in ("import", "config")
    ),
)
def test_hints_of_hostile_files_hold(name: str, tmp_path: Path) -> None:
    """Also where somebody did their worst."""
    root = small_playbook(tmp_path / "playbook")
    try:
        text = (HOSTILE / name).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        pytest.skip("not a text that an editor opens")
    files = {
        str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in root.rglob("*") if path.is_file()
    }
    files["plan/case.md"] = text
    findings = [finding for finding in checked(files) if finding.location.path == "plan/case.md"]
    assert list(unheard(findings)) == []
    for finding in findings[:MOST]:
        follow(files, finding)
