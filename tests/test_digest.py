"""`gameplan digest`: the week, in each of its forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from casefile import write_playbook
from checkers import as_github_shows
from gameplan.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": "site_name: '[Ours](x) @all'\nsite_url: https://plan.example.org/a\nplugins: [gameplan]\n",
    "strategy/goals/stay.md": "---\ntitle: Stay\nstart: 2026-01-01\nend: 2027-12-31\n---\n",
    "strategy/kpis/trials.md": (
        "---\ntitle: Trials\ngoals: [grow]\ntarget: {value: 90, on: 2027-03-31}\n"
        "readings: {2026-10-31: 42, 2026-11-20: 61.5, 2026-12-31: 99}\n---\n"
    ),
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\ncommitments: [{at_least: 1, of: article, every: month}]\n---\n",
    "plan/late.md": "---\ntitle: Late one\ngoals: [grow]\nstart: 2026-11-10\nowner: maya\n---\n",
    "plan/review.md": "---\ntitle: In review\ngoals: [grow]\nstart: 2026-12-20\nstatus: in-review\nowner: maya\n---\n",
    "plan/soon.md": "---\ntitle: 'Soon @team #1'\ngoals: [grow]\nstart: 2026-11-25 09:00\ndeadlines: {draft: 2026-11-24}\n---\n",
    "plan/far.md": "---\ntitle: Far\ngoals: [grow]\nstart: 2026-11-30\n---\n",
    "plan/out.md": "---\ntitle: Out\ngoals: [grow]\nstart: 2026-11-17\nstatus: published\n---\n",
    "plan/old.md": "---\ntitle: Old\ngoals: [grow]\nstart: 2026-11-10\nstatus: published\n---\n",
    "plan/hidden.md": "---\ntitle: Hidden\ngoals: [grow]\nstart: 2026-11-24\nvisibility: internal\n---\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    write_playbook(tmp_path, FILES)
    (tmp_path / "plan/base.md").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def digest(*arguments: str) -> Result:
    """Run the command on a Sunday."""
    return CliRunner().invoke(main, ["digest", "--today=2026-11-22", *arguments])


@pytest.mark.usefixtures("root")
def test_the_week() -> None:
    """What must be seen comes first; what is hidden isn't told."""
    said = digest()
    assert said.exit_code == 0, said.output
    assert said.stdout == (
        "1 late, 2 things coming, 1 waiting for sign-off, 1 done.\n\n"
        "! Late\n  Late one, Tue 10 Nov 2026 (Maya Ito)\n\n"
        "! Waiting for sign-off\n  In review (Maya Ito)\n\n"
        "Coming until Sat 28 Nov\n  Tue 24 Nov: Draft: Soon @team #1, due\n  Wed 25 Nov: Soon @team #1\n\n"
        "Done since Sun 15 Nov\n  Out, published\n\n"
        "Goals without anything planned\n  Stay\n\n"
        "Promises that nothing keeps\n  Blog: 'Blog' promises at least 1 entry of type article every month, and the plan holds "
        "0 in Nov 2026, 0 in Dec 2026, 0 in Jan 2027 and 0 in Feb 2027\n\n"
        "KPIs that moved\n  Trials: 42 → 61.5 on Fri 20 Nov, target 90\n"
    )
    assert "Hidden" in digest("--internal").stdout
    assert digest().stdout == said.stdout


@pytest.mark.usefixtures("root")
def test_days_and_owners() -> None:
    """More of both sides; and only what somebody answers for."""
    assert "Mon 30 Nov: Far" in digest("--days=14").stdout
    assert "Old, published" in digest("--days=14").stdout
    said = digest("--owner=Maya Ito").stdout
    assert "Late one" in said
    assert "Soon" not in said
    assert "KPIs" not in said
    wrong = digest("--owner=maia")
    assert wrong.exit_code == 2
    assert "did you mean" in wrong.stderr


@pytest.mark.usefixtures("root")
def test_titles_lead_to_their_pages_and_say_nothing_else() -> None:
    """On a site with an address; the site's name is words too."""
    text = digest("--format=markdown").stdout
    assert "](<https://plan.example.org/a/plan/soon/>)" in text
    shown = as_github_shows(text)
    assert '<a href="https://plan.example.org/a/plan/soon/">Soon @\u2060team #\u20601</a>' in shown
    assert "<h3>[Ours](x) @\u2060all: Sun 22 Nov</h3>" in shown
    page = digest("--format=html").stdout
    assert '<a href="https://plan.example.org/a/plan/soon/">Soon @team #1</a>' in page
    assert "<title>[Ours](x) @all: Sun 22 Nov</title>" in page


def texts(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    """All texts in a message."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.usefixtures("root")
def test_chats() -> None:
    """What their webhooks take: rich text and plain text only, so that nobody's title is read as their Markdown."""
    slack = json.loads(digest("--format=slack").stdout)
    assert {block["type"] for block in slack["blocks"]} == {"header", "rich_text"}
    assert "mrkdwn" not in texts(slack)
    assert "Soon @team #1" in texts(slack)
    assert len(slack["blocks"]) <= 50
    teams = json.loads(digest("--format=teams").stdout)
    body = teams["attachments"][0]["content"]["body"]
    assert {block["type"] for block in body} == {"TextBlock", "RichTextBlock"}
    assert "Soon @team #1" in texts(body)
    titles = [block["text"] for block in body if block["type"] == "TextBlock"]
    assert not any("Soon" in title for title in titles)


def test_a_quiet_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so."""
    write_playbook(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, ["digest", "--today=2020-01-01"])
    assert said.exit_code == 0
    assert said.stdout.startswith("Nothing happened, and nothing comes.\n")


def test_into_a_file(root: Path) -> None:
    """As a whole or not at all."""
    assert digest("--format=html", "-o", "week.html").stdout == ""
    assert digest("--format=html", "-o", "-").stdout == digest("--format=html").stdout
    assert (root / "week.html").read_text().startswith("<!doctype html>")
