"""No view is too large to load: the HTML of every page of a plan with 2,400 entries, compressed."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from builds import context_at, playbook
from gameplan.publish.pages.overview import lists
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENTRIES = 2399
"""Besides the one that every small playbook has."""
LARGEST = 150 * 1024
THEME = 15 * 1024
"""What Material adds to a page, compressed, with room to spare."""
_SYLLABLES = [a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "en", "or", "al")]


def _words(source: random.Random, count: int) -> str:
    """Words that don't compress better than those of people."""
    return " ".join("".join(source.choices(_SYLLABLES, k=source.randint(1, 4))) for _ in range(count)).capitalize()


def _entry(source: random.Random, number: int, day: str) -> str:
    status = source.choice(("published", "planned", "in-review", "idea", "cancelled"))
    goals = ", ".join(f"goal-{source.randrange(40)}" for _ in range(2))
    return (
        f"---\ntitle: {number} {_words(source, 8)}\ngoals: [{goals}]\nstart: {day}\nstatus: {status}\n"
        f"owner: p{source.randrange(12)}\nchannels: [c{source.randrange(9)}]\ndeadlines: {{draft: {day}}}\n---\n{_words(source, 20)}.\n"
    )


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, int]:
    """The compressed size of each page: over five years, with 400 entries on one day."""
    source = random.Random(5)  # noqa: S311 - a plan, and no secret
    days = [
        f"20{year}-{source.randint(1, 12):02}-{source.randint(1, 28):02}" for year in range(23, 28) for _ in range(400)
    ]
    days += ["2026-12-03"] * (ENTRIES - len(days))
    files = {
        f"plan/{_words(source, 6).lower().replace(' ', '-')}-{number}.md": _entry(source, number, day)
        for number, day in enumerate(days)
    }
    files |= {f"strategy/goals/goal-{n}.md": f"---\ntitle: Goal {_words(source, 6)}\n---\n" for n in range(40)}
    files |= {f"strategy/people/p{n}.md": f"---\ntitle: {_words(source, 2)}\n---\n" for n in range(12)}
    files |= {f"strategy/channels/c{n}.md": f"---\ntitle: {_words(source, 2)}\n---\n" for n in range(9)}
    site = build_site(context_at(_playbook(tmp_path_factory, files)))
    return {d.uri: len(gzip.compress("\n".join((*d.frame(), d.body)).encode(), 6)) for d in site.documents}


def _playbook(temporary: pytest.TempPathFactory, files: Mapping[str, str]) -> Path:
    return playbook(temporary.mktemp("sizes"), files)


def test_no_page_is_larger_than_a_phone_likes(sizes: Mapping[str, int]) -> None:
    """150 KB with the theme around it."""
    assert not {uri: size for uri, size in sizes.items() if size + THEME > LARGEST}


def test_a_long_list_has_parts(sizes: Mapping[str, int]) -> None:
    """All entries, 1,200 on a page."""
    assert [uri for uri in sizes if uri.startswith("calendar/list")] == ["calendar/list-2.md", "calendar/list.md"]


def test_a_part_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a list has several pages each says how much of it it has, and that Find looks no further."""
    monkeypatch.setattr(lists, "MOST_ROWS", 2)
    files = {f"plan/e{n}.md": f"---\ntitle: E{n}\ngoals: [grow]\nstart: 2026-12-0{n + 1}\n---\n" for n in range(4)}
    shown = {each.uri: "\n".join(each.frame()) for each in build_site(context_at(playbook(tmp_path, files))).documents}
    for uri, count in (("calendar/list.md", 2), ("calendar/list-3.md", 1)):
        assert f"{count} of 5 rows, on 3 pages. Find and filters look at this page" in shown[uri]
    assert [uri for uri, text in shown.items() if "rows, on" in text] == [
        f"calendar/list{n}.md" for n in ("-2", "-3", "")
    ]
