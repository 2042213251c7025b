"""A check answers with what it kept where nothing has changed that its answer hangs on, and runs wherever anything has."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from casefile import write_playbook
from gameplan.cli import answers, main
from gameplan.cli.watching import span_of
from gameplan.store import seen
from gameplan.store.folder import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gameplan.pipeline import Result

AUTHOR = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
CHECK = import_module("gameplan.cli.check")
CONFIG = "docs_dir: strategy\nplugins: [gameplan]\n"
ERROR = "---\ntitle: Bad\nstart: 2026-12-03\n---\n"


class Checks:
    """Checks of one playbook, and how many of them ran."""

    def __init__(self, root: Path) -> None:
        """Know the playbook."""
        self.root = root
        self.ran = 0

    def answer(self, *arguments: str, day: str = "2026-11-22") -> tuple[str, str, int]:
        """Check as somebody does in the playbook's folder."""
        ended = CliRunner().invoke(main, ["check", *([f"--today={day}"] if day else []), *arguments])
        return ended.stdout, ended.stderr, ended.exit_code


@pytest.fixture
def checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checks:
    """A playbook of which answers are kept, and in whose folder one is."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "store"))
    monkeypatch.setattr(seen, "_SETTLED", 0)
    root = tmp_path / "playbook"
    write_playbook(root, {"mkdocs.yml": CONFIG, "plan/bad.md": ERROR})
    monkeypatch.chdir(root)
    made = Checks(root)
    run = vars(CHECK)["run"]

    def counted(*given: object) -> Result:
        made.ran += 1
        result: Result = run(*given)
        return result

    monkeypatch.setattr(CHECK, "run", counted)
    return made


def test_an_answer_is_given_again(checks: Checks) -> None:
    """The second time the same is said with the same exit code, and nothing is read."""
    first = checks.answer()
    assert first[2] == 1
    assert "plan/bad.md" in first[0]
    assert [checks.answer() for _ in range(3)] == [first] * 3
    assert checks.ran == 1


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *AUTHOR, *arguments], cwd=root, check=True, capture_output=True)


def _begin_history(root: Path) -> None:
    _git(root, "init", "-q")
    _git(root, "add", "strategy", "plan", "mkdocs.yml")
    _git(root, "commit", "-qm", "All of it")


def _link(root: Path) -> None:
    (root / "plan/bad.md").rename(root / "bad.md")
    (root / "plan/bad.md").symlink_to(root / "bad.md")


def _configure(root: Path) -> None:
    file = root / "mkdocs.yml"
    file.write_text(f"{file.read_text(encoding='utf-8')}site_url: https://example.org/\n", encoding="utf-8")


def _edit(root: Path) -> None:
    """Leave the size and the time of writing as they were: an editor could, and so could a copy."""
    file = root / "plan/bad.md"
    state = file.stat()
    file.write_text(ERROR.replace("Bad", "Mad"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _move_in(root: Path) -> None:
    """Another file takes the place of one, with its time."""
    file, other = root / "plan/bad.md", root / "other"
    shutil.copy2(file, other)
    other.write_text(ERROR.replace("Bad", "Mad"), encoding="utf-8")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text of the same size and time": _edit,
    "another file of the same size and time": _move_in,
    "a page more": lambda root: (root / "plan/more.md").write_text(ERROR, encoding="utf-8"),
    "a page less": lambda root: (root / "plan/bad.md").unlink(),
    "a page of another name": lambda root: (root / "plan/bad.md").rename(root / "plan/worse.md"),
    "a link in a page's place": _link,
    "a picture": lambda root: (root / "strategy/map.svg").write_text("<svg/>", encoding="utf-8"),
    "a folder": lambda root: (root / "strategy/goals/more").mkdir(),
    "options": _configure,
    "a history": _begin_history,
    "a folder with options around": lambda root: (root / "docs").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_is_looked_at(name: str, checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check after a change runs, and says what one says that keeps nothing."""
    first = checks.answer()
    assert checks.answer() == first
    CHANGES[name](checks.root)
    second = checks.answer()
    assert checks.ran == 2
    monkeypatch.setenv(VARIABLE, "")
    assert checks.answer() == second


def test_a_commit_is_looked_at(checks: Checks) -> None:
    """With a history an answer is kept until another commit is checked out, on this branch or on another."""
    CHANGES["a history"](checks.root)
    first = checks.answer()
    assert "history" not in first[1]
    checks.answer()
    assert checks.ran == 1
    _git(checks.root, "commit", "-qm", "Nothing", "--allow-empty")
    checks.answer()
    checks.answer()
    assert checks.ran == 2
    _git(checks.root, "pack-refs", "--all")
    _git(checks.root, "checkout", "-q", "HEAD~1")
    checks.answer()
    assert checks.ran == 3


@pytest.mark.parametrize(
    "typed", [["--select=overdue"], ["strategy"], ["--fail-on=never"], ["--format=json"], ["--today=2026-11-23"]]
)
def test_another_question_has_another_answer(typed: list[str], checks: Checks) -> None:
    """What is typed belongs to the question, and each has its own answer."""
    first = checks.answer()
    second = checks.answer(*typed)
    assert checks.ran == 2
    assert second != first
    assert (checks.answer(), checks.answer(*typed)) == (first, second)
    assert checks.ran == 2


def test_a_baseline_is_looked_at(checks: Checks) -> None:
    """An answer with a baseline holds as long as that is the same."""
    checks.answer("--write-baseline")
    baseline = checks.root / "gameplan-baseline.json"
    first = checks.answer("--baseline", baseline.name)
    assert first[2] == 0
    ran = checks.ran
    assert checks.answer("--baseline", baseline.name) == first
    assert checks.ran == ran
    baseline.write_text('{"version": 1, "findings": []}', encoding="utf-8")
    assert checks.answer("--baseline", baseline.name)[2] == 1
    assert checks.ran == ran + 1


def test_holidays_are_looked_at(checks: Checks) -> None:
    """An answer holds as long as the calendar file of holidays is the same, and the format that counts workdays."""
    event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    write_playbook(
        checks.root,
        {
            "mkdocs.yml": CONFIG.replace("[gameplan]", "[gameplan: {holidays: days.ics}]"),
            "days.ics": event.format(day="20261124"),
            "strategy/formats/article.md": "---\ntitle: Articles\ndeadlines: {draft: -1wd}\n---\n",
            "plan/bad.md": "---\ntitle: Bad\ntype: article\ngoals: [grow]\nstart: 2026-11-25\n---\n",
        },
    )
    assert "was on 2026-11-23" in checks.answer(day="2026-11-24")[0]
    assert "was on 2026-11-23" in checks.answer(day="2026-11-24")[0]
    assert checks.ran == 1
    (checks.root / "days.ics").write_text(event.format(day="20261123"), encoding="utf-8")
    assert "was on" not in checks.answer(day="2026-11-24")[0]
    (checks.root / "strategy/formats/article.md").write_text(
        "---\ntitle: Articles\ndeadlines: {draft: -2wd}\n---\n", encoding="utf-8"
    )
    assert "was on 2026-11-20" in checks.answer(day="2026-11-24")[0]


def test_a_day_ends(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer for today holds until midnight where the playbook is."""
    checks.answer(day="")
    checks.answer(day="")
    assert checks.ran == 1
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600)
    checks.answer(day="")
    assert checks.ran == 2


def test_a_day_of_a_zone() -> None:
    """A day has 23 hours where the clocks go forward on it, and begins at midnight there."""
    begin, end = span_of(datetime(2026, 3, 29, tzinfo=UTC).date(), "Europe/Berlin")
    assert datetime.fromtimestamp(begin, UTC) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert end - begin == 23 * 3600


def test_what_changes_while_it_is_checked(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is written while a check runs is another one for the next check."""
    run = vars(CHECK)["run"]

    def slow(*given: object) -> Result:
        result: Result = run(*given)
        _edit(checks.root)
        return result

    with monkeypatch.context() as patch:
        patch.setattr(CHECK, "run", slow)
        checks.answer()
    checks.answer()
    assert checks.ran == 2


def test_what_was_changed_a_moment_ago(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was changed less than two seconds before could be changed once more, and its times would be the same."""
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, str(checks.root.parent / "store"))
    monkeypatch.chdir(checks.root)
    file = checks.root / "plan/bad.md"
    file.touch()
    assert CliRunner().invoke(main, ["check"]).exit_code == 1
    assert not list((checks.root.parent / "store").rglob("check-*"))


class Case(NamedTuple):
    """A check whose answer isn't kept, and why."""

    typed: tuple[str, ...] = ()
    options: str = ""
    variables: tuple[tuple[str, str], ...] = ()


NOT_KEPT = {
    "without shortcuts": Case(options="      shortcuts: false\n"),
    "a file is written": Case(("--output=json=out.json",)),
    "a comparison": Case(("--changed=HEAD",)),
    "GitHub Actions": Case(variables=(("GITHUB_ACTIONS", "true"),)),
    "fixes": Case(("--fix",)),
}


@pytest.mark.parametrize("name", NOT_KEPT)
def test_what_is_not_kept(name: str, checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does more than to answer does so each time; and nothing is kept where the options say so."""
    case = NOT_KEPT[name]
    for variable, value in case.variables:
        monkeypatch.setenv(variable, value)
    if case.options:
        (checks.root / "mkdocs.yml").write_text(
            f"docs_dir: strategy\nplugins:\n  - gameplan:\n{case.options}", encoding="utf-8"
        )
    CHANGES["a history"](checks.root)
    checks.answer(*case.typed)
    assert not list((checks.root.parent / "store").rglob("check-*"))
    ran = checks.ran
    checks.answer(*case.typed)
    assert checks.ran > ran


def test_nothing_is_kept_in_the_repository(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is believed: it never comes from where a pull request could bring it."""
    monkeypatch.setenv(VARIABLE, str(checks.root / "store"))
    checks.answer()
    checks.answer()
    assert checks.ran == 2
    assert not (checks.root / "store").exists()


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:60] + b"\0" + data[61:], lambda _: b""])
def test_a_damaged_answer_is_none(damage: Callable[[bytes], bytes], checks: Checks) -> None:
    """A file that isn't whole changes nothing but time."""
    first = checks.answer()
    (file,) = (checks.root.parent / "store").rglob("check-*")
    file.write_bytes(damage(file.read_bytes()))
    assert checks.answer() == first
    assert checks.ran == 2


def test_another_version_answers_itself(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's files, and the places in which it finds others, belong to the question."""
    checks.answer()
    with monkeypatch.context() as patch:
        patch.setattr(answers, "program_files", list)
        checks.answer()
    with monkeypatch.context() as patch:
        patch.syspath_prepend(checks.root.parent)
        checks.answer()
    assert checks.ran == 3


def test_another_place_is_another_playbook(checks: Checks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words mean another playbook elsewhere."""
    checks.answer()
    other = tmp_path / "other"
    write_playbook(other, {})
    monkeypatch.chdir(other)
    assert checks.answer()[2] == 0
    assert checks.ran == 2
