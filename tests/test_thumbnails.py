"""Pictures on the board: the first one of an entry's text, where it lies in the playbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from builds import broken_links, build, playbook

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"/>'
FILES = {"plan/pictures/film.mp4": "", "plan/pictures/a.svg": SVG, "plan/pictures/b.svg": SVG, "strategy/c d.svg": SVG}


def _shown(root: Path, text: str, more: dict[str, str] | None = None) -> list[str]:
    """The addresses of pictures on the board, where an entry has a text."""
    entry = f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\n{text}\n"
    site = build(playbook(root, {**FILES, "plan/launch.md": entry, **(more or {})}, options={"fail_on": "never"}))
    assert not list(broken_links(site))
    return re.findall(r'<img src="([^"]*)" alt="" loading="lazy" />', site["calendar/board/index.html"].decode())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![A](pictures/a.svg) and ![B](pictures/b.svg)", ["../../plan/pictures/a.svg"]),
        ("Text.\n\n[a link](pictures/b.svg)\n\n- ![A](pictures/a.svg)", ["../../plan/pictures/a.svg"]),
        ("![C](<../strategy/c d.svg>)", ["../../c%20d.svg"]),
        ("![Elsewhere](https://pictures.example.com/a.svg) ![A](pictures/a.svg)", ["../../plan/pictures/a.svg"]),
        ("![Elsewhere](https://pictures.example.com/a.svg)", []),
        ("![Film](pictures/film.mp4) ![B](pictures/b.svg)", ["../../plan/pictures/b.svg"]),
        ("`![A](pictures/a.svg)`", []),
        ("No picture.", []),
    ],
)
def test_the_first_picture_of_the_text(tmp_path: Path, text: str, shown: list[str]) -> None:
    """It comes from the playbook and from nowhere else; a link to a picture, or one in code, is none."""
    assert _shown(tmp_path, text) == shown


def test_pictures_that_are_not_there(tmp_path: Path) -> None:
    """What leads nowhere, or is a page, isn't shown."""
    entry = "---\ntitle: Other\ngoals: [grow]\nstart: 2026-12-02\n---\n![Page](launch.md)\n"
    found = build(
        playbook(
            tmp_path,
            {
                **FILES,
                "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\n![Lost](pictures/lost.svg)\n",
                "plan/other.md": entry,
            },
            options={"fail_on": "never"},
        )
    )
    assert b"<img" not in found["calendar/board/index.html"].partition(b"gp-board")[2]


def test_pictures_of_hidden_entries_stay_hidden(tmp_path: Path) -> None:
    """Neither the entry nor its picture is on a public board."""
    hidden = "---\ntitle: Secret\ngoals: [grow]\nstart: 2026-12-02\nvisibility: internal\n---\n![B](pictures/b.svg)\n"
    assert _shown(tmp_path, "![A](pictures/a.svg)", {"plan/secret.md": hidden}) == ["../../plan/pictures/a.svg"]
