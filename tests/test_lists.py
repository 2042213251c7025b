"""Lists of every kind: complete tables, and the same as CSV that spreadsheets can't be tricked by."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builds import BASE, Html, broken_links, build, context_at, files_of, leads, playbook, sample_context
from gameplan.publish.columns import columns
from gameplan.publish.data.files import data_files
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.context import Context

MARKER = "zqxmarker"
FILES: dict[str, str | bytes] = {
    "strategy/people/ana.md": "---\ntitle: Ana\nrole: Editor\nemail: ana@example.org\n---\nWrites, and *edits*.\n",
    "strategy/channels/blog.md": (
        "---\ntitle: Blog\nmedium: owned\nowner: ana\ncommitments:\n  - {at_least: 2, of: article, every: month}\n---\n"
    ),
    "strategy/kpis/readers.md": (
        "---\ntitle: Readers\nunit: people\ntarget: {value: 1200.5, on: 2026-12-31}\nreadings: {2026-10-31: -3}\n---\n"
    ),
    "strategy/policies/quiet.md": "---\ntitle: Quiet days\nreview_by: 2027-01-15\napplies_to: [blog, mail]\n---\n",
    "strategy/reviews/q3.md": "---\ntitle: Third quarter\nperiod: 2026-Q3\ngoals: grow\n---\n",
    "strategy/journeys/first.md": "---\ntitle: First steps\nstages: [{id: find}, {id: try}]\n---\n",
    "plan/launch.md": (
        "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01T18:00\nowner: ana\nchannels: [blog]\nstage: first/find\n"
        "type: article\n---\n"
    ),
    "plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-01\nend: 2026-11-03\nowner: ana\n---\n",
    "plan/someday.md": "---\ntitle: Someday\ngoals: [grow]\nstart: 2026-Q4\nstatus: idea\n---\n",
    f"plan/{MARKER}.md": f"---\ntitle: {MARKER}\ngoals: [grow]\nstart: 2026-12-02\nvisibility: internal\nchannels: [blog]\n---\n",
}


def rows_of(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a file as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode("utf-8-sig"), newline="")))


def cells(html: bytes) -> list[list[str]]:
    """The texts of a page's table, row by row."""
    table = html.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.split(r"(?=<t[dh][ >])", row)[1:] for row in table.split("<tr ")[1:]]
    return [[Html(cell.encode()).text for cell in row] for row in rows]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with something of most kinds."""
    return playbook(tmp_path_factory.mktemp("lists"), FILES)


@pytest.fixture(scope="module")
def site(root: Path) -> dict[str, bytes]:
    """Its site."""
    return build(root, strict=False)


def test_columns_that_matter(site: Mapping[str, bytes]) -> None:
    """Each kind's table says what its pages are about, and what is ahead for them."""
    assert cells(site["channels/index.html"]) == [
        ["Blog", "Owned", "at least 2 articles every month", "1 ahead · next 1 Dec 2026", "Ana"]
    ]
    assert cells(site["people/index.html"])[0][1:] == ["Editor", "2 ahead · next 1 Dec 2026", "1"]
    assert cells(site["policies/index.html"]) == [["Quiet days", "blog; mail", "", "", "15 Jan 2027"]]
    assert cells(site["reviews/index.html"]) == [["Third quarter", "Q3 2026", "0", "0", "0", "Grow", ""]]
    assert cells(site["journeys/index.html"]) == [["First steps", "", "2", "1", ""]]
    assert cells(site["calendar/list/index.html"]) == [
        ["Someday", "Q4 2026", "Idea", "", "", "", "Grow"],
        ["Late", "1–3 Nov 2026", "Planned", "", "Ana", "", "Grow"],
        ["Launch", "Tue 1 Dec 2026, 18:00–19:00", "Planned", "Article", "Ana", "Blog", "Grow"],
    ]


def test_lists_are_linked(site: Mapping[str, bytes]) -> None:
    """From the agenda, and from each list to its file; every link leads somewhere."""
    assert "calendar/list/" in leads(site, "calendar/")
    for path, name in (("channels/", "channels"), ("goals/", "goals"), ("calendar/list/", "plan")):
        assert f"data/{name}.csv" in leads(site, path, "gp-button")
    assert list(broken_links(site)) == []


def test_tables_are_accessible(site: Mapping[str, bytes]) -> None:
    """A region that can be reached and has a name, a header for each column and row, and nothing that needs scripts."""
    page = Html(site["calendar/list/index.html"])
    [region] = page.named("div", "gp-scroll")
    assert (region.attributes["tabindex"], region.attributes["role"]) == ("0", "region")
    assert region.attributes["aria-label"] == "All entries: a table"
    heads = page.named("th")
    assert [head.attributes.get("scope") for head in heads] == ["col"] * 7 + ["row"] * 3
    assert [head.attributes.get("data-gp-form") for head in heads[:3]] == ["text", "day", "text"]
    form = Html(site["calendar/list/index.html"].partition(b'<div class="gp-filter"')[2].partition(b"</form>")[0])
    assert len(page.named("input")) == len(form.named("input")), "but in the form that scripts show"
    assert len(page.named("select")) == len(form.named("select"))


def test_files_hold_the_same(site: Mapping[str, bytes]) -> None:
    """Numbers and days are such that spreadsheets know them; a byte-order mark tells Excel that it is UTF-8."""
    assert site["data/plan.csv"].startswith(b"\xef\xbb\xbfId,Title,Address,Start,End,")
    assert b"\r\n" in site["data/plan.csv"]
    assert re.search(rb"[^\r]\n", site["data/plan.csv"]) is None
    late, launch = rows_of(site, "plan")[1:]
    assert (late["Start"], late["End"]) == ("2026-11-01", "2026-11-03")
    assert (launch["Start"], launch["Address"]) == ("2026-12-01T18:00+01:00", f"{BASE}plan/launch/")
    [readers] = rows_of(site, "kpis")
    assert (readers["Target"], readers["Target by"], readers["Latest"]) == ("1200.5", "2026-12-31", "-3")
    assert rows_of(site, "goals")[0]["Ahead"] == "3"
    assert {path for path in site if path.endswith(".csv")} == {
        f"data/{name}.csv"
        for name in ("plan", "goals", "journeys", "channels", "kpis", "policies", "people", "reviews")
    }


def test_nothing_hidden_and_no_addresses_of_people(site: Mapping[str, bytes]) -> None:
    """Hidden entries are in no list and no count, and e-mail addresses in no file."""
    for path, data in site.items():
        if path.startswith(("data/", "calendar/list/", "channels/", "people/index")):
            assert MARKER.encode() not in data
            assert b"ana@example.org" not in data
    assert rows_of(site, "channels")[0]["Ahead"] == "1"


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "＝1+1", "--1"]
HARMLESS = ["-1", "+12", "-3.50", "5 - 3", "a=b", 'say "x", then', "two\nlines", "1\u20282", ""]


def titled(context: Context, titles: list[str]) -> Context:
    """The context with an entry for each title."""
    launch = next(entry for entry in context.playbook.entries if entry.id == "launch")
    pages = [replace(launch, id=f"e-{n:03}", path=f"plan/e-{n:03}.md", title=t) for n, t in enumerate(titles)]
    return context.having(playbook=replace(context.playbook, pages=(*context.playbook.pages, *pages)))


def test_the_latest_reading(tmp_path: Path) -> None:
    """The list of KPIs has the value that was read last, and when, in whatever order they were written."""
    readings = "readings: {2026-10-31: 20, 2026-11-15: 30, 2026-01-31: 10}"
    files = {
        "strategy/kpis/readers.md": f"---\ntitle: Readers\n{readings}\n---\n",
        "strategy/kpis/nobody.md": "---\ntitle: Nobody read it\n---\n",
    }
    rows = rows_of(data_files(context_at(playbook(tmp_path, files))), "kpis")
    assert [(row["Latest"], row["Latest on"]) for row in rows] == [("", ""), ("30", "2026-11-15")]


def test_formulas_are_texts(root: Path) -> None:
    """What a spreadsheet would compute stands behind an apostrophe; plain numbers and all else are as they were."""
    context = titled(context_at(root), [*FORMULAS, *HARMLESS])
    found = [row["Title"] for row in rows_of(build_site(context).files, "plan") if row["Id"].startswith("e-")]
    assert found == [*(f"'{text}" for text in FORMULAS), *HARMLESS]


def test_hostile_titles_are_literal(root: Path) -> None:
    """Markup, and the end of a script, are text in a table."""
    hostile = "</script><script>alert(1)</script> <b>\"q\" 'a' & {{ 7*7 }} \u2028 🎉"
    context = titled(context_at(root), [hostile])
    for document in build_site(context).documents:
        if document.uri == "calendar/list.md":
            page = Html("\n".join(document.frame()).encode())
            assert " ".join(hostile.split()) in page.text
            assert page.named("script") == page.named("b") == []
            break
    else:
        pytest.fail("there is no list")


def test_five_hundred_of_a_kind_and_none(tmp_path: Path) -> None:
    """Any number of pages is one table; an empty plan says so."""
    files = {f"strategy/channels/c{n:03}.md": f"---\ntitle: {json.dumps(f'Channel {n}')}\n---\n" for n in range(500)}
    root = playbook(tmp_path, files)
    (root / "plan/launch.md").unlink()
    site = {document.uri: document for document in build_site(context_at(root)).documents}
    assert "".join(site["channels/index.md"].frame()).count("<tr") == 501
    assert "Nothing is here yet." in "".join(site["calendar/list.md"].frame())
    assert files_of(root)["data/plan.csv"].count(b"\r\n") == 1


def test_an_author_s_own_files_stay(tmp_path: Path) -> None:
    """A file or folder of the author's in the place of ours is published, and nothing leads to ours."""
    root = playbook(tmp_path / "a", {"strategy/data/Plan.csv": "mine"})
    assert "data/plan.csv" not in files_of(root)
    assert "data/goals.csv" in files_of(root)
    site = build(root)
    assert site["data/Plan.csv"] == b"mine"
    assert "data/plan.csv" not in leads(site, "calendar/list/")
    assert not [uri for uri in files_of(playbook(tmp_path / "b", {"strategy/data": "mine"})) if uri.startswith("data/")]


def test_own_kinds_have_a_list(tmp_path: Path) -> None:
    """A kind that a playbook adds has what every page has."""
    files = {
        "strategy/markets/eu.md": "---\ntitle: Europe\n---\n",
        "plan/launch.md": "---\ntitle: L\ngoals: [grow]\nmarkets: [eu]\nstart: 2026-12-01\n---\n",
    }
    site = build(playbook(tmp_path, files, options={"kinds": {"market": {}}}))
    assert cells(site["markets/index.html"]) == [["Europe", "1 ahead · next 1 Dec 2026", ""]]
    assert rows_of(site, "markets")[0]["Ahead"] == "1"


def test_every_kind_has_columns() -> None:
    """No list is without what is particular to its kind."""
    _, context = sample_context()
    for kind in (context.playbook.vocabulary.entry, *context.lookups.shown_kinds):
        found = columns(context, kind)
        assert len(found) >= 2
        assert len({column.label for column in found}) == len(found)
