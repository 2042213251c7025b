"""What a content lead was promised: what is live, what is missing, what it costs, in the team's own words; a test for each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builds import MONEY, Html, build, files_of, playbook
from gameplan.pipeline import run
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = "---\ntitle: Choosing\naudiences: [founders]\nstages: [{id: notice, title: Notices}, {id: compare, title: Compares}]\n---\n"
AUDIENCE = "---\ntitle: Founders\nsegment: Small firms\n---\n"


def _rules(root: Path) -> list[str]:
    return sorted(finding.rule.name for finding in run(root, load_settings(root).options).diagnostics)


def _text(site: dict[str, bytes], path: str) -> str:
    return Html(site[path]).text


def test_a_stage_served_by_a_live_guide_is_no_gap(tmp_path: Path) -> None:
    """What was published last year and still helps is live, and the stage needs nothing."""
    guide = (
        "---\ntitle: How to compare\ntype: guide\ngoals: [grow]\naudiences: [founders]\nstage: choosing/compare\n"
        "start: 2026-03-03\npublished: 2026-03-03\nstatus: published\nresults: {trials: 4}\n---\n"
    )
    files: dict[str, str | bytes] = {
        "strategy/journeys/choosing.md": JOURNEY,
        "strategy/audiences/founders.md": AUDIENCE,
        "strategy/kpis/trials.md": "---\ntitle: Trials\ngoals: [grow]\n---\n",
        "plan/next.md": "---\ntitle: Next\ngoals: [grow]\naudiences: [founders]\nstage: choosing/notice\nstart: 2026-12-03\n---\n",
    }
    assert "journey-gap" in _rules(playbook(tmp_path / "without", files))
    root = playbook(tmp_path / "with", {**files, "plan/guide.md": guide})
    assert "journey-gap" not in _rules(root)
    site = build(root)
    assert "live" in _text(site, "coverage/index.html").lower()
    assert "How to compare" in _text(site, "inventory/index.html")


def test_results_show_where_they_help(tmp_path: Path) -> None:
    """On the entry, the KPI, the goal, the channel, what worked, and the review of their time: not on one page only."""
    files: dict[str, str | bytes] = {
        "strategy/kpis/trials.md": "---\ntitle: Trials\ngoals: [grow]\n---\n",
        "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
        "strategy/reviews/q4.md": "---\ntitle: Review\nperiod: 2026-Q4\n---\nThe [[guide]] did it.\n",
        "plan/guide.md": "---\ntitle: The guide\ntype: guide\ngoals: [grow]\nchannels: [blog]\nstart: 2026-10-06\n"
        "published: 2026-10-06\nstatus: published\nresults: {trials: 417}\n---\n",
    }
    site = build(playbook(tmp_path, files))
    pages = ("plan/guide", "kpis/trials", "goals/grow", "channels/blog", "what-worked", "reviews/q4")
    assert [page for page in pages if "417" not in _text(site, f"{page}/index.html")] == []


def test_50_000_eur_under_a_goal_of_1_000_eur_is_found(tmp_path: Path) -> None:
    """The check says so, and the goal's page says how much is granted and planned."""
    files: dict[str, str | bytes] = {
        "strategy/goals/dear.md": "---\ntitle: Dear\nbudget: 1000 EUR\n---\n",
        "plan/fair.md": "---\ntitle: Fair\ngoals: [dear]\nstart: 2026-12-03\nbudget: 50000 EUR\n---\n",
    }
    root = playbook(tmp_path, files, options=MONEY)
    assert "over-budget" in _rules(root)
    text = "".join(_text(build(root), "goals/dear/index.html").split())
    assert "Budget1,000EUR,50,000EURplanned" in text


def test_a_field_of_ones_own_is_everywhere(tmp_path: Path) -> None:
    """On the page, in the list and its filter, in CSV and JSON, as a colour, a group, a category and a feed of its own."""
    options = {
        "fields": {
            "entry": {
                "region": {
                    "type": "choice", "of": ["emea", "apac"], "filter": True, "column": True, "category": True, "label": "Region",
                }
            }
        },
        "feeds": {"in-emea": {"region": "emea"}},
    }  # fmt: skip
    files: dict[str, str | bytes] = {
        "plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-03\nregion: emea\n---\n",
    }
    root = playbook(tmp_path, files, options=options)
    site, made = build(root), files_of(root)
    assert "Region" in _text(site, "plan/a/index.html")
    assert "Region" in _text(site, "calendar/list/index.html")
    assert "calendar/board-by-region/index.html" in site
    assert "emea" in made["data/plan.csv"].decode("utf-8-sig")
    assert '"own": {"region": "emea"}' in made["data/playbook.json"].decode()
    assert "CATEGORIES:emea" in made["calendar.ics"].decode()
    assert "SUMMARY:A" in made["feeds/in-emea.ics"].decode()
