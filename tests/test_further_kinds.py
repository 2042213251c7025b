"""The kinds that come along: there where their folder has pages, replaced by a team's own, and in feeds and lists as all kinds are."""

from __future__ import annotations

import csv
import pickle
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from builds import MONEY, Html, build, files_of, playbook
from gameplan.cli import main
from gameplan.model.further_kinds import FURTHER_KINDS
from gameplan.pipeline import run
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

FILES: dict[str, str | bytes] = {
    "strategy/people/ana.md": "---\ntitle: Ana\n---\n",
    "strategy/people/ben.md": "---\ntitle: Ben\n---\n",
    "strategy/teams/north.md": "---\ntitle: North\nlead: ana\nmembers: [ben]\n---\n",
    "strategy/teams/south.md": "---\ntitle: South\nmembers: [ben]\n---\n",
    "strategy/questions/cost.md": "---\ntitle: What does it cost?\nintent: commercial\n---\n",
    "strategy/themes/winter.md": "---\ntitle: Winter\n---\n",
    "plan/of-ana.md": "---\ntitle: Of Ana\ngoals: [grow]\nstart: 2026-12-03\nowner: ana\nanswers: [cost]\ntheme: winter\n---\n",
    "plan/of-ben.md": "---\ntitle: Of Ben\ngoals: [grow]\nstart: 2026-12-04\nowner: ben\n---\n",
    "plan/lent.md": "---\ntitle: Lent\ngoals: [grow]\nstart: 2026-12-05\nowner: ana\nteam: south\n---\n",
}


def summaries(data: bytes) -> list[str]:
    """The titles of a feed's events."""
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(data).walk("VEVENT"))


def test_they_are_absent_without_pages(tmp_path: Path) -> None:
    """No index, no feed and no list of a kind that nobody uses."""
    site = build(playbook(tmp_path, {}))
    folders = [kind.folder for kind in FURTHER_KINDS]
    assert [path for path in site if path.partition("/")[0] in folders] == []
    assert [path for path in site if any(f"data/{folder}.csv" == path for folder in folders)] == []


def test_they_have_feeds_and_lists(tmp_path: Path) -> None:
    """A feed for each page that entries can name, and a list as a page and as a file."""
    files = files_of(playbook(tmp_path, FILES))
    assert summaries(files["feeds/question-cost.ics"]) == ["Of Ana"]
    assert summaries(files["feeds/theme-winter.ics"]) == ["Of Ana"]
    assert "commercial" in files["data/questions.csv"].decode("utf-8-sig")


def test_an_entry_has_the_team_of_its_owner(tmp_path: Path) -> None:
    """Unless it names one itself, or its owner is in two of them."""
    files = files_of(playbook(tmp_path, FILES))
    assert summaries(files["feeds/team-north.ics"]) == ["Of Ana"]
    assert summaries(files["feeds/team-south.ics"]) == ["Lent"]


def test_a_team_and_a_theme_cost_what_their_entries_do(tmp_path: Path) -> None:
    """On the page and in the file; an entry is in one team, so that the teams add up to all that has one."""
    costs = {"plan/of-ana.md": 300, "plan/lent.md": 200, "plan/of-ben.md": 5}
    files = {
        path: str(text).replace("title:", f"budget: {costs[path]} EUR\ntitle:", 1) if path in costs else text
        for path, text in FILES.items()
    }
    root = playbook(tmp_path, files, options=MONEY)
    site, made = build(root), files_of(root)
    assert "300EURplanned" in "".join(Html(site["teams/north/index.html"]).text.split())
    assert "300EURplanned" in "".join(Html(site["themes/winter/index.html"]).text.split())
    rows = list(csv.DictReader(StringIO(made["data/teams.csv"].decode("utf-8-sig"))))
    assert {row["Title"]: row["Planned cost"] for row in rows} == {"North": "300", "South": "200"}


def test_the_team_of_a_hidden_owner_isnt_told(tmp_path: Path) -> None:
    """An entry whose owner isn't shown is in no team, though the team is shown."""
    hidden = {**FILES, "strategy/people/ana.md": "---\ntitle: Ana\nvisibility: internal\n---\n"}
    root = playbook(tmp_path, hidden)
    whole = run(root, load_settings(root).options).playbook
    [north] = [page for page in whole.of_kind("team") if page.id == "north"]
    assert [entry.title for entry in whole.citing(north)] == ["Of Ana"]
    assert whole.public().citing(north) == ()
    assert '"team": ["team:north"]' not in files_of(root)["data/playbook.json"].decode()


def test_a_feed_of_ones_own_takes_them(tmp_path: Path) -> None:
    """They are filters as goals are."""
    options = {"feeds": {"winter": {"theme": "winter", "team": "north"}}}
    assert summaries(files_of(playbook(tmp_path, FILES, options=options))["feeds/winter.ics"]) == ["Of Ana"]


def test_a_kind_of_ones_own_takes_the_place(tmp_path: Path) -> None:
    """With its own fields, in the folder that it names, and cited by the same field or another one."""
    options = {"kinds": {"question": {"folder": "faq", "field": "answers", "fields": {"asked": {"type": "number"}}}}}
    files = {
        "strategy/faq/cost.md": "---\ntitle: Cost\nasked: 12\n---\n",
        "plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-03\nanswers: [cost]\n---\n",
    }
    root = playbook(tmp_path, {**files}, options=options)
    result = run(root, load_settings(root).options)
    [question] = result.playbook.of_kind("question")
    assert [entry.title for entry in result.playbook.citing(question)] == ["A"]
    assert "intent" not in type(question.fields).model_fields
    shown = CliRunner().invoke(main, ["schema", "--markdown", "--root", str(root)]).output
    assert "asked: 12\n" in shown
    assert "`intent`" not in shown


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (
            {"faq": {"folder": "questions"}},
            "kinds: faq: the folder questions is that of the kind 'question': name it so, or write folder: …",
        ),
        ({"hint": {"field": "answers"}}, "kinds: hint: the name, folder or field is taken"),
        ({"goal": {}}, "kinds: goal: the name, folder or field is taken"),
    ],
)
def test_what_cant_be_replaced(kinds: dict[str, object], said: str, tmp_path: Path) -> None:
    """One line, and exit code 2."""
    result = CliRunner().invoke(main, ["check", str(playbook(tmp_path, {}, options={"kinds": kinds}))])
    assert result.exit_code == 2
    assert said in result.output + result.stderr


def test_fields_of_ones_own_on_them(tmp_path: Path) -> None:
    """What a playbook declares comes after what they have, and both are read, shown and pickled."""
    options = {"fields": {"competitor": {"region": {"type": "choice", "of": ["emea", "na"], "column": True}}}}
    files = {"strategy/competitors/them.md": "---\ntitle: Them\nstrength: high\nregion: emea\n---\n"}
    root = playbook(tmp_path, {**files}, options=options)
    before = run(root, load_settings(root).options).playbook
    [page] = before.of_kind("competitor")
    assert (page.fields.strength, page.fields.region) == ("high", "emea")  # type: ignore[attr-defined]
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 - our own
    assert after.of_kind("competitor")[0].fields == page.fields
