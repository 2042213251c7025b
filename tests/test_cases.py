"""Runs the literate cases under `cases/`: their form is told in `casefile.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casefile import CASES, BadCaseError, Case, as_line, as_text, check_folder, marked, pages, read_cases, run_case
from gameplan.catalog import RULES
from gameplan.check.run import CHECKS
from gameplan.diagnostics import Severity
from gameplan.rules import READ, RESOLVE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic, Rule

STAGES = {"read": READ, "resolve": RESOLVE, "check": tuple(check.RULE for check in CHECKS)}
PAGES = sorted((CASES / "publish").glob("*.md"))
FILES = [file for file in sorted(CASES.glob("*/*.md")) if file not in PAGES]
BY_RULE = [pytest.param(stage, rule, id=rule.name) for stage, rules in STAGES.items() for rule in rules]
OF_PAGES = [pytest.param(case, id=case.id) for file in PAGES for case in read_cases(file)]
ALL = [pytest.param(case, id=case.id) for file in FILES for case in read_cases(file)]


@pytest.mark.parametrize("case", ALL)
def test_case(case: Case, tmp_path: Path) -> None:
    """The files of a case give exactly the findings that it names, at the places that it marks."""
    result = run_case(case, tmp_path)
    assert as_text(result) == case.findings
    assert case.marked in (None, marked(result, tmp_path))


@pytest.mark.parametrize("case", OF_PAGES)
def test_pages(case: Case, tmp_path: Path) -> None:
    """A reader sees exactly what a case says of its pages, whose files are read and linked without an error."""
    assert case.pages
    result = run_case(case, tmp_path)
    errors = [finding for finding in result.diagnostics if finding.severity is Severity.ERROR]
    assert [as_line(finding) for finding in errors if finding.rule in (*READ, *RESOLVE)] == []
    assert pages(result, tmp_path, case.pages) == {name: seen for name, (seen, _) in case.pages.items()}


@pytest.mark.parametrize("case", ALL)
def test_fixes_mend(case: Case, tmp_path: Path) -> None:
    """What a finding offers as a fix removes that finding, and brings no error in its place."""
    before = run_case(case, tmp_path)
    for finding in before.diagnostics:
        if finding.fix is None:
            continue
        file = tmp_path / finding.location.path
        stored = file.read_bytes()
        file.write_bytes(_fixed(stored.decode("utf-8-sig"), finding).encode())
        after = check_folder(tmp_path).diagnostics
        file.write_bytes(stored)
        assert finding not in after
        if finding.rule.configurable:  # else the file couldn't be read, and now shows what else is wrong with it
            assert _errors(after) <= _errors(before.diagnostics) - (finding.severity is Severity.ERROR)


def _errors(findings: Iterable[Diagnostic]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _fixed(text: str, finding: Diagnostic) -> str:
    """A file's text with a finding's fix applied."""
    assert finding.fix is not None
    rows = text.split("\n")
    span = finding.fix.span
    assert span.line == span.end_line, "a fix replaces a part of one line"
    row = rows[span.line - 1]
    rows[span.line - 1] = row[: span.column - 1] + finding.fix.text + row[span.end_column - 1 :]
    return "\n".join(rows)


@pytest.mark.parametrize(("stage", "rule"), BY_RULE)
def test_every_rule_has_cases(stage: str, rule: Rule) -> None:
    """Every rule has a case file in the folder of its stage, with cases that break it and cases that nearly do."""
    found = [f"[{rule.name}]" in case.findings for case in read_cases(CASES / stage / f"{rule.name}.md")]
    assert found.count(True) >= 1
    assert found.count(False) >= 1


def test_stages_hold_every_rule() -> None:
    """The folders of cases are those of all rules in the catalog."""
    assert {rule.name for rules in STAGES.values() for rule in rules} == {rule.name for rule in RULES}
    assert {file.parent.name for file in FILES} == set(STAGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case_files_are_named_after_rules(file: Path) -> None:
    """No case file is left behind when a rule is renamed: its name, up to a dot, is that of a rule of its stage."""
    assert file.stem.partition(".")[0] in {rule.name for rule in STAGES[file.parent.name]}


@pytest.mark.parametrize("file", [*FILES, *PAGES], ids=lambda file: file.stem)
def test_names_of_cases_differ(file: Path) -> None:
    """No two cases of a file have one name, so that a failing test names its case."""
    names = [case.name for case in read_cases(file)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "## Case\n\n```toml plan/a.md\n```\n",
        "## Case\n\n```markdown plan/a.md shouted\n```\n",
        "```markdown plan/a.md\n```\n",
        "## Case\n\n    code\n",
    ],
)
def test_malformed_case_files_are_refused(text: str, tmp_path: Path) -> None:
    """A block that no case may have stops the tests, rather than being passed over."""
    file = tmp_path / "case.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadCaseError):
        read_cases(file)
