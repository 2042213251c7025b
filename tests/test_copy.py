"""`gameplan copy`, and `gameplan shift --with-dependents`: what hangs together stays together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import contents
from casefile import write_playbook
from gameplan.cli import main
from gameplan.edit.copies import renewed

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": "site_name: Small\nplugins: [gameplan]\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "strategy/kpis/trials.md": "---\ntitle: Trials\ngoals: [grow]\nreadings: {2026-10-31: 12}\n---\n",
    "plan/base.md": None,
    "plan/2026-q4/sale-2026.md": (
        '---\n# Ours\ntitle: "Sale 2026" # the big one\ntype: campaign\ngoals: [grow]\nstart: 2026-11-02\nend: 2026-11-20\n'
        "status: published\nurl: https://example.org/sale\nspent: 400 EUR\naliases: [old-sale]\nfeed_id: old-sale\n---\n"
        "[mail](mail.md) and [[teaser]]\n"
    ),
    "plan/2026-q4/teaser.md": (
        "---\nid: teaser\ntitle: Teaser\ngoals: [grow]\nstart: 2026-10-28 09:00\nstatus: published\ncampaign: sale-2026\n"
        "deadlines:\n  draft: {on: 2026-10-20, owner: maya, done: true}\n  text: -3d\nresults: {trials: 4}\napproved_by: [maya]\n---\n"
    ),
    "plan/2026-q4/mail.md": (
        "---\ntitle: Mail\ngoals: [grow]\nstart: 2026-Q4\nstatus: idea\ncampaign: sale-2026\ndepends_on: [teaser]\n---\n"
        "After [the teaser](teaser.md), see [the goal](../../strategy/goals/grow.md).\n"
    ),
    "plan/other.md": "---\ntitle: Other\ngoals: [grow]\nstart: 2026-12-01\ndepends_on: [first]\n---\n",
    "plan/first.md": "---\ntitle: First\ngoals: [grow]\nstart: 2026-11-26\nend: 2026-11-30\n---\n",
    "plan/last.md": "---\ntitle: Last\ngoals: [grow]\nstart: 2026-12-04\ndepends_on: [other, first]\n---\n",
    "plan/far.md": "---\ntitle: Far\ngoals: [grow]\nstart: 2027-01-04\ndepends_on: [last]\n---\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    write_playbook(tmp_path, {path: text for path, text in FILES.items() if text})
    (tmp_path / "plan/base.md").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    """Run a command on a fixed day."""
    return CliRunner().invoke(main, [arguments[0], "--today=2026-11-22", *arguments[1:]])


def test_a_campaign_with_its_parts(root: Path) -> None:
    """A year later: days, dependencies and links stay relative to each other, and nothing of what happened is copied."""
    before = contents(root)
    said = call("copy", "sale-2026", "--start=2027-10-27")
    assert said.exit_code == 0, said.output
    after = contents(root)
    assert {path: after[path] for path in before} == before
    made = {path: after[path].decode() for path in after.keys() - before.keys()}
    assert sorted(made) == ["plan/2027-q4/mail-2.md", "plan/2027-q4/sale-2027.md", "plan/2027-q4/teaser-2.md"]
    assert made["plan/2027-q4/sale-2027.md"] == (
        '---\n# Ours\ntitle: "Sale 2027" # the big one\ntype: campaign\ngoals: [grow]\nstart: 2027-11-01\nend: 2027-11-19\n---\n'
        "[mail](mail-2.md) and [[teaser-2]]\n"
    )
    assert made["plan/2027-q4/teaser-2.md"] == (
        "---\nid: teaser-2\ntitle: Teaser\ngoals: [grow]\nstart: 2027-10-27 09:00\ncampaign: sale-2027\n"
        "deadlines:\n  draft: {on: 2027-10-19, owner: maya, done: false}\n  text: -3d\n---\n"
    )
    assert made["plan/2027-q4/mail-2.md"] == (
        "---\ntitle: Mail\ngoals: [grow]\nstart: 2027-Q4\nstatus: idea\ncampaign: sale-2027\ndepends_on: [teaser-2]\n---\n"
        "After [the teaser](teaser-2.md), see [the goal](../../strategy/goals/grow.md).\n"
    )
    assert call("check").exit_code == 0


def test_single_entries(root: Path) -> None:
    """What isn't copied along is still what they hang on; another folder may be named."""
    said = call("copy", "plan/2026-q4/mail.md", "teaser", "--start=2027-01-28", "--into=plan/again")
    assert said.exit_code == 0, said.output
    assert "campaign: sale-2026\ndepends_on: [teaser-2]\n" in (root / "plan/again/mail-2.md").read_text()
    assert "(teaser-2.md), see [the goal](../../strategy/goals/grow.md)" in (root / "plan/again/mail-2.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("sale-2026", "--start=9999-12-31"), 2, "'9999-12-31' is not in the years 1970 to 2199"),
        (("maya", "--start=2027-01-01"), 2, "is a person: only entries"),
        (("--start=2027-01-01",), 2, "say which pages"),
        (("--tag=none", "--start=2027-01-01"), 2, "there is no tag 'none'"),
        (("teaser", "--start=2027-01-01", "--into=out"), 2, "is not in strategy/ or plan/"),
    ],
)
def test_what_it_refuses(root: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    """In one line, and no byte changes."""
    before = contents(root)
    said = call("copy", *arguments)
    assert (said.exit_code, contents(root)) == (code, before)
    assert message in said.stderr


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("sale-2026", "sale-2027"),
        ("plan/2026-q4/2026-11", "plan/2027-q1/2027-02"),
        ("20261 sale 12026", "20261 sale 12026"),
        ("2025 and 2026", "2025 and 2027"),
        ("2026-Q4, 2026-Q3", "2027-Q1, 2026-Q3"),
        ("no year", "no year"),
    ],
)
def test_names_of_a_time(text: str, then: str) -> None:
    """A year, quarter or month that is the old day's becomes the new one's."""
    assert renewed(text, date(2026, 11, 2), date(2027, 2, 1)) == then


def test_what_waits_moves_far_enough_and_no_further(root: Path) -> None:
    """The next ones too, as long as they must; what has time stays."""
    assert call("shift", "+1w", "first").exit_code == 1
    said = call("shift", "+1w", "first", "--with-dependents")
    assert said.exit_code == 0, said.output
    assert "start: 2026-12-03\nend: 2026-12-07\n" in (root / "plan/first.md").read_text()
    assert "start: 2026-12-07\n" in (root / "plan/other.md").read_text()
    assert "start: 2026-12-07\n" in (root / "plan/last.md").read_text()
    assert "start: 2027-01-04\n" in (root / "plan/far.md").read_text()
    assert said.stdout.endswith("3 files changed; 2 because they wait for what moved\n")


def test_what_waits_for_itself(root: Path) -> None:
    """A circle ends with a line, and nothing is written."""
    path = root / "plan/first.md"
    path.write_text(path.read_text().replace("---\n", "---\ndepends_on: [last]\n", 1))
    before = contents(root)
    said = call("shift", "+1w", "first", "--with-dependents")
    assert (said.exit_code, contents(root)) == (2, before)
    assert "entries wait for each other" in said.stderr


def test_the_agenda_takes_the_same_selection(root: Path) -> None:
    """Campaign, type, tag, fields of one's own; a name that doesn't exist is refused."""
    (root / "plan/talk.md").write_text(
        "---\ntitle: Talk\ntype: event\ngoals: [grow]\nstart: 2026-11-25\ntags: [fair]\n---\n"
    )
    (root / "plan/letter.md").write_text(
        "---\ntitle: Mail two\ngoals: [grow]\nstart: 2026-11-26\ncampaign: talk\n---\n"
    )
    assert "Talk" in call("agenda", "--tag=fair").stdout
    assert "Mail two" not in call("agenda", "--type=event").stdout
    assert {"Talk", "Mail two"} <= set(call("agenda", "--campaign=talk").stdout.split("\t"))
    wrong = call("agenda", "--tag=fare")
    assert wrong.exit_code == 2
    assert "did you mean 'fair'?" in wrong.stderr
