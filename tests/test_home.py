"""The home page: what happens, what is late, which goals nobody serves, whether numbers move; and where each number leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from builds import Html, broken_links, build, committed, context_at, playbook
from gameplan.model.dates import parse_when
from gameplan.publish.pages.overview.home import home_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GITHUB = {"repo_url": "https://github.com/team/plan"}
BUSY = {
    "strategy/goals/grow.md": "---\ntitle: Grow\nhealth: off-track\nhealth_reason: Slow.\n---\n",
    "strategy/goals/idle.md": "---\ntitle: Idle\n---\n",
    "strategy/goals/never.md": "---\ntitle: Never\nnon_goal: true\n---\n",
    **{
        f"plan/e{n}.md": f"---\ntitle: Entry {n}\ngoals: [grow]\nowner: x\nstart: 2026-11-{16 + n % 7}\nstatus: published\n---\n"
        for n in range(30)
    },
    **{f"plan/late{n}.md": f"---\ntitle: Late {n}\ngoals: [grow]\nstart: 2026-10-0{n + 1}\n---\n" for n in range(3)},
    "plan/daily.md": "---\ntitle: Daily\ngoals: [grow]\nstart: 2026-11-01\nrepeat: {every: day, until: 2026-12-01}\n---\n",
    "plan/off.md": "---\ntitle: Called off\ngoals: [grow]\nstart: 2026-11-17\nstatus: cancelled\n---\n",
}


class Source(Html):
    """A page with its text as it is written."""

    def __init__(self, data: bytes) -> None:
        self.source = data.decode()
        super().__init__(data)


def counters(page: Source) -> dict[str, tuple[int, str]]:
    """Each counter with its number and where it leads, by its words."""
    [part] = re.findall(r'<ul class="gp-counts">(.*?)</ul>', page.source, re.DOTALL)
    found = re.findall(r'<a href="([^"]*)">.*?<strong>(\d+)</strong> <span>([^<]*)</span>', part, re.DOTALL)
    return {words: (int(count), url) for url, count, words in found}


def section(site: Mapping[str, bytes], path: str, name: str) -> str:
    """The part of a page that has an id, up to the next section."""
    html = site[path].decode()
    return html.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_counters_lead_to_exactly_what_they_count(tmp_path: Path) -> None:
    """Each number is that of the rows at its address; icons are red above nought only."""
    site = build(playbook(tmp_path, BUSY))
    found = counters(Source(site["index.html"]))
    week = section(site, "index.html", "this-week")
    assert found["entries this week"] == (week.count('<li class="gp-row'), "#this-week")
    assert found["entries this week"][0] == 30 + 7
    assert "Called off" not in week
    assert found["overdue"] == (section(site, "index.html", "overdue").count('<li class="gp-row'), "#overdue")
    assert found["overdue"][0] == 3
    assert found["goal at risk or off track"] == (1, "goals/#needs-attention")
    gaps, place = found["coverage gaps"]
    assert place == "coverage/#gaps"
    listed = section(site, "coverage/index.html", "gaps")
    assert f"{gaps} gaps</h2>" in listed
    assert listed.count('<div class="gp-gap-do">') == gaps
    count, place = found["goal with nothing planned"]
    assert place == "coverage/#gaps-idle"
    assert listed.partition('id="gaps-idle"')[2].partition("<h3")[0].count('<div class="gp-gap-do">') == count == 1
    assert site["index.html"].count(b'class="gp-counts--bad"') == 4
    assert not [link for link in broken_links(site) if link.startswith("index.html")]


def test_a_long_week_is_folded(tmp_path: Path) -> None:
    """What doesn't fit at a glance is there all the same, and 400 entries in a day are counted."""
    files = {
        f"plan/e{n}.md": f"---\ntitle: Entry {n}\ngoals: [grow]\nstart: 2026-11-18\nstatus: published\n---\n"
        for n in range(400)
    }
    context = context_at(playbook(tmp_path, files))
    head, _ = home_document(context, None, "").frame()
    page = Source(head.encode())
    assert counters(page)["entries this week"][0] == 400
    assert "392 more" in page.text
    assert "and 192 more" in page.text
    assert len(page.named("li", "gp-row")) == 208


def test_a_quiet_playbook(tmp_path: Path) -> None:
    """Nothing this week, nothing late, nothing changed: sentences, noughts, and no red."""
    files = {
        "strategy/goals/grow.md": "---\ntitle: Grow\nkpis: [sales]\n---\n",
        "strategy/kpis/sales.md": "---\ntitle: Sales\nreadings: {2026-11-01: 4}\n---\n",
        "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nowner: x\ntype: task\nstart: 2026-12-01\n---\n",
    }
    site = build(playbook(tmp_path, files))
    page = Source(site["index.html"])
    assert "Nothing happens this week." in page.text
    assert {count for count, _ in counters(page).values()} == {0}
    assert b"gp-counts--bad" not in site["index.html"]
    assert not page.named("section", "gp-start")
    assert not [link for link in broken_links(site) if link.startswith("index.html")]


@pytest.mark.parametrize("host", [True, False])
def test_a_new_playbook(tmp_path: Path, *, host: bool) -> None:
    """Three files to write, each with a text that is valid as it stands; where the host is known, a link begins them."""
    root = playbook(tmp_path, {}, GITHUB if host else {"repo_url": None})
    for path in ("strategy/index.md", "strategy/goals/grow.md", "plan/launch.md"):
        (root / path).unlink()
    page = Html(build(root)["index.html"])
    assert "Begin here" in page.text
    files = [element.attributes["data-gp-copy"] for element in page.named("button", "gp-copy")]
    assert len(files) == 3
    assert all(text.startswith("---\ntitle: ") for text in files)
    links = [href for href in page.hrefs("gp-button") if "/new/main/" in href]
    assert len(links) == (3 if host else 0)
    if host:
        assert [parse_qs(urlsplit(link).query)["value"][0] for link in links] == files
    for path, text in zip(
        ("strategy/index.md", "strategy/goals/first-goal.md", "plan/first-entry.md"), files, strict=True
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    page = Html(build(root)["index.html"])
    assert "Begin here" not in page.text
    assert "The first thing that we publish" in page.text


def test_a_goal_without_a_plan(tmp_path: Path) -> None:
    """Where only the plan is missing, only its first file is shown, and it serves the goal that is there."""
    root = playbook(tmp_path, {})
    (root / "plan/launch.md").unlink()
    page = Html(build(root)["index.html"])
    assert "What is still missing" in page.text
    [text] = [element.attributes["data-gp-copy"] for element in page.named("button", "gp-copy")]
    assert "goals: [grow]\n" in text
    assert parse_when(re.findall("start: (.*)", text)[0]).value is not None


def test_doors_lead_to_what_there_is(tmp_path: Path) -> None:
    """Everybody finds his way below the author's text; no door leads nowhere."""
    full = {**BUSY, "strategy/people/x.md": "---\ntitle: Ann\n---\n", "strategy/kpis/k.md": "---\ntitle: K\n---\n"}
    site = build(playbook(tmp_path / "full", full))
    html = site["index.html"].decode()
    assert html.index("What all else serves.") < html.index('id="doors"')
    doors = Html(html.partition('id="doors"')[2].encode()).hrefs("gp-button")
    assert {"goals/", "kpis/", "calendar/", "coverage/", "people/", "subscribe/", "data/playbook.json"} <= set(doors)
    site = build(playbook(tmp_path / "small", {}))
    doors = Html(site["index.html"].decode().partition('id="doors"')[2].encode()).hrefs("gp-button")
    assert "people/" not in doors
    assert "kpis/" not in doors
    assert not [link for link in broken_links(site) if link.startswith("index.html")]


def test_this_week_stands_beside_what_changed(tmp_path: Path) -> None:
    """Two columns where there is news, one where there is none."""
    root = playbook(tmp_path, BUSY)
    assert Html(build(root)["index.html"]).named("div", "gp-home__two--one")
    committed(root, "2026-11-21T12:00:00Z")
    page = Html(build(root)["index.html"])
    assert not page.named("div", "gp-home__two--one")
    assert "What changed" in page.text
