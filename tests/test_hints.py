"""Every hint holds: whoever types what it says is done with that finding, and is never sent round in a circle.

The hint of every finding of every case is typed as a person would, and the playbook is checked again. The finding is gone, and what is
found at its place then is another fault with another hint, until nothing is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casefile import CASES, read_cases, run_case
from hints import follow, unheard

if TYPE_CHECKING:
    from pathlib import Path

    from casefile import Case

ALL = [
    pytest.param(case, id=case.id)
    for file in sorted(CASES.glob("*/*.md"))
    for case in read_cases(file)
    if case.findings and not case.dated
]


@pytest.mark.parametrize("case", ALL)
def test_hints_hold(case: Case, tmp_path: Path) -> None:
    """What a hint says is never refused, and leads to the end."""
    if case.links or case.modules:
        pytest.skip("links and packages are not typed")
    findings = run_case(case, tmp_path).diagnostics
    assert list(unheard(list(findings))) == []
    try:
        files = {
            str(path.relative_to(tmp_path)): path.read_bytes().decode("utf-8")
            for path in tmp_path.rglob("*")
            if path.is_file()
        }
    except UnicodeDecodeError:
        return
    for finding in findings:
        if finding.location.path in files and finding.location.path.endswith(".md"):
            follow(files, finding)
