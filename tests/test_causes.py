"""What one page leaves behind that is gone is one finding, and every place of it is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from casefile import write_dated, write_playbook
from gameplan.cli import main
from gameplan.diagnostics.causes import MOST_RELATED

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "---\ntitle: Entry {0}\ngoals: [{1}]\nstart: 2026-12-{0:02}\nowner: ana\ncontributors: [ana, ben]\n---\n\nAsk [[person:ana]].\n"
BEN = {"strategy/people/ben.md": "---\ntitle: Ben\n---\n"}


def found(root: Path, *options: str) -> list[dict[str, object]]:
    """What a check shows."""
    result = CliRunner().invoke(
        main, ["check", "--root", str(root), "--format", "json", "--today", "2026-11-22", *options]
    )
    listed: list[dict[str, object]] = json.loads(result.stdout)["findings"]
    return listed


def test_a_page_that_is_gone_is_one_finding(tmp_path: Path) -> None:
    """A person whom eight entries name in three ways: one finding, and the other places stand with it."""
    write_playbook(tmp_path, {**BEN, **{f"plan/e{n}.md": ENTRY.format(n, "grow") for n in range(1, 9)}})
    (finding,) = found(tmp_path)
    assert finding["message"] == "no person has the id 'ana'; the same in 23 more places"
    related = finding["related"]
    assert isinstance(related, list)
    assert len(related) == MOST_RELATED
    assert {place["path"] for place in related} <= {f"plan/e{n}.md" for n in range(1, 9)}


def test_two_that_are_gone_are_two(tmp_path: Path) -> None:
    """Each goal that is missing is told once, by the weight of the heaviest place."""
    files = {
        f"plan/e{n}.md": f"---\ntitle: E{n}\ngoals: [{goal}]\nstart: 2026-12-01\n---\n\n[[{goal}]]\n"
        for n, goal in enumerate(("one", "two", "one"))
    }
    write_playbook(tmp_path, files)
    shown = found(tmp_path)
    assert [finding["rule"] for finding in shown] == ["unknown-goal", "unknown-goal"]
    assert [len(finding["related"]) for finding in shown] == [3, 1]  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", ["plan/e1.md", "plan/e2.md"])
def test_each_place_is_asked_for_by_itself(folder: str, tmp_path: Path) -> None:
    """Paths choose before places are put together: what a pull request brings isn't hidden behind what was there."""
    write_playbook(
        tmp_path, {f"plan/e{n}.md": f"---\ntitle: E\ngoals: [nowhere]\nstart: 2026-12-0{n}\n---\n" for n in (1, 2)}
    )
    (finding,) = found(tmp_path, str(tmp_path / folder))
    assert (finding["path"], finding["related"]) == (folder, [])


def test_a_baseline_knows_each_place(tmp_path: Path) -> None:
    """A place that is new is shown though others of its cause are known."""
    text = "---\ntitle: E\ngoals: [nowhere]\nstart: 2026-12-0{}\n---\n"
    write_playbook(tmp_path, {"plan/e1.md": text.format(1)})
    run = CliRunner().invoke(
        main, ["check", "--root", str(tmp_path), "--write-baseline", "--baseline", str(tmp_path / "known.json")]
    )
    assert run.exit_code == 0, run.output
    write_playbook(tmp_path, {"plan/e2.md": text.format(2)})
    (finding,) = found(tmp_path, "--baseline", str(tmp_path / "known.json"))
    assert finding["path"] == "plan/e2.md"


def test_the_same_mark_alone_and_with_others(tmp_path: Path) -> None:
    """The fingerprint of what is shown is that of its first place, so that reports follow it from run to run."""
    text = "---\ntitle: E\ngoals: [nowhere]\nstart: 2026-12-0{}\n---\n"
    write_playbook(tmp_path, {"plan/e1.md": text.format(1)})
    (alone,) = found(tmp_path)
    write_playbook(tmp_path, {"plan/e2.md": text.format(2)})
    (with_others,) = found(tmp_path)
    assert alone["fingerprint"] == with_others["fingerprint"]


def test_a_goal_that_changed_is_told_at_the_goal(tmp_path: Path) -> None:
    """A new success criterion: one warning for the goal with its entries; a word of its title: an info, which fails no build."""
    goal = "---\ntitle: {}\nsuccess: [{}]\n---\n"
    entries = {f"plan/e{n}.md": f"---\ntitle: E{n}\ngoals: [grow]\nstart: 2026-12-0{n}\n---\n" for n in range(1, 8)}
    dated = [("2026-11-02", "strategy/goals/grow.md", goal.format("Grow", "Twice as many"))]
    write_dated(tmp_path / "meaning", {**entries, "strategy/goals/grow.md": goal.format("Grow", "More")}, dated)
    (finding,) = found(tmp_path / "meaning")
    assert (finding["rule"], finding["severity"], finding["path"]) == (
        "suspect-entry",
        "warning",
        "strategy/goals/grow.md",
    )
    assert [place["path"] for place in finding["related"]] == ["plan/base.md", *entries]  # type: ignore[attr-defined]
    dated = [("2026-11-02", "strategy/goals/grow.md", goal.format("Grow faster", "More"))]
    write_dated(tmp_path / "word", {**entries, "strategy/goals/grow.md": goal.format("Grow", "More")}, dated)
    (finding,) = found(tmp_path / "word")
    assert (finding["severity"], finding["path"]) == ("info", "strategy/goals/grow.md")
