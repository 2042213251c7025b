"""`gameplan rollover`: what a period left unfinished, decided in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import contents
from casefile import write_playbook
from gameplan.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": "site_name: Small\nplugins: [gameplan]\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "plan/a.md": "---\ntitle: Alpha\ngoals: [grow]\nstart: 2026-12-10 # soon\ndeadlines: {draft: 2026-12-01}\nowner: maya\n---\n",
    "plan/b.md": "---\ntitle: 'Beta #1'\ngoals: [grow]\nstart: 2026-Q4\nstatus: idea\n---\n",
    "plan/c.md": "---\ntitle: Gamma\ngoals: [grow]\nstart: 2026-09-03\nstatus: in-progress\n---\n",
    "plan/done.md": "---\ntitle: Done\ngoals: [grow]\nstart: 2026-12-03\nstatus: published\n---\n",
    "plan/next.md": "---\ntitle: Next\ngoals: [grow]\nstart: 2027-02-03\n---\n",
    "plan/weekly.md": "---\ntitle: Weekly\ngoals: [grow]\nstart: 2026-10-01\nrepeat: {every: week, until: 2026-12-17}\n---\n",
}
TABLE = """\
move +1q  c                                # Gamma; in-progress, 2026-09-03
move +1q  a                                # Alpha; planned, 2026-12-10, Maya Ito
keep      b                                # Beta #1; idea, 2026-Q4
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    write_playbook(tmp_path, FILES)
    (tmp_path / "plan/base.md").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rollover(*arguments: str, table: str | bytes | None = None) -> Result:
    """Run the command after the quarter."""
    return CliRunner().invoke(main, ["rollover", "--today=2027-01-05", *arguments], input=table)


def test_the_table(root: Path) -> None:
    """Open entries that were to end in the period or before it; nothing is written."""
    before = contents(root)
    said = rollover("2026-Q4")
    assert said.exit_code == 0, said.output
    assert "".join(line for line in said.stdout.splitlines(keepends=True) if line[:1] not in "#\n") == TABLE
    assert contents(root) == before


def test_what_it_says_is_done(root: Path) -> None:
    """Moved to workdays with deadlines, dropped, kept; and the review begins."""
    table = TABLE.replace("move +1q  c", "drop c").replace("keep      b", "move +1q b")
    said = rollover("2026-Q4", "--apply=-", table=table)
    assert said.exit_code == 0, said.output
    assert "start: 2027-03-10 # soon\ndeadlines: {draft: 2027-03-01}\n" in (root / "plan/a.md").read_text()
    assert "start: 2027-Q1\n" in (root / "plan/b.md").read_text()
    assert "status: cancelled\n" in (root / "plan/c.md").read_text()
    assert said.stdout.endswith("4 files changed; 2 entries moved; 1 entry dropped\n")
    review = (root / "strategy/reviews/review-of-2026-q4.md").read_text()
    assert review.startswith("---\ntitle: Review of 2026-Q4\nid: review-of-2026-q4\nperiod: 2026-Q4\n---\n")
    assert "## What moved on\n\n- [[entry:a]]\n- [[entry:b]]\n" in review
    assert CliRunner().invoke(main, ["check", "--today=2027-01-05"]).exit_code == 0
    again = rollover("2026-Q4")
    assert again.exit_code == 0
    assert "left nothing unfinished" in again.stderr


def test_by_an_editor(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved is done; what isn't saved changes nothing."""
    before = contents(root)
    monkeypatch.setattr("click.edit", lambda table, extension: None)  # noqa: ARG005 - click's names
    assert rollover("2026-Q4", "--edit").exit_code == 2
    assert contents(root) == before
    monkeypatch.setattr("click.edit", lambda table, extension: table.replace("move +1q", "keep"))  # noqa: ARG005
    said = rollover("2026-Q4", "--edit")
    assert said.stdout.endswith("1 file made; 3 entries kept\n")


@pytest.mark.parametrize(
    ("arguments", "table", "message"),
    [
        (("2027-Q1",), None, "2027-Q1 isn't over yet"),
        (("spring",), None, "'spring' is not a period"),
        (("2026-Q4", "--apply=-"), "move a", "row 1 of the table: write how far"),
        (("2026-Q4", "--apply=-"), "\nmove +1x a", "row 2 of the table: write how far"),
        (("2026-Q4", "--apply=-"), "keep +1q a", "only move says how far: write keep a"),
        (("2026-Q4", "--apply=-"), "keep a\ndrop a", "row 2 of the table: 'a' stands there twice"),
        (("2026-Q4", "--apply=-"), "drop done", "'done' is none of the unfinished entries"),
        (("2026-Q4", "--apply=-"), "erase a", "row 1 of the table: write keep ID"),
        (("2026-Q4", "--apply=-"), "move +1w b", "is a whole quarter"),
        (("2026-Q4", "--apply=-"), b"\xff", "the table is not UTF-8"),
    ],
)
def test_what_it_refuses(root: Path, arguments: tuple[str, ...], table: str | bytes | None, message: str) -> None:
    """One line, exit code 2, and no byte changes."""
    before = contents(root)
    said = rollover(*arguments, table=table)
    assert (said.exit_code, contents(root)) == (2, before)
    assert message in said.stderr


def test_ids_with_blanks(root: Path) -> None:
    """The table reads what it has written, whatever an id holds."""
    for name in ("e b", "e # b", "move +1q a"):
        text = f"---\ntitle: E\nid: '{name}'\ngoals: [grow]\nstart: 2026-11-12\n---\n"
        (root / f"plan/{name.replace(' # ', '-')}.md").write_text(text)
    table = rollover("2026-Q4").stdout
    said = rollover("2026-Q4", "--apply=-", table=table)
    assert said.exit_code == 0, said.output
    assert "5 entries moved" in said.stdout


def test_a_table_without_rows(root: Path) -> None:
    """It changes nothing, as the table says."""
    before = contents(root)
    said = rollover("2026-Q4", "--apply=-", table="# nothing\n")
    assert (said.exit_code, contents(root)) == (0, before)
    assert "nothing was changed" in said.stderr


def test_an_editor_that_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, exit code 2."""
    before = contents(root)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", "false")
    said = rollover("2026-Q4", "--edit")
    assert (said.exit_code, contents(root)) == (2, before)
    assert "set the variable EDITOR" in said.stderr
