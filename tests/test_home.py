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


def shown(part: str) -> list[str]:
    """The rows of a part that nothing hides."""
    lists = re.findall(r"<ul class=\"gp-rows[^>]*>.*?</ul>", part, re.DOTALL)
    return [
        row
        for rows in lists
        if 'hidden=""' not in rows.partition(">")[0]
        for row in rows.split('<li class="gp-row')[1:]
    ]


def test_counters_lead_to_exactly_what_they_count(tmp_path: Path) -> None:
    """Each number is that of the rows at its address, of which the first are shown; icons are red above nought only."""
    site = build(playbook(tmp_path, BUSY))
    found = counters(Source(site["index.html"]))
    coming = section(site, "index.html", "next-days")
    assert found["entries in 7 days"] == (4 + 7, "#next-days"), "of the 22nd four, and one every day"
    assert len(shown(coming)) == 8
    assert "3 more in the plan" in coming
    assert "Called off" not in coming
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


def test_of_many_entries_the_first_are_shown(tmp_path: Path) -> None:
    """What doesn't fit at a glance is counted, also of 400 entries in a day; and the page stays small."""
    files = {
        f"plan/e{n}.md": f"---\ntitle: Entry {n}\ngoals: [grow]\nstart: 2026-11-23\nstatus: scheduled\n---\n"
        for n in range(400)
    }
    context = context_at(playbook(tmp_path, files))
    head, _ = home_document(context, None, "").frame()
    page = Source(head.encode())
    assert counters(page)["entries in 7 days"][0] == 400
    assert "392 more in the plan" in page.text
    assert len(shown(head)) == 8
    assert len(page.named("li", "gp-row")) == 200


def test_a_quiet_playbook(tmp_path: Path) -> None:
    """Nothing in the next days, nothing late, nothing changed: sentences, noughts, and no red."""
    files = {
        "strategy/goals/grow.md": "---\ntitle: Grow\nkpis: [sales]\n---\n",
        "strategy/kpis/sales.md": "---\ntitle: Sales\nreadings: {2026-11-01: 4}\n---\n",
        "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nowner: x\ntype: task\nstart: 2026-12-01\n---\n",
    }
    site = build(playbook(tmp_path, files))
    page = Source(site["index.html"])
    assert "Nothing happens in these days." in page.text
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


def test_the_next_days_stand_beside_what_changed(tmp_path: Path) -> None:
    """Two columns where there is news, one where there is none."""
    root = playbook(tmp_path, BUSY)
    assert Html(build(root)["index.html"]).named("div", "gp-home__two--one")
    committed(root, "2026-11-21T12:00:00Z")
    page = Html(build(root)["index.html"])
    assert not page.named("div", "gp-home__two--one")
    assert "What changed" in page.text


def test_kpis_are_tiles(tmp_path: Path) -> None:
    """Each says its last value, whether that got better, whichever way is better, and how far it is; five of them, the worst first."""
    reading = "readings: {2026-09-01: 8, 2026-10-25: 10}"
    kpis = {
        "up": f"title: Up\n{reading}\nbaseline: {{value: 0, on: 2026-01-01}}\ntarget: {{value: 20, on: 2026-12-31}}",
        "down": f"title: Down\ndirection: down\n{reading}",
        "still": "title: Still\nreadings: {2026-09-01: 10, 2026-10-25: 10}",
        "once": "title: Once\nreadings: {2026-10-25: 10}",
        "never": "title: Never",
        "other": f"title: Z\n{reading}",
    }
    files = {f"strategy/kpis/{name}.md": f"---\n{text}\n---\n" for name, text in kpis.items()}
    head, _ = home_document(context_at(playbook(tmp_path, files)), None, "").frame()
    tiles = re.findall(r'<li class="gp-kpi-tile.*?</li>', head, re.DOTALL)
    said = {re.findall(r'__title"[^>]*>([^<]*)', tile)[0]: Html(tile.encode()).text for tile in tiles}
    assert len(said) == 5
    assert "2 better than in Sep 2026" in said["Up"]
    assert "50% of the way to 20" in said["Up"]
    assert "2 worse than in Sep 2026" in said["Down"]
    assert "no change since Sep 2026" in said["Still"]
    assert "than" not in said["Once"]
    assert "no reading" in said["Never"]
    assert "All 6 KPIs" in head


def test_trouble_below_an_area_is_told_on_its_card(tmp_path: Path) -> None:
    """A goal two steps below that is off track stands first, and the area says so; what nothing is planned for has a name."""
    files = {
        "strategy/goals/area.md": "---\ntitle: Area\nhealth: on-track\n---\n",
        "strategy/goals/calm.md": "---\ntitle: Calm\nparent: area\nhealth: on-track\n---\n",
        "strategy/goals/mid.md": "---\ntitle: Middle\nparent: area\nhealth: on-track\n---\n",
        "strategy/goals/deep.md": "---\ntitle: Deep\nparent: mid\nhealth: off-track\nhealth_reason: Slow.\n---\n",
    }
    site = build(playbook(tmp_path, files))
    goals = section(site, "index.html", "goals")
    card = next(part for part in goals.split('<li class="gp-card ') if ">Area<" in part)
    assert "1 below at risk or off track" in card
    assert card.index(">Deep<") < card.index(">Calm<")
    idle = goals.partition("Nothing planned for")[2]
    assert [name for name in ("Calm", "Deep") if f">{name}<" in idle or f"{name}</a>" in idle] == ["Calm", "Deep"]
