"""Which entries have a page of their own, where the others lie, and which search finds."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from builds import BASE, Html, broken_links, build, context_at, files_of, leads, playbook
from gameplan.pipeline import run
from gameplan.publish.output.plain import exported
from gameplan.publish.pages import authored
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AUTO = {"entry_pages": "auto", "fail_on": "never"}
HOSTILE = '<b>bold</b> "q" {{ x }} end'


def entry(start: str, body: str = "", *, more: str = "status: published", title: str = "An entry") -> str:
    """An entry of a plan."""
    return f"---\ntitle: {json.dumps(title)}\ngoals: [grow]\nstart: {start}\n{more}\n---\n{body}"


PLAN = {
    "plan/old.md": entry("2024-03-05", title=HOSTILE),
    "plan/old-brief.md": entry("2024-03-06", "What it says.\n"),
    "plan/only-title.md": entry("2024-04-02", "# An entry\n"),
    "plan/span.md": entry("2024-04-28", more="end: 2024-05-03\nstatus: done"),
    "plan/window.md": entry("2024-Q2", more="status: cancelled"),
    "plan/series.md": entry("2024-05-01", more="repeat: {every: month}"),
    "plan/ended.md": entry("2024-05-02", more="repeat: {every: week, count: 3}"),
    "plan/just.md": entry("2026-08-01"),
    "plan/before.md": entry("2026-07-31"),
    "plan/next-year.md": entry("2027-11-30", more="status: planned"),
    "plan/far.md": entry("2027-12-01", more="status: planned"),
    "plan/someday.md": entry("TBD", more="status: idea"),
    "plan/née café.md": entry("2024-06-03", more="aliases: [nee]"),
    "plan/mentions.md": entry("2026-12-03", "See [[old]], [its file](old.md#x) and [[née café|that]]. [far](far.md)\n"),
    "strategy/about.md": "---\ntitle: About\n---\n[An old one](../plan/old.md) and [[span]].\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook of three years."""
    return playbook(tmp_path_factory.mktemp("entry-pages"), PLAN, options=AUTO)


@pytest.fixture(scope="module")
def site(root: Path) -> Mapping[str, bytes]:
    """Its site."""
    return build(root)


def test_what_has_a_page(site: Mapping[str, bytes]) -> None:
    """A brief, or a day from the third month before this one to the twelfth after it; what has no day or no end."""
    pages = {
        path.split("/")[1] for path, data in site.items() if path.startswith("plan/") and b"http-equiv" not in data
    }
    found = {name for name in pages if not name.endswith(".ics")}
    assert found == {"old-brief", "series", "just", "next-year", "someday", "mentions", "launch"}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("old", "2024-03"),
        ("only-title", "2024-04"),
        ("span", "2024-04"),
        ("window", "2024-04"),
        ("ended", "2024-05"),
        ("before", "2026-07"),
        ("far", "2027-12"),
        ("née-café", "2024-06"),
    ],
)
def test_what_lies_on_its_month(site: Mapping[str, bytes], name: str, month: str) -> None:
    """A row with all that a list says of it; its own address leads there."""
    page = Html(site[f"calendar/{month}/index.html"])
    assert [e.name for e in page.elements if e.attributes.get("id") == f"entry-{name}"] == ["li"]
    [address] = leads(site, f"plan/{name}/")
    assert address.endswith(f"calendar/{month}/#entry-{name}".replace("é", "%C3%A9"))


def test_every_link_leads_there(site: Mapping[str, bytes]) -> None:
    """Rows, chips, lists, mentions and links in texts; aliases; nothing leads to a page that isn't there."""
    assert not list(broken_links(site))
    place = "calendar/2024-03/#entry-old"
    assert leads(site, "plan/mentions/").count(place) == 2
    for page in ("goals/grow/", "calendar/list/", "calendar/2024-03/", "about/"):
        assert place in leads(site, page), page
    assert leads(site, "plan/nee/") == ["calendar/2024-06/#entry-n%C3%A9e-caf%C3%A9"]
    assert place.encode() in site["data/plan.csv"]
    # What programs keep doesn't change as time goes by.
    assert "plan/old/" in {page["address"] for page in json.loads(site["data/playbook.json"])["pages"]["entry"]}


def test_titles_are_escaped(site: Mapping[str, bytes]) -> None:
    """As everywhere."""
    page = site["calendar/2024-03/index.html"]
    assert HOSTILE in Html(page).text
    assert b"<b>bold" not in page


def test_feeds_do_not_change(root: Path, tmp_path: Path) -> None:
    """Nor do they when time goes by: an entry's own address stays what it is, and leads on."""
    every = files_of(playbook(tmp_path, PLAN, options={"fail_on": "never"}))
    few = files_of(root)
    names = {name for name in every if name.endswith(".ics")}
    assert names
    assert all(few[name] == every[name] for name in names)
    later = build_site(context_at(root).having(today=date(2027, 8, 1)))
    assert later.files["plan/just/index.html"].count(b"calendar/2026-08/#entry-just") == 3
    assert f"URL:{BASE}plan/just/".encode() in few["calendar.ics"]


def test_addresses_that_are_files(tmp_path: Path) -> None:
    """With `use_directory_urls: false` too."""
    site = build(playbook(tmp_path, PLAN, config={"use_directory_urls": False}, options=AUTO))
    assert not list(broken_links(site))
    assert b"../calendar/2024-03.html#entry-old" in site["plan/old.html"]


def test_other_generators(root: Path) -> None:
    """The Markdown of a page links to the place on the month's."""
    context = context_at(root)
    files = exported(build_site(context), context.playbook, run(root, load_settings(root).options).playbook)
    text = files["plan/mentions.md"].decode()
    assert "(../calendar/2024-03.md#entry-old)" in text
    assert "[that](../calendar/2024-06.md#entry-n%C3%A9e-caf%C3%A9)" in text
    assert "plan/old.md" not in files


def test_nothing_hidden_is_on_a_month(tmp_path: Path) -> None:
    """What only an internal site shows."""
    hidden = {"plan/old.md": entry("2024-03-05", more="visibility: internal", title="SECRET")}
    site = build(playbook(tmp_path, {**PLAN, **hidden}, options=AUTO))
    assert not [path for path, data in site.items() if b"SECRET" in data or b'entry-old"' in data]


def test_old_entries_are_not_found_by_search(tmp_path: Path) -> None:
    """What was dropped never, what ended long ago by option; the author's own word counts more."""
    files = {
        "plan/dropped.md": entry("2026-11-20", "Dropped words.", more="status: cancelled"),
        "plan/old.md": entry("2025-10-31", "Old words."),
        "plan/kept.md": entry("2025-10-30", "Kept words.", more="search: {boost: 2}"),
        "plan/year.md": entry("2025-11-01", "Young words."),
    }

    def found(root: Path) -> set[str]:
        index = build(root)["search/search_index.json"]
        return {name for name in ("Dropped", "Old", "Kept", "Young") if f"{name} words" in index.decode()}

    assert found(playbook(tmp_path / "all", files, material=True, options={"fail_on": "never"})) == {
        "Old",
        "Kept",
        "Young",
    }
    options = {"fail_on": "never", "search_months": 12}
    assert found(playbook(tmp_path / "few", files, material=True, options=options)) == {"Kept", "Young"}


def test_search_reads_the_newest_texts_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a plan with very much text the oldest is found by title, summary, status and goals; its page is as it was."""
    files = {
        f"plan/e{number}.md": entry(f"2026-{number:02}-10", f"Opening {number}.\n\n## Part\n\nDeep {number}{number}.")
        for number in range(1, 10)
    }
    whole = build(playbook(tmp_path / "whole", files, material=True, options={"fail_on": "never"}))
    monkeypatch.setattr(authored, "_MOST_SEARCHED", 150)
    few = build(playbook(tmp_path / "few", files, material=True, options={"fail_on": "never"}))

    def read(site: Mapping[str, bytes], words: str) -> list[int]:
        index = site["search/search_index.json"].decode()
        return [number for number in range(1, 10) if words.format(number) in index]

    assert read(whole, "Deep {0}{0}") == [*range(1, 10)]
    assert read(few, "Deep {0}{0}") == [6, 7, 8, 9], "the newest"
    assert read(few, "Opening {0}") == [*range(1, 10)]
    assert few["plan/e1/index.html"] == whole["plan/e1/index.html"]
    assert b"gp-unread" not in few["plan/e1/index.html"]
