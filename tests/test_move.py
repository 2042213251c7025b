"""`gameplan move` and `gameplan archive`: files go elsewhere, links lead to where they are, and nothing else changes."""

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
    "mkdocs.yml": "site_name: Small\nnav:\n  - index.md\n  - words.md\nplugins: [gameplan]\n",
    "strategy/words.md": "# Words\n\n[a](../plan/q4/a.md) [grow](goals/grow.md) [cal](calendar/list.md)\n",
    "strategy/kpis/trials.md": "---\ntitle: Trials\ngoals: [grow]\nreadings: trials.csv\n---\n",
    "strategy/kpis/trials.csv": "day,value\n2026-10-31,12\n",
    "plan/q4/a.md": (
        "---\ntitle: A\ngoals: [grow]\nstart: 2026-10-03\nstatus: done\n---\n[b](b.md) [w](../../strategy/words.md) ![p](p%20q.png) "
        "[here](#x) [out](https://example.org/b.md)\n\n## X\n"
    ),
    "plan/q4/b.md": "---\ntitle: B\ngoals: [grow]\nstart: 2025-12-30\nend: 2026-01-05\nstatus: done\n---\n[a](./a.md)\n",
    "plan/q4/p q.png": "picture",
    "plan/open.md": "---\ntitle: Open\ngoals: [grow]\nstart: 2026-01-05\nstatus: in-progress\n---\n",
    "plan/ahead.md": "---\ntitle: Ahead\ngoals: [grow]\nstart: 2026-12-05\n---\n[a](q4/a.md)\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    write_playbook(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    """Run a command on a fixed day."""
    return CliRunner().invoke(main, [arguments[0], "--today=2026-11-22", *arguments[1:]])


def test_links_follow_both_ways(root: Path) -> None:
    """Those to what moved, and those in it; places within the page and the web stay."""
    said = call("move", "a", "plan/archive/2026")
    assert said.exit_code == 0, said.output
    moved = (root / "plan/archive/2026/a.md").read_text()
    assert "[b](../../q4/b.md) [w](../../../strategy/words.md) ![p](../../q4/p%20q.png) [here](#x)" in moved
    assert "[out](https://example.org/b.md)" in moved
    assert "[a](../archive/2026/a.md)" in (root / "plan/q4/b.md").read_text()
    assert "[a](archive/2026/a.md)" in (root / "plan/ahead.md").read_text()
    assert "[a](../plan/archive/2026/a.md) [grow](goals/grow.md)" in (root / "strategy/words.md").read_text()
    assert call("check").exit_code == 0


def test_a_whole_folder(root: Path) -> None:
    """With its pictures; links within it stay as they are typed, and the folder that is left goes."""
    said = call("move", "plan/q4", "plan/2026")
    assert said.exit_code == 0, said.output
    assert (root / "plan/2026/q4/p q.png").read_text() == "picture"
    assert "[b](b.md)" in (root / "plan/2026/q4/a.md").read_text()
    assert "[a](./a.md)" in (root / "plan/2026/q4/b.md").read_text()
    assert not (root / "plan/q4").exists()
    assert call("check").exit_code == 0


def test_a_page_takes_its_readings_along(root: Path) -> None:
    """The file with a KPI's readings lies beside it."""
    assert call("move", "trials", "strategy/kpis/web").exit_code == 0
    assert sorted(path.name for path in (root / "strategy/kpis/web").iterdir()) == ["trials.csv", "trials.md"]
    assert call("check").exit_code == 0


def test_the_navigation_follows(root: Path) -> None:
    """It names files."""
    assert call("move", "strategy/words.md", "strategy/about").exit_code == 0
    assert "  - about/words.md\n" in (root / "mkdocs.yml").read_text()
    assert "[grow](../goals/grow.md) [cal](../calendar/list.md)" in (root / "strategy/about/words.md").read_text()


def test_what_is_over_goes_into_the_archive(root: Path) -> None:
    """By the year in which it ended; what is open is left and counted."""
    said = call("archive", "--before=2026-11-01")
    assert said.exit_code == 0, said.output
    assert (root / "plan/archive/2026/a.md").exists()
    assert (root / "plan/archive/2026/b.md").exists()
    assert said.stdout.endswith("4 files changed; 1 entry still open left\n")
    assert call("archive", "--before=2026-11-01").stdout == "nothing to do; 1 entry still open left\n"
    assert call("check").stdout == call("check", "-C", str(root)).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a", "elsewhere"), "is not in strategy/ or plan/"),
        (("a", "../plan/x"), "is not in strategy/ or plan/"),
        (("a", "strategy/goals"), "is an entry, and would be"),
        (("trials", "strategy/goals"), "is a KPI, and would be"),
        (("a", "plan/open.md"), "is not a folder"),
        (("a", "plan/.hidden"), "can't hold pages"),
        (("plan/q4", "plan/q4/x"), "can't be moved into itself"),
        (("plan/q4",), "say what to move"),
        (("nix", "plan/x"), "there is no page 'nix'"),
    ],
)
def test_what_it_refuses(root: Path, arguments: tuple[str, ...], message: str) -> None:
    """One line, exit code 2, and no byte changes."""
    before = contents(root)
    said = call("move", *arguments)
    assert (said.exit_code, contents(root)) == (2, before)
    assert message in said.stderr


def test_it_writes_over_nothing(root: Path) -> None:
    """Neither over a file that is there, nor two files into one."""
    (root / "plan/x").mkdir()
    (root / "plan/x/a.md").write_text("---\nid: other\ntitle: Other\ngoals: [grow]\nstart: 2026-12-05\n---\n")
    before = contents(root)
    said = call("move", "plan/q4/a.md", "plan/x")
    assert (said.exit_code, contents(root)) == (2, before)
    assert "plan/x/a.md is there already" in said.stderr
    said = call("move", "plan/q4/a.md", "plan/x/a.md", "plan/y")
    assert (said.exit_code, contents(root)) == (2, before)
    assert "several files would become plan/y/a.md" in said.stderr


def test_links_of_the_file_system_are_not_followed(root: Path) -> None:
    """A folder that leads elsewhere is none to move into."""
    (root / "outside").mkdir()
    (root / "plan/away").symlink_to(root / "outside")
    said = call("move", "a", "plan/away")
    assert said.exit_code == 2
    assert not any((root / "outside").iterdir())
