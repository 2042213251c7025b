"""Where the program stops looking, comparing or showing, it says so, and nothing that fails the check is lost by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from check_command import MOST_MEGABYTES, run_check
from gameplan.cli import main, narrowing
from gameplan.diagnostics import baseline
from gameplan.diagnostics.ceiling import MOST
from gameplan.resolve import identifiers
from small_playbook import TODAY, small_playbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

ENTRY = "---\ntitle: Case\ngoals: [G-1]\nstart: 2026-12-03\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook in order."""
    return small_playbook(tmp_path / "playbook")


def check(root: Path, *arguments: object) -> Result:
    """Run the check."""
    return CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY, *map(str, arguments)])


def links(root: Path, count: int, name: str = "case") -> None:
    """An entry with some broken links."""
    text = ENTRY + "".join(f"[a]({'x' if name == 'case' else name}{n:05}.md)\n" for n in range(count))
    (root / f"plan/{name}.md").write_text(text, encoding="utf-8")


def reported(result: Result) -> list[dict[str, Any]]:
    """The findings as JSON."""
    return list(json.loads(result.stdout)["findings"])


# How many findings are shown


@pytest.mark.parametrize("count", [MOST, MOST + 1])
def test_up_to_the_ceiling_all_are_shown(root: Path, count: int) -> None:
    """One finding that stands for one other would spare nothing."""
    links(root, count)
    assert len(reported(check(root, "--format", "json"))) == count


def test_what_is_not_shown_is_counted(root: Path) -> None:
    """One finding stands for those beyond the ceiling, of that file only; the summary counts all, and the check fails."""
    links(root, MOST + 500)
    links(root, 3, "other")
    result = check(root, "--format", "json")
    shown = reported(result)
    assert result.exit_code == 1
    assert f"{MOST + 503} errors" in result.stderr
    assert len(shown) == MOST + 4
    last = [finding for finding in shown if finding["path"] == "plan/case.md"][-1]
    assert last["message"] == "500 more findings of this rule in this file are not shown"
    assert (last["rule"], last["severity"], last["start"]["line"]) == ("broken-link", "error", 6 + MOST)
    assert len({finding["fingerprint"] for finding in shown}) == len(shown)


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_formats_for_people_count_all(root: Path, form: str) -> None:
    """What people read says how many there are."""
    links(root, MOST + 500)
    said = check(root, "--format", form).stdout
    wanted = {
        "github": f"and {MOST + 490} more",
        "markdown": f"{MOST + 500} findings",
        "text": "500 more findings of this rule",
    }
    assert wanted[form] in said


def test_a_new_finding_is_not_lost_beyond_the_ceiling(root: Path) -> None:
    """A baseline knows each finding, shown or not; one that is new fails the check wherever it stands."""
    links(root, MOST + 500)
    assert check(root, "--write-baseline").exit_code == 0
    file = root / "gameplan-baseline.json"
    assert check(root, "--baseline", file).exit_code == 0
    links(root, MOST + 501)
    result = check(root, "--baseline", file, "--format", "json")
    assert result.exit_code == 1
    assert [finding["message"] for finding in reported(result)] == [f"there is no file plan/x{MOST + 500:05}.md"]


def test_the_ceiling_is_of_what_is_asked_for(root: Path) -> None:
    """Findings of other rules and files take nothing of it."""
    links(root, MOST + 500)
    links(root, 3, "other")
    assert len(reported(check(root, "--format", "json", root / "plan/other.md"))) == 3


# How many guesses are made


def test_without_guesses_every_finding_is_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit an unknown id is told of without a guess; another spelling of a known one is still found."""
    (root / "plan/case.md").write_text(f"{ENTRY}[[servse-1]] and [[Serves 2]]\n", encoding="utf-8")
    guessed, spelt = reported(check(root, "--format", "json"))
    assert guessed["hint"].startswith("did you mean [[serves-1]]")
    monkeypatch.setattr(identifiers, "MOST_COMPARISONS", 0)
    bare, same = reported(check(root, "--format", "json"))
    assert bare["hint"].startswith("write the id of a page")
    assert {**bare, "hint": ""} == {**guessed, "hint": ""}
    assert same == spelt


# The baseline


def written(items: Iterator[str], more: str = "") -> bytes:
    """A baseline of some items."""
    return f'{{"version": 1, "findings": [{",".join(items)}]{more}}}'.encode()


SIZE = 60_000_000
HUGE: dict[str, tuple[Callable[[], bytes], int]] = {
    "many findings": (lambda: written(f'{{"fingerprint":"{n:040x}"}}' for n in range(SIZE // 60)), 0),
    "something else": (lambda: written(iter(()), f', "x": [{"[]," * (SIZE // 3)}[]]'), 2),
    "one finding": (lambda: written(iter([f'{{"fingerprint": "{"0" * 40}", "x": [{"{}," * (SIZE // 3)}1]}}'])), 2),
    "text without end": (lambda: b'{"version": 1, "findings": ["' + b"x" * SIZE, 2),
    "too much": (lambda: written(iter([" " * baseline.MAX_BASELINE])), 2),
}
"""Baselines of the largest size, and how the check ends."""


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_baseline_takes_little_memory(root: Path, name: str) -> None:
    """However large a baseline is, and whatever is in it, to read it takes little more memory than its file."""
    made, code = HUGE[name]
    (root / "known.json").write_bytes(made())
    outcome = run_check(root, "json", "--baseline", "known.json", seconds=60)
    assert outcome.code == code
    assert not outcome.timed_out
    assert outcome.megabytes <= MOST_MEGABYTES
    if code:
        assert outcome.err.startswith(b"gameplan: the baseline known.json can't be ")
        assert outcome.err.count(b"\n") == 1


@pytest.mark.parametrize("size", [10, 900, 1_100, 20_000, 300_000, 3_000_000])
def test_findings_of_any_length_are_read(size: int) -> None:
    """A baseline of an earlier version holds whole messages, however long, and people set files anew."""
    mark = "0123456789" * 4
    data = json.dumps({"findings": [{"message": "é\U0001f600" * (size // 18), "fingerprint": mark}] * 2, "version": 1})
    assert baseline.load(data.encode()) == {mark}
    spoken = json.dumps(json.loads(data), ensure_ascii=False, indent=4)
    assert baseline.load(b"\xef\xbb\xbf" + spoken.encode()) == {mark}


def test_what_is_written_can_be_read(root: Path) -> None:
    """Long lines, long messages and many findings: with its own baseline a check finds nothing."""
    (root / "plan/case.md").write_text(
        f"{ENTRY}[a]({'é' * 300_000}.md) " + "".join(f"[[x{n}]] " for n in range(3_000)), encoding="utf-8"
    )
    links(root, 3_000, "other")
    assert check(root, "--write-baseline").exit_code == 0
    file = root / "gameplan-baseline.json"
    assert file.stat().st_size < 3_000_000
    result = check(root, "--baseline", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "6001 known findings of the baseline" in result.stderr


def test_more_than_can_be_read_is_not_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A baseline that would be refused is none: the command says so, and leaves what is there."""
    links(root, 30)
    assert check(root, "--write-baseline").exit_code == 0
    before = (root / "gameplan-baseline.json").read_bytes()
    links(root, 60)
    monkeypatch.setattr(baseline, "MAX_BASELINE", len(before))
    monkeypatch.setattr(narrowing, "MAX_BASELINE", len(before))
    result = check(root, "--write-baseline")
    assert result.exit_code == 2
    assert result.stderr.startswith("gameplan: 60 findings are too many for a baseline: ")
    assert (root / "gameplan-baseline.json").read_bytes() == before
