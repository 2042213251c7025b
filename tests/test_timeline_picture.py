"""Timelines as pictures: whole, safe, the same each time, and with everything that the page has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from builds import Html, context_at, playbook, sample_context
from gameplan.publish.data.timeline_picture import timeline_picture
from gameplan.publish.site import build_site
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.calendar.timeline import ZOOMS, timeline_page

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


def test_nothing_is_outside() -> None:
    """All rectangles and all beginnings of texts lie on the paper."""
    _, context = sample_context()
    picture = ET.fromstring(timeline_picture(timeline_page(Plan(context), ZOOMS[0]), ""))  # noqa: S314 - our own
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
        "strategy/goals/grow.md": f"---\ntitle: '{quoted}'\n---\n",
    }
    made = pictures(tmp_path, files)
    assert sorted(made) == [f"calendar/timeline{end}.svg" for end in ("-half-year", "-year", "")]
    picture = made["calendar/timeline.svg"]
    assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= {"svg", "title", "g", "rect", "text", "path"}
    assert max(map(len, texts(picture))) <= 60
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
