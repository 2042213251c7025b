"""What a stranger's pull request can't do: execute something, leave the tree, drive a terminal, or keep the machine busy."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from casefile import BASE
from check_command import SECRET, check_commands, check_harmless, check_limits, findings, run_check
from gameplan.cli import main
from process import run_limited
from repository import FIRST, write_history
from small_playbook import TODAY, small_playbook

MARKER = "executed"
WRITES = f"open({MARKER!r}, 'w').close()\n"
ENTRY = "---\ntitle: Case\ngoals: [G-1]\nstart: 2026-12-03\n"

CONFIGS = {
    "a tag that calls a function": "extra:\n  x: !!python/object/apply:os.system ['touch executed']\n",
    "the same under plugins": "plugins:\n  - gameplan: {timezone: !!python/object/apply:os.system ['touch executed']}\n",
    "the same as a key": "? !!python/object/apply:os.system ['touch executed']\n: x\n",
    "a new object": "extra: !!python/object/new:subprocess.Popen [[touch, executed]]\n",
    "a module": "theme: !!python/module:evil\n",
    "hooks": "hooks: [evil.py]\n",
    "another configuration": "INHERIT: evil.yml\n",
    "the environment": "site_description: !ENV [SECRET_TOKEN, none]\nplugins:\n  - gameplan: {timezone: !ENV SECRET_TOKEN}\n",
    "another plugin": "plugins:\n  - evil\n  - gameplan\n",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_configuration_executes_nothing(name: str, tmp_path: Path) -> None:
    """Whatever `mkdocs.yml` says, nothing of the repository runs, and the environment stays unread."""
    root = small_playbook(tmp_path / "playbook")
    (root / "mkdocs.yml").write_text(f"site_name: T\n{CONFIGS[name]}", encoding="utf-8")
    (root / "evil.py").write_text(WRITES, encoding="utf-8")
    (root / "evil.yml").write_text(CONFIGS["a tag that calls a function"] + "hooks: [evil.py]\n", encoding="utf-8")
    outcome = run_check(root, "json")
    check_limits(outcome)
    assert not (root / MARKER).exists()
    if outcome.code == 2:
        assert outcome.out == b""
        assert outcome.err.startswith(b"gameplan: mkdocs.yml: ")
        assert outcome.err.count(b"\n") == 1
    else:
        assert (outcome.code, findings(outcome)) == (0, [])


def test_playbook_holds_no_modules(tmp_path: Path) -> None:
    """The command imports nothing from the folder that it checks, though Python would prefer modules that lie there."""
    root = small_playbook(tmp_path / "playbook")
    for name in ("yaml", "click", "gameplan", "sitecustomize", "usercustomize", "conftest", "setup"):
        (root / f"{name}.py").write_text(WRITES, encoding="utf-8")
    command = Path(sys.executable).with_name("gameplan")
    if not command.exists():
        pytest.skip("gameplan is not installed beside this Python")
    outcome = run_limited([str(command), "check", "--today", TODAY], root)
    assert (outcome.code, outcome.out) == (0, b"")
    assert not (root / MARKER).exists()


def test_configuration_is_no_link(tmp_path: Path) -> None:
    """A `mkdocs.yml` that is a link is refused, and what it leads to is not shown."""
    root = small_playbook(tmp_path / "playbook")
    (tmp_path / "secrets.yml").write_text(f"site_name: {SECRET}\n  broken\n", encoding="utf-8")
    (root / "mkdocs.yml").unlink()
    (root / "mkdocs.yml").symlink_to(tmp_path / "secrets.yml")
    outcome = run_check(root, "json")
    check_limits(outcome)
    assert outcome.code == 2


@pytest.mark.parametrize("folder", ["plan", "strategy/goals"])
def test_folders_are_no_links(folder: str, tmp_path: Path) -> None:
    """A folder that is a link is a finding, and what it leads to is not read."""
    root = small_playbook(tmp_path / "playbook")
    (root / folder).rename(tmp_path / "elsewhere")
    (root / folder).symlink_to(tmp_path / "elsewhere")
    outcome = run_check(root, "json")
    check_limits(outcome)
    assert outcome.code == 1
    assert ("unsafe-path", folder) in [(finding["rule"], finding["path"]) for finding in findings(outcome)]
    assert b"elsewhere" not in outcome.out


def test_folder_above_is_no_link(tmp_path: Path) -> None:
    """Nor is a folder on the way to the strategy or the plan."""
    root = small_playbook(tmp_path / "playbook")
    (root / "plan").rename(tmp_path / "plan")
    (root / "docs").symlink_to(tmp_path)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config + "      plan_dir: docs/plan\n", encoding="utf-8")
    outcome = run_check(root, "json")
    check_limits(outcome)
    assert [finding["path"] for finding in findings(outcome) if finding["rule"] == "unsafe-path"] == ["docs"]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """A named pipe, which nobody ever writes to, is a finding and doesn't block."""
    root = small_playbook(tmp_path / "playbook")
    os.mkfifo(root / "plan/case.md")
    outcome = run_check(root, "json")
    check_limits(outcome)
    assert [(finding["rule"], finding["path"]) for finding in findings(outcome)] == [("unsafe-path", "plan/case.md")]


UNSEEN = {
    "direction": "\u202e",
    "isolate": "\u2066",
    "mark": "\u200e",
    "zero width": "\u200b",
    "byte-order mark": "\ufeff",
    "escape": "\x1b[2J",
    "bell": "\x07",
    "eight-bit escape": "\x9b2J",
    "line separator": "\u2028",
    "next line": "\x85",
    "carriage return": "\r",
}


@pytest.mark.parametrize("form", ["text", "github", "json"])
@pytest.mark.parametrize("name", UNSEEN)
def test_unseen_characters_are_not_sent(name: str, form: str, tmp_path: Path) -> None:
    """A character that can't be seen is a finding wherever it stands, and is shown as its code."""
    root = small_playbook(tmp_path / "playbook", overdue="warning")
    bad = UNSEEN[name]
    entry = f'---\ntitle: "Ca{bad}se"\ngoals: [G-1, "G{bad}-2"]\nst{bad}art: 2026-01-05\n---\n[a](no{bad}where.md) [[no{bad}where]]\n'
    (root / "plan/case.md").write_bytes(entry.encode())
    (root / f"plan/ca{bad}se.md").write_text(ENTRY + "id: other\n---\n", encoding="utf-8")
    (root / f"strategy/{bad}").mkdir()
    outcome = run_check(root, form)
    check_limits(outcome)
    assert outcome.code == 1
    check_harmless(outcome.out)
    check_harmless(outcome.err)
    if form == "github":
        check_commands(outcome.out)
    if form == "json":
        paths = [finding["path"] for finding in findings(outcome)]
        assert {"plan/case.md", f"plan/ca{bad}se.md"} <= set(paths)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS refuses names that are not UTF-8")
def test_names_that_are_not_text(tmp_path: Path) -> None:
    """A name that is not UTF-8 is a finding, in JSON that every reader takes."""
    root = small_playbook(tmp_path / "playbook")
    Path(os.fsdecode(os.fsencode(root) + b"/plan/ca\xffse.md")).write_text(ENTRY + "---\n", encoding="utf-8")
    (finding,) = findings(run_check(root, "json"))
    assert (finding["rule"], finding["path"]) == ("unsafe-path", "plan/ca\\udcffse.md")


GOALS = ", ".join(f"G-{number:04}" for number in range(4_900))
KEYS = "".join(f"k{number}: 1\n" for number in range(2_400))
MENTIONS = "".join(f"[[serves-{number}]]\n\n" for number in range(10_000))
IGNORES = "".join(f"# gameplan: ignore[rule-{number}]\n" for number in range(1_900))
LONG = {
    "a row of blanks": f'---\ntitle: "x{" " * 60_000}b\n---\n',
    "a row of blanks before a colon": f"---\ntitle: x{' ' * 60_000}: b\n---\n",
    "a row of dashes": f"---\n{'- ' * 30_000}c: d: e\n---\n",
    "a long date": f"{ENTRY}end: {'T' * 16_000}\n---\n",
    "a long length of time": f"{ENTRY}duration: {'99999w' * 2_700}\n---\n",
    "a long amount": f"{ENTRY}budget: {'1.' * 8_000}\n---\n",
    "a long rule": f"{ENTRY}repeat: FREQ=WEEKLY;BYDAY={'MO,' * 5_000}MO\n---\n",
    "unknown goals": f"---\ntitle: x\ngoals: [{GOALS}]\n---\n",
    "unknown keys": f"{ENTRY}{KEYS}---\n",
    "links": ENTRY + "---\n" + "[a](serves-1.md)\n\n" * 20_000,
    "links that lead nowhere": ENTRY + "---\n" + "[a](serves-9.md)\n\n" * 10_000,
    "links by name": ENTRY + "---\n[a]: serves-1.md\n\n" + "[a] " * 30_000,
    "mentions": ENTRY + "---\n" + "[[serves-1]] " * 20_000,
    "mentions of nothing": f"{ENTRY}---\n{MENTIONS}",
    "brackets": ENTRY + "---\n" + "[" * 100_000,
    "fences that don't close": ENTRY + "---\n[a](serves-1.md)\n" + "```a\n" * 50_000,
    "backticks": ENTRY + "---\n[a](serves-1.md)\n" + "` " * 100_000,
    "links that lead nowhere on a line": ENTRY + "---\n" + "".join(f"[a](x{n}.md) " for n in range(30_000)),
    "mentions of nothing on a line": ENTRY + "---\n" + "".join(f"[[x-{n}]] " for n in range(30_000)),
    "ignored rules above links that lead nowhere": ENTRY + IGNORES + "---\n" + "[a](serves-9.md)\n\n" * 10_000,
    "comments in a front matter": ENTRY + IGNORES.replace("\n", "\nx_1: a\n", 1) + "---\n",
    "blanks in a body": ENTRY + "---\n[a](serves-1.md)\na" + " " * 200_000 + "b",
}
"""Each of them took seconds or minutes once, or would in an obvious way of reading it."""


@pytest.mark.parametrize("name", LONG)
def test_long_texts_take_no_longer(name: str, tmp_path: Path) -> None:
    """No text within the limits keeps the machine busy: the patterns that read it take time in proportion to its length."""
    root = small_playbook(tmp_path / "playbook")
    (root / "plan/case.md").write_text(LONG[name], encoding="utf-8")
    outcome = run_check(root, "json")
    check_limits(outcome, budget=4)
    assert {finding["path"] for finding in findings(outcome)} <= {"plan/case.md"}


@pytest.mark.parametrize("command", [["digest"], ["report", "--format=html"], ["diff", "HEAD~1"], ["feed"]])
def test_results_follow_no_link_of_the_repository(tmp_path: Path, command: list[str]) -> None:
    """A stranger's pull request can't say where what a job writes goes."""
    files = {"mkdocs.yml": "site_name: x\nplugins: [gameplan]\n", **BASE}
    repository = write_history(tmp_path / "r", {FIRST: files, FIRST + timedelta(days=1): {"plan/base.md": None}})
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (repository.root / "out.txt").symlink_to(outside)
    said = CliRunner().invoke(main, [*command, "-C", str(repository.root), "-o", str(repository.root / "out.txt")])
    assert said.exit_code == 2
    assert "symbolic link of the repository" in said.stderr
    assert outside.read_text() == "mine"
