"""`gameplan brief`: everything that somebody needs who makes an entry, and nothing that is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builds import SAMPLE
from casefile import write_playbook
from gameplan.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": "site_name: Small\nplugins: [gameplan]\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\nsuccess: [Ten <b>firms</b> a week]\n---\n",
    "strategy/goals/dark.md": "---\ntitle: DARK\nvisibility: internal\n---\n",
    "strategy/messages/calm.md": "---\ntitle: Calm\nproof: [52 minutes on average]\n---\nYou close by Friday.\n",
    "strategy/messages/vault.md": "---\ntitle: VAULT\nvisibility: internal\n---\nVAULT text.\n",
    "strategy/journeys/buying.md": (
        "---\ntitle: Buying\nstages: [{id: buy, title: Buys, question: Can I trust it?, promise: A trial}]\n---\n"
    ),
    "plan/first.md": "---\ntitle: First\ngoals: [grow]\nstart: 2026-12-01\n---\n",
    "plan/launch.md": (
        '---\ntitle: "Launch *now*\\u202e"\ngoals: [grow, dark]\nstart: 2026-12-15\nmessages: [calm, vault]\n'
        "stage: buying/buy\ndepends_on: [first]\ndeadlines: {proofs: {on: 2026-12-10}}\n---\n"
        "# Launch now\n\nSee [first](first.md), [the vault](../strategy/messages/vault.md), [[dark]] and [[calm]].\u202e\n"
    ),
    "plan/secret.md": "---\ntitle: SECRET\ngoals: [grow]\nvisibility: internal\nstart: 2026-12-02\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook of which some is internal."""
    write_playbook(tmp_path, FILES)
    return tmp_path


def brief(root: Path, *arguments: str, code: int = 0) -> str:
    """What the command says on a fixed day."""
    outcome = CliRunner().invoke(main, ["brief", "--today=2026-11-22", "-C", str(root), *arguments])
    assert outcome.exit_code == code, outcome.output
    return outcome.output


def test_everything_is_told(root: Path) -> None:
    """Why, for whom, when, what to say with its proof, and the author's text, in this order."""
    text = brief(root, "launch")
    said = (
        "# Launch \\*now\\*",
        "## Why",
        "Goal area: [Grow](strategy/goals/grow.md)",
        "  - Ten \\<b\\>firms\\</b\\> a week",
        "## For whom",
        "- What they ask: Can I trust it?",
        "- What we promise: A trial",
        "## When and how",
        "- Day: Tue 15 Dec 2026",
        "  - [First](plan/first.md), Tue 1 Dec 2026",
        "  - Proofs: Thu 10 Dec 2026, open",
        "- Message: [Calm](strategy/messages/calm.md)",
        "  - You close by Friday.",
        "## Proof",
        "  - 52 minutes on average",
        "## Text",
        "See [first](plan/first.md), the vault, ",
        "and [Calm](strategy/messages/calm.md).\\u202e",
    )
    places = [text.find(each) for each in said]
    assert -1 not in places, said[places.index(-1)] + "\n" + text
    assert places == sorted(places)
    assert "\u202e" not in text
    assert "# Launch now" not in text


@pytest.mark.parametrize("word", ["DARK", "VAULT", "vault.md", "dark"])
def test_nothing_hidden_is_told(root: Path, word: str) -> None:
    """What is internal is in no part of a public brief, and is there with `--internal`."""
    assert word not in brief(root, "launch")
    assert word in brief(root, "launch", "--internal")


def test_hidden_entries_are_not_there(root: Path) -> None:
    """An internal entry has no public brief, and isn't offered as what was meant."""
    assert "there is no page 'secret'" in brief(root, "secret", code=2)
    assert "SECRET" not in brief(root, "secrte", code=2)
    assert "# SECRET" in brief(root, "secret", "--internal")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lanch", "did you mean 'launch'"),
        ("plan/launch", "there is no page"),
        ("grow", "is a goal: only entries of the plan have a brief"),
        ("../../etc/passwd", "there is no page"),
        ("x" * 5000, "there is no page"),
    ],
)
def test_names_that_mean_nothing(root: Path, name: str, said: str) -> None:
    """One line says what to write."""
    text = brief(root, name, code=2)
    assert said in text
    assert len(text.splitlines()) == 1
    assert len(text) < 600


def test_paths_name_entries(root: Path) -> None:
    """The path of a file does as well as an id."""
    assert brief(root, "plan/launch.md") == brief(root, "launch")


def test_the_sample() -> None:
    """KPIs say their last reading and target, the ladder leads to the vision, rules and channels are there."""
    text = brief(SAMPLE, "firing-hour")
    for each in (
        "- Vision: [",
        "149 people a month in October 2026",
        "target of 260 by 31 Mar 2027",
        "- Channel: [The Commons](strategy/channels/commons.md)",
        "- Rules: [",
        "- Repeats: every month on the first Tuesday",
    ):
        assert each in text


def test_the_site_s_language_is_spoken(root: Path) -> None:
    """Our own words are those of the site."""
    (root / "mkdocs.yml").write_text("site_name: Small\nplugins: [{gameplan: {language: de}}]\n", encoding="utf-8")
    assert "## Für wen" in brief(root, "launch")
