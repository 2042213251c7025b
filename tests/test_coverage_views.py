"""Coverage: numbers lead to what they count, gaps begin an entry or are accepted, and any two things can be crossed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from builds import Html, broken_links, build, context_at, playbook
from gameplan.options import Options
from gameplan.publish.crossings import MOST_COLUMNS, MOST_ROWS, crossed
from gameplan.publish.edition import Crossing
from gameplan.publish.gaps import gaps_of
from gameplan.publish.hosts import host_of
from gameplan.publish.pages.overview.coverage import coverage_document
from gameplan.publish.views.buttons import add_entry
from gameplan.settings import OptionError, parse_options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GITHUB = {"repo_url": "https://github.com/team/plan"}
GITLAB = {"repo_url": "https://gitlab.com/team/plan", "edit_uri": "-/edit/main/strategy/"}
NONE = {"repo_url": None}
WAY = {
    "strategy/audiences/ann.md": "---\ntitle: Ann\n---\n",
    "strategy/audiences/bob.md": "---\ntitle: Bob\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\ncommitments: [{at_least: 1, of: article, every: month}]\n---\n",
    "strategy/channels/mail.md": "---\ntitle: Mail\n---\n",
    "strategy/journeys/way.md": (
        "---\ntitle: The way\nstages: [{id: see, title: Sees}, {id: buy, title: Buys}]\n"
        "accepted_gaps:\n  - {audience: bob, stage: buy, reason: Bob never buys.}\n---\n"
    ),
    "strategy/goals/idle.md": "---\ntitle: Idle\n---\n",
    "strategy/goals/rest.md": "---\ntitle: Rest\naccepted_gaps: [{reason: It rests until spring.}]\n---\n",
    "plan/one.md": (
        "---\ntitle: One\ntype: email\ngoals: [grow]\naudiences: [ann]\nchannels: [mail]\nstage: way/see\nstart: 2026-12-03\n---\n"
    ),
    "plan/two.md": "---\ntitle: Two\ntype: email\ngoals: [grow]\naudiences: [ann]\nchannels: [mail]\nstart: 2026-12-03\n---\n",
    "plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-03\naudiences: [ann]\n---\n",
}


def gap_list(site: Mapping[str, bytes], kind: str) -> str:
    """The gaps of a kind, as HTML."""
    html = site["coverage/index.html"].decode()
    return html.partition(f'id="gaps-{kind}"')[2].partition("<h3")[0].partition("</section>")[0]


def written(link: str) -> str:
    """The file that a link to the host begins."""
    return parse_qs(urlsplit(link).query)["value"][0]


def test_every_kind_of_gap_is_told(tmp_path: Path) -> None:
    """Empty stages, idle and unmeasured goals, broken promises, lonely and late entries, and two things at once."""
    root = playbook(tmp_path, {**WAY, "plan/lost.md": "---\ntitle: Lost\nstart: 2026-12-09\n---\n"})
    told = {gap.kind: gap.text for gap in gaps_of(context_at(root))}
    assert told["stages"] == "Nothing for Bob at the stage “Sees”."
    assert told["idle"] == "Nothing is planned for the goal Idle although it is in force."
    assert told["promises"].startswith(
        "Blog commits to at least 1 article every month: only 0 in Nov 2026, 0 in Dec 2026"
    )
    assert told["goals"] == "Lost serves no goal."
    assert told["audiences"] == "Lost names no audience."
    assert told["overdue"] == "Late was due on 3 Nov 2026."
    assert told["clashes"] == "One and Two reach Ann by Mail on Thu 3 Dec 2026."
    assert "Rest" not in " ".join(told.values()).replace("Rest nor", "")


def test_a_gap_begins_an_entry(tmp_path: Path) -> None:
    """On GitHub the cell and the sentence lead to a new file that says what would close the gap."""
    site = build(playbook(tmp_path, WAY, GITHUB))
    page = Html(site["coverage/index.html"])
    files = [written(link) for link in page.hrefs("gp-cell--gap")]
    assert any("audiences: [bob]\nstage: way/see\nstart: TBD\n" in text for text in files)
    assert any("goals: [idle]\nstart: TBD\n" in text for text in files)
    free = [written(link) for link in page.hrefs("gp-cell--free")]
    assert any("goals: [idle]\nstart: 2027-02\n" in text for text in free)
    [link] = Html(gap_list(site, "promises").encode()).hrefs("gp-gap-do__link")[:1]
    assert "type: article\ngoals: []\nchannels: [blog]\nstart: 2026-11\n" in written(link)
    assert not [link for link in broken_links(site) if link.startswith("coverage/")]


def test_where_the_host_takes_no_content_there_is_something_to_copy(tmp_path: Path) -> None:
    """GitLab begins an empty file, and without a host there is none to begin: the text stands beside the gap."""
    for name, config in (("gitlab", GITLAB), ("none", NONE)):
        site = build(playbook(tmp_path / name, WAY, config))
        part = Html(gap_list(site, "stages").encode())
        copies = [element.attributes["data-gp-copy"] for element in part.named("button", "gp-copy")]
        assert any("audiences: [bob]\nstage: way/see\n" in text for text in copies)
        begin = [href for href in part.hrefs() if "/new/" in href]
        assert bool(begin) == (name == "gitlab")
    assert "../audiences/bob/#see" in Html(site["coverage/index.html"]).hrefs("gp-cell--gap")


def test_a_gap_is_accepted_by_a_line(tmp_path: Path) -> None:
    """The line is ready to copy, fits what the page has already, and closes the gap when it is added."""
    root = playbook(tmp_path, WAY, GITHUB)
    site = build(root)
    part = Html(gap_list(site, "stages").encode())
    lines = [element.attributes["data-gp-copy"] for element in part.named("button", "gp-copy")]
    assert lines[-1] == '  - {audience: bob, stage: see, reason: "Why this may stay empty"}'
    assert "https://github.com/team/plan/edit/main/strategy/journeys/way.md#L5" in part.hrefs()
    journey = root / "strategy/journeys/way.md"
    journey.write_text(
        journey.read_text(encoding="utf-8").replace("accepted_gaps:\n", f"accepted_gaps:\n{lines[-1]}\n"),
        encoding="utf-8",
    )
    part = Html(gap_list(site, "idle").encode())
    [line] = [element.attributes["data-gp-copy"] for element in part.named("button", "gp-copy")]
    assert line == 'accepted_gaps:\n  - {reason: "Why this may stay empty"}'
    (root / "strategy/goals/idle.md").write_text(f"---\ntitle: Idle\n{line}\n---\n", encoding="utf-8")
    site = build(root)
    assert "Nothing for" not in Html(gap_list(site, "stages").encode()).text.replace("Nothing for Ann", "")
    assert not gap_list(site, "idle")
    accepted = Html(site["coverage/index.html"].decode().partition('id="accepted"')[2].encode()).text
    assert "It rests until spring." in accepted
    assert accepted.count("Why this may stay empty") == 2


def test_accepted_gaps_are_grey_with_the_reason(tmp_path: Path) -> None:
    """An accepted cell is no gap, leads to its reason, and isn't counted."""
    page = Html(build(playbook(tmp_path, WAY))["coverage/index.html"])
    assert page.hrefs("gp-cell--accepted") == ["#accepted", "#accepted"]
    assert "Bob never buys." in page.text


CROSSED = {
    "coverage": [
        {"rows": "audiences", "columns": "channels"},
        {"rows": "regions", "columns": "types", "title": "Where we do what"},
        {"rows": "statuses", "columns": "tags"},
    ],
    "kinds": {"region": {}},
}
REGIONS = {
    **WAY,
    "strategy/regions/north.md": "---\ntitle: North\n---\n",
    "strategy/regions/south.md": "---\ntitle: South\n---\n",
    "strategy/regions/dark.md": "---\ntitle: HIDDEN\nvisibility: internal\n---\n",
    "plan/three.md": "---\ntitle: Three\ntype: video\ngoals: [grow]\nregions: [north]\nstart: 2026-12-09\n---\n",
}


def test_any_two_kinds(tmp_path: Path) -> None:
    """Tables of the options count entries ahead by whatever they name, kinds of the playbook's own and words included."""
    site = build(playbook(tmp_path, REGIONS, GITHUB, CROSSED))
    html = site["coverage/index.html"].decode()
    first, second, third = (html.partition(f'id="table-{n}"')[2].partition("</section>")[0] for n in (1, 2, 3))
    page = Html(first.encode())
    assert "Audiences × Channels" in page.text
    assert "../audiences/ann/#when" in page.hrefs("gp-cell--1")
    assert any("audiences: [bob]\nchannels: [blog]\n" in written(link) for link in page.hrefs("gp-cell--free"))
    page = Html(second.encode())
    assert "Where we do what" in page.text
    assert "../plan/three/" in page.hrefs("gp-cell--1"), "one entry is its own list"
    assert any("type: email\ngoals: []\nregions: [south]\n" in written(link) for link in page.hrefs("gp-cell--free"))
    assert "there is nothing to cross" in Html(third.encode()).text
    assert b"HIDDEN" not in site["coverage/index.html"]
    assert not [link for link in broken_links(site) if link.startswith("coverage/")]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"rows": "audience", "columns": "channels"},
            "coverage: rows: entries name no 'audience'; did you mean 'audiences'?",
        ),
        (
            {"rows": "audiences", "columns": "regions"},
            "coverage: columns: entries name no 'regions'; write one of goals,",
        ),
        ({"rows": "goals", "columns": "goals"}, "rows and columns are both goals"),
        ({"rows": "goals"}, "option 'coverage.0.columns'"),
        ({"rows": "goals", "columns": "types", "colour": "red"}, "there is no option 'coverage.0.colour'"),
    ],
)
def test_tables_that_can_t_be(table: dict[str, str], message: str) -> None:
    """A name that is wrong is one line, with what was probably meant."""
    with pytest.raises(OptionError, match=re.escape(message)):
        parse_options({"coverage": [table]}, "mkdocs.yml")


def test_the_same_table_twice() -> None:
    """It is a slip of the pen."""
    table = {"rows": "goals", "columns": "types"}
    with pytest.raises(OptionError, match="is there twice"):
        parse_options({"coverage": [table, table]}, "mkdocs.yml")
    assert Options().coverage == ()


def test_five_hundred_rows_and_columns(tmp_path: Path) -> None:
    """Large tables keep what has the most entries, and say what they leave out."""
    files = {f"strategy/audiences/a{n:03}.md": f"---\ntitle: Audience {n:03}\n---\n" for n in range(500)}
    files |= {f"strategy/channels/c{n:03}.md": f"---\ntitle: Channel {n:03}\n---\n" for n in range(500)}
    files["strategy/journeys/way.md"] = "---\ntitle: The way\nstages: [{id: see}, {id: buy}]\n---\n"
    files["plan/launch.md"] = (
        "---\ntitle: Launch\ngoals: [grow]\naudiences: [a499]\nchannels: [c499]\nstart: 2026-12-01\n---\n"
    )
    context = context_at(playbook(tmp_path, files, None, {"coverage": [{"rows": "audiences", "columns": "channels"}]}))
    found = crossed(context, Crossing("audiences", "channels"))
    assert (len(found.rows), len(found.columns)) == (MOST_ROWS, MOST_COLUMNS)
    assert found.rows[-1].text == "Audience 499"
    html = "".join(coverage_document(context).frame())
    page = Html(html.encode())
    assert "440 more rows with fewer entries are left out." in page.text
    assert "440 more audiences aren't shown here; their gaps are listed below." in page.text
    assert len(html) < 800_000


def test_titles_are_text(tmp_path: Path) -> None:
    """Whatever pages, stages and tags are called, it is text in tables, sentences, addresses and what is copied."""
    evil = '"><script>alert(1)</script>'
    files = {
        "strategy/audiences/ann.md": f"---\ntitle: '{evil}'\nid: 'a: [b]'\n---\n",
        "strategy/journeys/way.md": f"---\ntitle: '{evil}'\nstages: [{{id: see, title: '{evil}'}}]\n---\n",
        "strategy/channels/c.md": f"---\ntitle: '{evil}'\n---\n",
    }
    options = {"coverage": [{"rows": "audiences", "columns": "channels", "title": evil}]}
    site = build(playbook(tmp_path, files, GITHUB, options))
    page = Html(site["coverage/index.html"])
    assert not [
        script
        for script in page.named("script")
        if "src" not in script.attributes and not script.attributes.get("type")
    ]
    assert page.text.count(evil) >= 5
    assert any('audiences: ["a: [b]"]' in written(link) for link in page.hrefs("gp-cell--gap"))


def test_drafts() -> None:
    """An entry's link says everything that is known of it, as YAML takes it."""
    host = host_of("https://github.com/team/plan", "edit/main/strategy/", "strategy")
    assert host is not None
    link = add_entry(
        host,
        "plan",
        goal="grow",
        start="2026-12",
        audience="yes",
        stage="way/see",
        channel="blog",
        entry_type="article",
        more={"regions": "ö"},
    )
    assert written(link.url or "") == (
        '---\ntitle: New entry\ntype: article\ngoals: [grow]\naudiences: ["yes"]\nchannels: [blog]\nstage: way/see\n'
        'regions: ["ö"]\nstart: 2026-12\nstatus: idea\n---\n\nWhat it is, and for whom.\n'
    )


def test_free_days_of_a_month(tmp_path: Path) -> None:
    """Each free day from today on begins an entry: one that is pointed at, and a fold for keys and thumbs; not where no host is."""
    files = {"plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-11-25\nend: 2026-11-27\n---\n"}
    site = build(playbook(tmp_path / "a", files, GITHUB))
    page = Html(site["calendar/2026-11/index.html"])
    pointed = page.hrefs("gp-d__add")
    days = [re.findall("start: (.*)", unquote(link))[0] for link in pointed]
    assert days == [f"2026-11-{day}" for day in (22, 23, 24, 28, 29, 30)]
    assert all(link.attributes["tabindex"] == "-1" for link in page.named("a", "gp-d__add"))
    assert sum(href in pointed for href in page.hrefs()) == 2 * len(days)
    site = build(playbook(tmp_path / "b", files, NONE))
    assert b"gp-d__add" not in site["calendar/2026-11/index.html"]
    assert b"gp-free" not in site["calendar/2026-11/index.html"]
