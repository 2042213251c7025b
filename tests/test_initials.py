"""Initials of people, in place of an icon: which letters, and in a colour that stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from builds import Html, build, playbook
from gameplan.publish.html.templates import link_html
from gameplan.publish.views.links import INITIALS, Link

if TYPE_CHECKING:
    from pathlib import Path


def _drawn(name: str) -> str:
    return str(link_html(Link(name, None, INITIALS), icon=True))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Tomás Abreu", "TA"),
        ("Inês", "I"),
        ("Ana de la Cruz", "AC"),
        ("the web team", "TT"),
        ("@rui", "R"),
        ("(Bo) O'Lee", "BO"),
        ("élodie ñandú", "ÉÑ"),
        ("山田 太郎", "山太"),
        ("שרה לוי", "של"),
        ("Jean-Luc Petit", "JP"),
        ("—", ""),
        ('(b) "x"', "BX"),
        ("Jo Kim <jo@example.org>", "JK"),
    ],
)
def test_letters(name: str, letters: str) -> None:
    """The first letters of the first and the last word, whatever stands around them."""
    assert re.findall('data-gp-i="([^"]*)"', _drawn(name)) == [letters]


def test_the_colour_stays() -> None:
    """It comes from the name alone, in capitals too, and names use all eight colours."""

    def hue(name: str) -> str:
        found = re.search(r"gp-area-(\d)", _drawn(name))
        assert found
        return found[1]

    assert hue("Tomás Abreu") == hue("tomás abreu")
    assert {hue(f"Somebody {number}") for number in range(100)} == set("12345678")


def test_people_have_them_and_nobody_reads_them(tmp_path: Path) -> None:
    """Owners with a page and without one have them beside each entry; as text a name is said once."""
    files = {
        "strategy/people/ann.md": "---\ntitle: Ann Bell\n---\n",
        "plan/a.md": "---\ntitle: A\ngoals: [grow]\nowner: ann\nstart: 2026-12-01\n---\n",
        "plan/b.md": "---\ntitle: B\ngoals: [grow]\nowner: Cy Dunn\nstart: 2026-12-01\n---\n",
    }
    site = build(playbook(tmp_path, files, options={"fail_on": "never"}))
    for path in ("calendar/index.html", "calendar/board/index.html", "calendar/workload/index.html"):
        assert set(re.findall('data-gp-i="([^"]*)" aria-hidden="true"', site[path].decode())) == {"AB", "CD"}, path
        assert "AB" not in Html(site[path]).text
    assert 'data-gp-i="CD"' in site["plan/b/index.html"].decode()


def test_addresses_are_in_no_file(tmp_path: Path) -> None:
    """An owner may be typed with an address: files for programs, the search, pictures and feeds have the name alone."""
    owner = "owner: Jo Kim <jo@example.org>\n"
    files = {
        "strategy/goals/grow.md": f"---\ntitle: Grow\n{owner}---\n",
        "plan/launch.md": f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n{owner}---\n",
    }
    site = build(playbook(tmp_path, files, options={"fail_on": "never"}))
    named = {path for path, data in site.items() if b"Jo Kim" in data and not path.endswith(".html")}
    assert {"search/search_index.json", "data/strategy-map.svg", "data/playbook.json", "data/plan.csv"} <= named
    assert not [
        path for path, data in site.items() if b"jo@example.org" in data and not path.endswith((".html", ".gz"))
    ]
