"""Timelines, scorecard and strategy map as pictures: whole, safe, the same each time, and with everything that the page has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from builds import Html, context_at, playbook, sample_context
from gameplan.publish.data.files import data_files
from gameplan.publish.data.map_picture import map_picture
from gameplan.publish.data.scorecard_picture import scorecard_picture
from gameplan.publish.data.timeline_picture import timeline_picture
from gameplan.publish.site import build_site
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.calendar.timeline import ZOOMS, timeline_page
from gameplan.publish.views.overview.goals import strategy_map
from gameplan.publish.views.overview.scorecard import scorecard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>x</script> & ]]> \"q\" 'a' שלום 𝄞"


def pictures(root: Path, files: Mapping[str, str]) -> dict[str, ET.Element]:
    """The pictures of a small playbook, by their addresses."""
    site = build_site(context_at(playbook(root, files)))
    return {uri: ET.fromstring(site.files[uri]) for uri in site.files if uri.endswith(".svg")}  # noqa: S314 - our own


def texts(picture: ET.Element, name: str = "text") -> list[str]:
    """The texts of a picture, or its titles."""
    return [each.text or "" for each in picture.iter(f"{SVG}{name}")]


def test_everything_on_the_page_is_on_it() -> None:
    """Each bar of the page has one on the picture, with status, whole title and days; and so do lanes, months, deadlines and counts."""
    _, context = sample_context()
    for zoom in ZOOMS:
        view = timeline_page(Plan(context), zoom)
        picture = ET.fromstring(timeline_picture(view, "About it"))  # noqa: S314 - our own
        bars = [bar for area in view.areas for row in area.rows for bar in row.lane.bars]
        assert len(bars) > 5
        titles = texts(picture, "title")
        assert titles[0] == view.title
        assert {f"{bar.parts.badge.label}: {bar.parts.link.text}, {bar.days}" for bar in bars} <= set(titles)
        shown = texts(picture)
        assert {"About it", *(month.name for month in view.months)} <= set(shown)
        bins = [each for area in view.areas for row in area.rows for each in row.lane.bins]
        assert len([each for each in picture.iter(f"{SVG}rect") if each.get("rx")]) == len(bins)
        assert {f"{each.link.text}\n{each.titles}" for each in bins} <= set(titles)
        names = " ".join(shown)
        assert all(row.goal.text.split()[0] in names for area in view.areas for row in area.rows)
        lines = [each for each in picture.iter(f"{SVG}path") if each.get("fill") == "none"]
        lanes = [row.lane for area in view.areas for row in area.rows]
        assert len(lines) == sum(len(lane.edges) + len(lane.passages) for lane in lanes)


def test_the_scorecard_s_picture() -> None:
    """Each KPI has its title, values, state, a small chart and goals, in the order of the page; and the counts of states stand above."""
    _, context = sample_context()
    kinds = {kind.name: kind for kind in context.lookups.shown_kinds}
    view = scorecard(context, kinds["kpi"])
    picture = ET.fromstring(scorecard_picture(view, "About it"))  # noqa: S314 - our own
    shown, rows = texts(picture), view.table.rows
    assert shown[:2] == [view.title, "About it"]
    assert [title.partition(":")[0] for title in texts(picture, "title")[1:]] == [row.link.text for row in rows]
    labels = [count.state.label for count in view.counts] + [row.state.label for row in rows]
    assert [text for text in shown if text in set(labels)] == labels
    said = [value.words for row in rows for value in (row.latest, row.target, row.difference) if value]
    assert len(said) > 20
    assert set(said) <= set(shown)
    dashed = [each for each in picture.iter(f"{SVG}path") if each.get("stroke-dasharray")]
    assert len(dashed) == sum(bool(row.spark and row.spark.target) for row in rows) > 5


def test_the_map_s_picture() -> None:
    """Each goal has its card, each area a column in its colour, with how it stands, what is ahead and who owns it."""
    _, context = sample_context()
    kinds = {kind.name: kind for kind in context.lookups.shown_kinds}
    view = strategy_map(context, kinds["goal"])
    picture = ET.fromstring(map_picture(view, "About it"))  # noqa: S314 - our own
    assert view.vision
    assert view.vision.text in texts(picture)
    goals = {goal.title for goal in context.playbook.goals}
    assert set(texts(picture, "title")[1:]) == goals - {card.card.link.text for card in view.aside}
    columns = [each for each in picture.iter(f"{SVG}rect") if each.get("height") == "5.0"]
    assert len(columns) == len(view.areas)
    assert len({each.get("fill") for each in columns}) == len(view.areas)
    assert {area.card.owners[0].text for area in view.areas} <= set(texts(picture))


def test_very_many_are_counted(tmp_path: Path) -> None:
    """Pictures stay as large as a slide can be: what is left out is counted, and areas beyond four stand below the first."""
    files = {f"strategy/goals/a{n}.md": f"---\ntitle: Area {n}\n---\n" for n in range(6)}
    files |= {f"strategy/goals/b{n}.md": f"---\ntitle: Part {n}\nparent: a0\n---\n" for n in range(40)}
    files |= {f"strategy/kpis/k{n}.md": f"---\ntitle: KPI {n}\ngoals: [a1]\n---\n" for n in range(70)}
    made = pictures(tmp_path, files)
    assert "and 10 more" in texts(made["data/scorecard.svg"])
    assert "16 more goals aren't shown here." in texts(made["data/strategy-map.svg"])
    columns = [each for each in made["data/strategy-map.svg"].iter(f"{SVG}rect") if each.get("height") == "5.0"]
    tops = [float(each.get("y", 0)) for each in columns]
    assert len(tops) == 7
    assert tops == sorted(tops)
    assert len(set(tops)) == 2


def test_goals_without_a_place_are_counted(tmp_path: Path) -> None:
    """The map's picture says of goals that name each other as parents, and of those that nobody pursues, that they aren't on it."""
    files = {
        f"strategy/goals/{name}.md": f"---\ntitle: {name}\nparent: {parent}\n---\n" for name, parent in ("ab", "ba")
    }
    files |= {"strategy/goals/grow.md": "---\ntitle: Grow\n---\n"}
    files |= {"strategy/goals/old.md": "---\ntitle: Old\nlifecycle: achieved\n---\n"}
    told = texts(pictures(tmp_path, files)["data/strategy-map.svg"])
    assert "Grow" in told
    assert "3 more goals aren't shown here." in told


@pytest.mark.parametrize("uri", ["calendar/timeline.svg", "data/scorecard.svg", "data/strategy-map.svg"])
def test_nothing_is_outside(uri: str) -> None:
    """All rectangles and all beginnings of texts lie on the paper."""
    _, context = sample_context()
    picture = ET.fromstring(data_files(context)[uri])  # noqa: S314 - our own
    width, height = float(picture.get("width", 0)), float(picture.get("height", 0))
    for each in (*picture.iter(f"{SVG}rect"), *picture.iter(f"{SVG}text")):
        x, y = float(each.get("x", -1)), float(each.get("y", -1))
        assert 0 <= x <= x + float(each.get("width", 0)) <= width
        assert 0 <= y <= y + float(each.get("height", 0)) <= height


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Whoever keeps the picture in Git sees a change only where there is one."""
    _, context = sample_context()
    once, again = (timeline_picture(timeline_page(Plan(context), ZOOMS[0]), "") for _ in range(2))
    assert once == again


@pytest.mark.parametrize("title", [HOSTILE, "W" * 200, "a" * 200 + " b", "\u200f\u202e x"])
def test_any_title_makes_a_picture(tmp_path: Path, title: str) -> None:
    """No title breaks out of its text, and none is longer than there is room for."""
    quoted = title.replace("'", "''")
    files = {
        "plan/launch.md": f"---\ntitle: '{quoted}'\ngoals: [grow]\nstart: 2026-12-01\n---\n",
        "strategy/goals/grow.md": f"---\ntitle: '{quoted}'\nowner: ann\n---\n",
        "strategy/goals/sub.md": f"---\ntitle: '{quoted}'\nparent: grow\n---\n",
        "strategy/people/ann.md": f"---\ntitle: '{quoted}'\n---\n",
        "strategy/kpis/visits.md": f"---\ntitle: '{quoted}'\ngoals: [grow]\nreadings: {{2026-11-01: 7}}\n---\n",
    }
    made = pictures(tmp_path, files)
    timelines = [f"calendar/timeline{end}.svg" for end in ("-half-year", "-year", "")]
    assert sorted(made) == [*timelines, "data/scorecard.svg", "data/strategy-map.svg"]
    for picture in made.values():
        assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= {"svg", "title", "g", "rect", "text", "path"}
        assert max(map(len, texts(picture))) <= 206
        assert not re.search(r"(?:href|on\w+|style|src)=", ET.tostring(picture, encoding="unicode"))


def test_an_empty_plan_has_a_picture_too(tmp_path: Path) -> None:
    """Months and today, and nothing else; the page leads to it, and an author's own file of that name stays."""
    root = playbook(tmp_path, {"strategy/calendar/timeline.svg": "mine"})
    (root / "plan/launch.md").unlink()
    site = build_site(context_at(root))
    [page] = [each for each in site.documents if each.uri == "calendar/timeline-year.md"]
    links = [link.attributes.get("href", "") for link in Html("\n".join(page.frame()).encode()).elements]
    assert "../../calendar/timeline-year.svg" in links
    assert "calendar/timeline.svg" not in site.files
    ET.fromstring(site.files["calendar/timeline-year.svg"])  # noqa: S314 - our own
