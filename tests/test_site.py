"""Sites as MkDocs really builds them: addresses, links, what is hidden, what is escaped, and what a fault leaves behind."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import markdown
import pytest
from mkdocs.exceptions import Abort

from builds import (
    BASE,
    NAMESPACE,
    TODAY,
    Html,
    broken_links,
    build,
    build_in_child,
    contents,
    copy_of_sample,
    files_of,
    in_child,
    leads,
    playbook,
    sample_context,
    sample_site,
    write,
)
from gameplan.model.addresses import site_url
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

GOAL = "---\ntitle: {title}\n---\n{body}\n"
EVIL = "</title><script>alert(1)</script> \"q\" 'a' & {{ 191*7 }} {% raw %} <img src=x onerror=alert(1)> *e* `c` 🎉"
MARKER = "zqxmarker"


def entry(title: str = "Launch", front: str = "", body: str = "Text.") -> str:
    """A plan entry that serves the goal `grow`."""
    return (
        f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ngoals: [grow]\nstart: 2026-12-01\n{front}---\n{body}\n"
    )


def page(site: Mapping[str, bytes], path: str) -> Html:
    """A page of a site by its address."""
    return Html(site[f"{path}index.html" if path == "" or path.endswith("/") else path])


def body_of(site: Mapping[str, bytes], path: str) -> str:
    """The HTML of a page by its address."""
    return site[f"{path}index.html"].decode()


# The sample, with Material


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the sample's site."""
    folder, _ = sample_site(tmp_path_factory)
    return contents(folder)


def test_sample_is_strictly_clean(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The strict build of the sample, with all of MkDocs' own checks of links on, warns of nothing."""
    _, log = sample_site(tmp_path_factory)
    assert "WARNING" not in log
    assert "ERROR" not in log
    assert "Documentation built" in log


def test_addresses_are_kind_and_id(sample: dict[str, bytes]) -> None:
    """Every page of a kind has its address from its kind and id, wherever its file lies; nothing hidden has one."""
    result, context = sample_context()
    for found in result.playbook.pages:
        if found.kind.folder:
            assert (f"{found.kind.folder}/{found.id}/index.html" in sample) is found.public, found.path
    assert len(context.playbook.pages) < len(result.playbook.pages)
    pages = [path for path in sample if path.endswith(".html")]
    assert not [path for path in pages if path.startswith(("plan/2026-q4/", "plan/2027-q1/", "plan/series/"))]


def test_pages_that_nobody_wrote(sample: dict[str, bytes]) -> None:
    """Home, the goals, the agenda, a page for each month and an index of each kind exist, and link to what they list."""
    _, context = sample_context()
    assert f"{len(context.lookups.areas) - 1}" in page(sample, "").text, "the number of goal areas"
    for goal in context.playbook.goals:
        assert f"goals/{goal.id}/" in leads(sample, "goals/")
    for kind in context.lookups.shown_kinds:
        listed = leads(sample, f"{kind.folder}/")
        assert all(f"{kind.folder}/{found.id}/" in listed for found in context.playbook.of_kind(kind.name))
    assert len(context.lookups.shown_kinds) == 17
    months = {path.split("/")[1] for path in sample if re.fullmatch(r"calendar/\d{4}-\d\d/index.html", path)}
    dated = {f"{e.schedule.first_day:%Y-%m}" for e in context.playbook.entries if e.schedule.start}
    assert dated <= months
    for month in months:
        assert f"calendar/{month}/" in leads(sample, "calendar/")
    assert "plan/gift-season/" in leads(sample, "calendar/")


def test_ids_of_our_parts_are_known_before_they_are_made() -> None:
    """What is said beforehand of a page's head and tail, for the author's headings to keep clear of, is what is in them."""
    _, context = sample_context()
    for document in build_site(context).documents:
        if callable(document.head):
            known = {*document.ids, *(anchor.id for anchor in (*document.before, *document.after))}
            assert known == set(re.findall(r' id="([^"]+)"', "".join(document.frame()))), document.uri


def test_every_link_within_the_site_leads_somewhere(sample: dict[str, bytes]) -> None:
    """No link, picture, script or style of any page, ours or the author's, misses its file or its place in it."""
    assert list(broken_links(sample)) == []
    assert list(broken_links({**sample, "x.html": b'<a href="goals/none/">'})) == ["x.html:1: goals/none/ (no file)"]


def test_every_page_has_one_title(sample: dict[str, bytes]) -> None:
    """Every page of the playbook has exactly one h1, and no id twice."""
    for path, data in sample.items():
        if path.endswith(".html") and path != "404.html" and b'http-equiv="refresh"' not in data:
            html = Html(data)
            assert len(html.named("h1")) == 1, path
            ids = [element.attributes["id"] for element in html.elements if "id" in element.attributes]
            assert len(ids) == len(set(ids)), path


def test_entries_stay_out_of_the_navigation(sample: dict[str, bytes]) -> None:
    """No page's navigation lists an entry or a goal, yet they have breadcrumbs and neighbours of their kind."""
    listed = [path for path in leads(sample, "plan/gift-season/", "md-nav__link") if "#" not in path]
    assert {"", "goals/", "calendar/", "how-we-work/"} <= set(listed)
    assert not [path for path in listed if re.match(r"(plan|goals|people)/.", path)]
    assert leads(sample, "plan/gift-season/", "md-path__link") == ["", "calendar/"]
    assert leads(sample, "goals/cut-churn/", "md-path__link") == ["", "goals/", "goals/"]
    [previous] = leads(sample, "plan/gift-season/", "md-footer__link--prev")
    [following] = leads(sample, "plan/gift-season/", "md-footer__link--next")
    assert leads(sample, previous, "md-footer__link--next") == ["plan/gift-season/"]
    assert leads(sample, following, "md-footer__link--prev") == ["plan/gift-season/"]


def test_edit_links(sample: dict[str, bytes]) -> None:
    """The edit button leads to the very file, in both folders; pages that nobody wrote have none."""
    edit = "https://git.example.org/kilnwork/playbook/-/edit/main/"
    result, context = sample_context()
    for found in context.playbook.pages:
        uri = context.addresses.uris.get(found.path)
        if found.kind.folder and uri and found.path not in context.addresses.places:
            assert f"{edit}{found.path}" in leads(sample, site_url(uri), "md-content__button")
    assert leads(sample, "calendar/2026-12/", "md-content__button") == []
    assert result.today == TODAY


def test_same_bytes_elsewhere(sample: dict[str, bytes], tmp_path: Path) -> None:
    """A second build is the same byte by byte, in another folder, process, hash seed, time zone and locale."""
    root = copy_of_sample(tmp_path / "else where" / "ünder")
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    built = build_in_child(root, "--strict", environment=environment)
    assert built.code == 0, built.output
    again = contents(root / "site")
    assert sorted(again) == sorted(sample)
    assert [path for path, data in sample.items() if again[path] != data] == []


def test_properdocs_builds_the_same(tmp_path: Path) -> None:
    """MkDocs and ProperDocs build the sample alike, but for the line that names the generator."""
    python = os.environ.get("GAMEPLAN_PROPERDOCS") or (sys.executable if importlib.util.find_spec("properdocs") else "")
    if not python:
        pytest.skip("properdocs is not installed: install it here, or name a Python that has it in GAMEPLAN_PROPERDOCS")
    root = copy_of_sample(tmp_path / "sample")
    sites = {}
    for generator in ("mkdocs", "properdocs"):
        done = in_child([python, "-m", generator, "build", "--strict", "-f", "mkdocs.yml", "-d", generator], root)
        assert done.code == 0, done.output
        sites[generator] = contents(root / generator)
    line = re.compile(rb'<meta name="generator" content="[^"]*">')
    mkdocs, properdocs = ({path: line.sub(b"", data) for path, data in site.items()} for site in sites.values())
    assert sorted(mkdocs) == sorted(properdocs)
    assert [path for path, data in mkdocs.items() if properdocs[path] != data] == []
    assert mkdocs != sites["mkdocs"]


# Addresses


def test_a_moved_file_keeps_its_address(tmp_path: Path) -> None:
    """Moving a file to another folder changes nothing on the site but the links to edit it."""
    before = build(
        playbook(tmp_path / "a", {"plan/launch.md": entry(front="id: first\n", body="[g](../strategy/goals/grow.md)")})
    )
    root = playbook(
        tmp_path / "b", {"plan/2026/q4/x.md": entry(front="id: first\n", body="[g](../../../strategy/goals/grow.md)")}
    )
    (root / "plan/launch.md").unlink()
    after = build(root)
    edit = re.compile(rb'<a class="(?:edit|gp-gap-do__link)" [^>]*/edit/[^>]*>|<a class="edit"[^>]*>')
    assert edit.findall(after["plan/first/index.html"])[0].count(b"edit/main/plan/2026/q4/x.md") == 1
    assert {path: edit.sub(b"", data) for path, data in before.items()} == {
        path: edit.sub(b"", data) for path, data in after.items()
    }


@pytest.mark.parametrize("directories", [True, False])
def test_a_former_id_leads_on(tmp_path: Path, *, directories: bool) -> None:
    """The address of a former id is a page that leads to the present one, which search engines don't index."""
    files = {
        "plan/launch.md": entry(front="aliases: [old-name, '<Ü>']\n"),
        "strategy/goals/grow.md": "---\ntitle: Grow\naliases: groww\n---\n",
    }
    site = build(playbook(tmp_path, files, {"use_directory_urls": directories}))
    end = "/index.html" if directories else ".html"
    for old, target in (("plan/old-name", "launch"), ("plan/ü", "launch"), ("goals/groww", "grow")):
        html = Html(site[f"{old}{end}"])
        new = f"{old.split('/')[0]}/{target}{'/' if directories else '.html'}"
        assert leads(site, f"{old}/" if directories else f"{old}.html") == [new]
        assert f"0; url={html.hrefs()[0]}" in [e.attributes.get("content") for e in html.named("meta")]
    assert list(broken_links(site)) == []
    assert b"old-name" not in site["sitemap.xml"]


def test_an_alias_never_takes_a_page_s_place(tmp_path: Path) -> None:
    """An alias that is another page's address, or its own, is no redirect."""
    files = {"plan/launch.md": entry(front="aliases: [other, launch]\n"), "plan/other.md": entry("Other")}
    root = playbook(tmp_path, files, options={"fail_on": "never"})
    assert [path for path in files_of(root) if path.endswith(".html")] == ["plan/index.html"]
    site = build(root)
    assert "Other" in page(site, "plan/other/").text
    assert b"refresh" not in site["plan/launch/index.html"]


@pytest.mark.parametrize(
    ("config", "base"),
    [
        ({"use_directory_urls": False}, BASE),
        ({"site_url": "https://example.org/team/plan/"}, "https://example.org/team/plan/"),
        ({"site_url": "https://example.org/team/plan", "use_directory_urls": False}, "https://example.org/team/plan/"),
        ({"site_url": ""}, BASE),
    ],
    ids=["files", "sub-path", "files in a sub-path", "nowhere"],
)
def test_addresses_of_every_form(tmp_path: Path, config: dict[str, object], base: str) -> None:
    """Every link works with addresses that are files, below a path, and where the site's address isn't known."""
    body = "[g](../strategy/goals/grow.md) [[grow]] [c](../strategy/calendar.ics) ![p](a%20b.png) [m](../strategy/index.md)"
    files: dict[str, str | bytes] = {
        "plan/launch.md": entry(front="channels: [blog]\nowner: ana\n", body=body),
        "plan/a b.png": b"png",
        "strategy/channels/blog.md": GOAL.format(title="Blog", body="[l](../../plan/launch.md#why)"),
        "strategy/people/ana.md": GOAL.format(title="Ana", body="[[launch]]"),
        "strategy/notes/more.md": "# Notes\n\n[l](../../plan/launch.md)\n",
    }
    site = build(playbook(tmp_path, files, config), strict=True)
    assert list(broken_links(site, base)) == []
    launch = "plan/launch.html" if "use_directory_urls" in config else "plan/launch/index.html"
    assert sum(path in ("goals/grow.html", "goals/grow/") for path in leads(site, launch, base=base)) >= 3
    feed = site["calendar.ics"].replace(b"\r\n ", b"").decode()
    if config.get("site_url") == "":
        assert "URL" not in feed
    else:
        assert f"URL:{base}{launch.removesuffix('index.html')}\r\n" in feed
        assert f"SOURCE;VALUE=URI:{base}calendar.ics\r\n" in feed


# Links in a text


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[g](../../strategy/goals/deep/grow.md)", '<a href="../../goals/grow/">g</a>'),
        ("[g](../../strategy/goals/deep/grow.md#a-part)", '<a href="../../goals/grow/#a-part">g</a>'),
        ("[g]: ../../strategy/goals/deep/grow.md\n\nSee [g].", 'See <a href="../../goals/grow/">g</a>.'),
        ("[m](../../strategy/index.md)", '<a href="../../">m</a>'),
        ("[s](../../strategy/) [p](../)", '<a href="../../">s</a> <a href="../../calendar/">p</a>'),
        ("[f](../2026) [f](.)", '<a href="../../calendar/">f</a> <a href="../../calendar/">f</a>'),
        ("[n](../next.md)", '<a href="../next/">n</a>'),
        ("![p](pic.png)", '<img alt="p" src="../2026/pic.png"'),
        ("[c](../../strategy/calendar.ics)", '<a href="../../calendar.ics">c</a>'),
        ("[[grow]] [[next]]", '<a href="../../goals/grow/">Grow</a> <a href="../next/">Next</a>'),
        ("[[goal:grow|the goal]], [[goals: grow]]", '<a href="../../goals/grow/">the goal</a>, <a href="../../goals/grow/">Grow</a>'),
        ("[[former]]", '<a href="../next/">Next</a>'),
        ("- [[grow]]\n\n| a |\n|---|\n| [[grow]] |", '<td><a href="../../goals/grow/">Grow</a></td>'),
        ("| a |\n|---|\n| [[grow\\|the goal]] |", '<td><a href="../../goals/grow/">the goal</a></td>'),
        ("`[[grow]]`, \\[[grow]]", "<code>[[grow]]</code>, [[grow]]"),
        ("    [[grow]] [g](../../strategy/goals/deep/grow.md)", "<code>[[grow]] [g](../../strategy/goals/deep/grow.md)\n</code>"),
        ("```\n[[grow]]\n```", "<code>[[grow]]\n</code>"),
        ("[x](https://example.org/../../strategy/goals/deep/grow.md)", 'href="https://example.org/../../strategy/goals/deep/grow.md"'),
    ],
)  # fmt: skip
def test_links_written_for_the_repository(tmp_path: Path, source: str, html: str) -> None:
    """Links that work on the repository's host, and references by id, lead to the page; code stays as it is."""
    files: dict[str, str | bytes] = {
        "plan/2026/launch.md": entry(body=f"\n{source}"),
        "plan/2026/pic.png": b"png",
        "plan/next.md": entry("Next", "aliases: [former]\n"),
        "strategy/goals/deep/grow.md": GOAL.format(title="Grow", body="## A part"),
    }
    root = playbook(tmp_path, files, {"markdown_extensions": ["tables", "fenced_code"]})
    (root / "plan/launch.md").unlink()
    (root / "strategy/goals/grow.md").unlink()
    site = build(root, strict=True)
    assert html in body_of(site, "plan/launch/")
    assert list(broken_links(site)) == []


def test_a_broken_link_is_left_to_mkdocs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A link to a file that isn't there is a finding, and stays what the author wrote."""
    root = playbook(
        tmp_path, {"plan/launch.md": entry(body="[x](../strategy/goals/gone.md)")}, options={"fail_on": "never"}
    )
    site = build(root)
    assert 'href="../strategy/goals/gone.md"' in body_of(site, "plan/launch/")
    assert "plan/launch.md:6" in caplog.text
    assert "broken-link" in caplog.text


def test_places_in_our_own_parts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An author may link to our panels, and have headings of their names; every id on a page is there once."""
    headings = "## Why\n\n## When\n\n## Mentioned by\n\n## Mentions\n\n[up](#why)\n"
    stages = "audiences: []\nstages: [{id: first, title: First}]\n"
    files = {
        "plan/launch.md": entry(
            body=f"{headings}[g](../strategy/goals/grow.md#when) [j](../strategy/journeys/j.md#first)"
        ),
        "strategy/goals/grow.md": GOAL.format(title="Grow", body=f"{headings}[l](../../plan/launch.md#why) [[launch]]"),
        "strategy/journeys/j.md": f"---\ntitle: J\n{stages}---\n## First\n\n[[launch]]\n",
    }
    root = playbook(tmp_path, files, {"validation": {"links": {"anchors": "warn"}}})
    site = build(root, strict=True)
    for path in ("plan/launch/", "goals/grow/", "journeys/j/"):
        ids = [element.attributes["id"] for element in page(site, path).elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), path
    assert "anchor" not in caplog.text
    assert b"reserved" not in b"".join(site.values())
    assert leads(site, "plan/launch/", "toc") == [
        f"plan/launch/{place}"
        for place in (
            *("#why", "#who", "#when", "#brief"),
            *("#why_1", "#when_1", "#mentioned-by", "#mentions_1"),
            *("#history", "#mentions"),
        )
    ]


def test_authors_keep_their_navigation(tmp_path: Path) -> None:
    """Where mkdocs.yml has a nav, it stays in its order; entries have their place in it all the same."""
    nav = [{"When": "calendar/index.md"}, {"Start": "index.md"}, {"Why": ["goals/index.md"]}]
    site = build(playbook(tmp_path, {}, {"nav": nav}), strict=True)
    assert leads(site, "", "nav") == ["calendar/", "", "goals/"]
    assert '<p class="crumbs">Why / </p>' in body_of(site, "goals/grow/")


# Kinds that a playbook adds


def test_own_kinds(tmp_path: Path) -> None:
    """A kind from the options has an index, addresses, backlinks, a place in the navigation and in an entry's why."""
    files = {
        "strategy/partners/ada.md": GOAL.format(title="Ada & Sons", body="A partner."),
        "plan/launch.md": entry(front="partners: [ada]\n"),
    }
    site = build(playbook(tmp_path, files, options={"kinds": {"partner": {"icon": "handshake"}}}), strict=True)
    assert "partners/ada/" in leads(site, "partners/")
    assert "partners/" in leads(site, "", "nav")
    assert "partners/ada/" in leads(site, "plan/launch/")
    assert "plan/launch/" in leads(site, "partners/ada/")
    assert "1 ahead" in page(site, "partners/").text
    assert list(broken_links(site)) == []


# What authors may write and readers must not be hurt by


@pytest.mark.parametrize("material", [False, True], ids=["plain", "material"])
def test_titles_are_text_everywhere(tmp_path: Path, *, material: bool) -> None:
    """Titles, names and summaries with HTML, quotes and template marks are text wherever they are shown."""
    quoted = json.dumps(EVIL, ensure_ascii=False)
    files = {
        "plan/launch.md": entry(
            EVIL,
            f"channels: [blog]\nsummary: {quoted}\nlocation: {quoted}\nowner: {quoted}\ndeadlines: {{{quoted}: 2026-11-30}}\n",
        ),
        "plan/next.md": entry("Next", "depends_on: [launch]\n", "[[launch]], [[grow]], [[blog]]"),
        "strategy/goals/grow.md": f"---\ntitle: {quoted}\nsuccess: {quoted}\nbudget: 10 EUR\n---\n",
        "strategy/channels/blog.md": f"---\ntitle: {quoted}\nsummary: {quoted}\n---\n",
        "strategy/index.md": f"---\ntitle: {quoted}\n---\n",
    }
    site = build(playbook(tmp_path, files, material=material))
    shown = 0
    for path, data in site.items():
        if not path.endswith(".html"):
            continue
        html = Html(data)
        for element in html.elements:
            assert not [name for name in element.attributes if name.startswith("on")], (path, element)
            assert element.attributes.get("src") != "x", (path, element)
            assert element.name != "e", (path, element)
        assert not [
            script for script in re.findall(r"<script[^>]*>([^<]*)", data.decode()) if script.startswith("alert")
        ], path
        assert "1337" not in html.text, path
        shown += " ".join(EVIL.split()) in html.text
    assert shown >= 8
    docs = json.loads(site["search/search_index.json"])["docs"]
    assert [doc for doc in docs if "alert(1)" in doc["title"]]
    if material:  # whose index is HTML; that of MkDocs is text
        assert not [doc for doc in docs if re.search(r"<(script|img)", doc["title"] + doc["text"])]
        labels = [element.attributes.get("aria-label") for element in page(site, "plan/next/").elements]
        assert f"Previous: {EVIL}" in labels, "escaped once, not twice"


def test_titles_are_text_in_plain_markdown(tmp_path: Path) -> None:
    """What `gameplan render` writes shows the title of a mentioned page as text too, and never the id of a hidden one."""
    title = "]<b>x</b> *e* `c` & [a](b) _u_ \\ ~~d~~"
    files = {
        "plan/a.md": entry(title),
        "plan/b.md": entry("B", body="See:\n\n[[a]], [[hidden-one]]."),
        "plan/c.md": entry("C", "id: hidden-one\nvisibility: internal\n"),
    }
    root = playbook(tmp_path, files)
    done = in_child([sys.executable, "-m", "gameplan", "render", str(root / "docs")], root)
    assert done.code == 0, done.output
    text = (root / "docs/plan/b.md").read_text(encoding="utf-8")
    assert "hidden-one" not in text
    html = markdown.markdown(text.rpartition("See:")[2].partition("<article")[0])
    assert Html(html.encode()).text == f"{title} , (not public)."
    assert [element.name for element in Html(html.encode()).elements] == ["p", "a"]


def test_the_page_of_sites_without_us(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What says that a site was built without us is on no site of ours, and nothing is to be said of it."""
    root = playbook(tmp_path, {"strategy/built-without-gameplan.md": f"# {MARKER}\n\n[x](missing.md)\n"})
    site = build(root, strict=True)
    done = in_child([sys.executable, "-m", "gameplan", "render", str(tmp_path / "out")], root)
    assert done.code == 0, done.output
    assert [path for path, data in {**site, **contents(tmp_path / "out")}.items() if MARKER.encode() in data] == []
    assert not [path for path in (*site, *contents(tmp_path / "out")) if "built-without" in path]
    assert "built-without" not in caplog.text + done.output


def test_titles_of_any_letters(tmp_path: Path) -> None:
    """A title with an emoji, quotes, a backslash or a colon leaves its page's front matter readable to MkDocs."""
    title = '🎉 "Über": \\ C:\\x # 日本 {a: b}'
    site = build(playbook(tmp_path, {"plan/launch.md": entry(title, "tags: ['🎉']\n", "Only this.")}))
    html = page(site, "plan/launch/")
    assert f"{title} - Site" in html.texts
    assert re.search(r"</h2>\s*<p>Only this\.</p></main>", body_of(site, "plan/launch/"))


def test_unreadable_files_are_never_published(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that we can't read reaches no page, index or feed, even where no finding stops the build."""
    broken = (
        f"---\ntitle: Launch: the {MARKER}\ngoals: [grow]\nstart: 2026-12-05\nvisibility: internal\n---\n{MARKER}\n"
    )
    root = playbook(tmp_path, {f"plan/{MARKER}.md": broken}, options={"fail_on": "never"})
    site = build(root)
    assert "invalid-front-matter" in caplog.text
    assert [path for path, data in site.items() if MARKER in path or MARKER.encode() in data] == []


ATTACK = '<img src=x onerror=alert(1)>" onload=alert(2) x="</title></script>'
ANYWHERE = ("description", "subtitle", "status", "revision_date", "date", "social", "comments")
"""Keys that a page without a kind hands on to the theme."""
PRINTING = """{% extends "base.html" %}
{% block styles %}{{ super() }}
{% if page and page.meta %}{% for key, value in page.meta.items() %}<meta name="{{ key }}" content="{{ value }}">{% endfor %}{% endif %}
{% endblock %}
"""


@pytest.mark.parametrize("nested", [False, True])
def test_front_matter_is_text_to_every_theme(tmp_path: Path, *, nested: bool) -> None:
    """Material prints tags, statuses and the like as they are, and its plugins put them into pages of their own."""
    attacks = {key: {"a": [ATTACK]} if nested else ATTACK for key in ANYWHERE}
    plain = {"title": ATTACK, "summary": ATTACK, **attacks, "tags": [ATTACK, "R&D", "&lt;b&gt;", "l'été"]}
    rows = "\n".join(f"{key}: {json.dumps(value)}" for key, value in plain.items())
    given = {"title": ATTACK, "summary": ATTACK, "tags": plain["tags"], "goals": ["grow"], "start": "2026-12-01"}
    files: dict[str, str | bytes] = {
        "strategy/about.md": f"---\n{rows}\n---\nText.\n",
        "strategy/tags.md": "# Tags\n\n<!-- material/tags -->\n",
        "plan/evil.md": "---\n"
        + "".join(f"{key}: {json.dumps(value)}\n" for key, value in given.items())
        + "---\nText.\n",
        "theme/main.html": PRINTING,
    }
    config = {
        "plugins": [
            "search",
            "tags",
            {
                "gameplan": {
                    "timezone": "UTC",
                    "fail_on": "never",
                    "today": TODAY.isoformat(),
                    "uid_namespace": NAMESPACE,
                }
            },
        ],
        "theme": {"name": "material", "font": False, "custom_dir": "theme"},
        "nav": [{"About": "about.md"}, {"Tags": "tags.md"}],
    }
    site = build(playbook(tmp_path, files, config))
    for path, data in site.items():
        if path.endswith(".html"):
            html = Html(data)
            assert [e for e in html.elements if {"onerror", "onload"} & set(e.attributes)] == [], path
    shown = page(site, "tags/").text
    for tag in ("R&D", "&lt;b&gt;", "l'été", ATTACK):
        assert tag in shown
        assert tag in page(site, "about/").text
        assert tag in page(site, "plan/evil/").text
    found = json.loads(site["search/search_index.json"])
    assert not [each for each in found["docs"] for tag in each.get("tags", ()) if "<" in tag]


# What is hidden


def hidden_playbook(visibility: str) -> dict[str, str | bytes]:
    """Pages that are hidden, with a marker in everything that they have; and public ones around them."""
    front = f"visibility: {visibility}\nowner: {MARKER}-owner\ntags: [{MARKER}-tag]\nsummary: {MARKER} summary\naliases: [{MARKER}-alias]\n"
    body = f"{MARKER} body\n\n## {MARKER} heading\n\n![pic]({MARKER}.png) [[launch]] [g](../strategy/goals/grow.md)\n"
    return {
        f"plan/{MARKER}.md": entry(
            f"{MARKER} entry", f"{front}channels: [blog, {MARKER}-channel]\nlocation: {MARKER} place\n", body
        ),
        f"plan/{MARKER}-undated.md": f"---\ntitle: {MARKER} one day\ngoals: [grow]\nvisibility: {visibility}\nstart: TBD\n---\n",
        f"plan/{MARKER}-late.md": f"---\ntitle: {MARKER} late\ngoals: [grow]\nvisibility: {visibility}\nstart: 2026-11-02\n---\n",
        f"plan/{MARKER}.png": b"png",
        f"strategy/goals/{MARKER}-goal.md": f"---\ntitle: {MARKER} goal\nparent: grow\n{front}---\n{MARKER} [[launch]]\n",
        f"strategy/channels/{MARKER}-channel.md": f"---\ntitle: {MARKER} channel\n{front}---\n",
        f"strategy/people/{MARKER}-owner.md": f"---\ntitle: {MARKER} owner\nvisibility: {visibility}\n---\n",
        f"strategy/kpis/{MARKER}-kpi.md": f"---\ntitle: {MARKER} kpi\nvisibility: {visibility}\nreadings: {MARKER}.csv\ngoals: grow\n---\n",
        f"strategy/kpis/{MARKER}.csv": f"2026-10-31,42\n# {MARKER}\n".encode(),
        f"strategy/notes/{MARKER}-note.md": f"---\nvisibility: {visibility}\n---\n# {MARKER} note\n",
        "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    }


@pytest.mark.parametrize("material", [False, True], ids=["plain", "material"])
@pytest.mark.parametrize("visibility", ["internal", "draft"])
def test_what_is_hidden_is_nowhere(tmp_path: Path, visibility: str, *, material: bool) -> None:
    """No file of a public site, by its name or its bytes, tells of a page that is internal or a draft."""
    files = hidden_playbook(visibility)
    site = build(playbook(tmp_path, files, material=material))
    assert [path for path, data in site.items() if MARKER in path or MARKER.encode() in data] == []
    assert "1 ahead" in page(site, "goals/grow/").text, "hidden entries are not counted"
    assert "0 overdue" in page(site, "").text
    assert "people/index.html" not in site


def test_what_is_hidden_is_as_if_it_were_not(tmp_path: Path) -> None:
    """A public site is the same, byte by byte, whether its hidden pages exist or not."""
    files = hidden_playbook("internal")
    public = {path: data for path, data in files.items() if MARKER not in path}
    assert build(playbook(tmp_path / "a", files)) == build(playbook(tmp_path / "b", public))


def test_internal_builds_show_all(tmp_path: Path) -> None:
    """With `internal: true` every hidden page is there, and says that it is hidden; drafts are in no feed even then."""
    files = hidden_playbook("internal") | {"plan/rough.md": entry("Rough", "visibility: draft\n")}
    site = build(playbook(tmp_path, files, options={"internal": True}))
    html = page(site, f"plan/{MARKER}/")
    assert f"{MARKER} place" in html.text
    assert "internal" in html.text
    for path in (f"goals/{MARKER}-goal/", f"channels/{MARKER}-channel/", f"people/{MARKER}-owner/", "plan/rough/"):
        assert f"{path}index.html" in site
    assert site[f"plan/{MARKER}.png"] == b"png"
    assert f"{MARKER} entry".encode() in site["calendar.ics"]
    assert b"Rough" not in site["calendar.ics"]
    assert list(broken_links(site)) == []


def test_public_pages_that_speak_of_hidden_ones(tmp_path: Path) -> None:
    """A link or a reference to a hidden page is no link on the public site, and its id is not told either."""
    files = hidden_playbook("internal") | {
        "plan/launch.md": entry(
            body=f"See:\n\n[[{MARKER}]], [[{MARKER}|words]], [label]({MARKER}.md), [deep](../strategy/goals/{MARKER}-goal.md#x)"
        )
    }
    site = build(playbook(tmp_path, files))
    html = page(site, "plan/launch/")
    assert "(not public) , words , label , deep" in html.text
    assert MARKER.encode() not in site["plan/launch/index.html"]
    assert list(broken_links(site)) == []


@pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
def test_what_mkdocs_leaves_out_is_nowhere(tmp_path: Path, option: str) -> None:
    """A page that mkdocs.yml or MkDocs itself leaves out is in no list and no feed, and a link to it is its text only."""
    body = f"See:\n\n[one](sub/{MARKER}.md) [two](../strategy/templates/{MARKER}-template.md)"
    files: dict[str, str | bytes] = {
        f"plan/sub/{MARKER}.md": entry(MARKER, body=f"![x]({MARKER}.png)"),
        f"plan/sub/{MARKER}.png": b"png",
        f"strategy/templates/{MARKER}-template.md": "# A template\n",
        "plan/launch.md": entry(body=body),
    }
    site = build(playbook(tmp_path, files, {option: "/plan/sub/*.md\n"}), strict=True)
    assert [path for path, data in site.items() if MARKER in path or MARKER.encode() in data] == []
    assert "<span>one</span> <span>two</span>" in body_of(site, "plan/launch/")


def test_files_in_html_of_hidden_pages(tmp_path: Path) -> None:
    """A file that a hidden page names in HTML is hidden too, unless a public page links to it."""
    names = ("one two.png", "two.pdf", "three.png")
    files: dict[str, str | bytes] = {f"plan/{name}": b"x" for name in names}
    html = "<img src=\"../one%20two.png?x=1\"><a href='two.pdf#page=2'>t</a> <img src=three.png>"
    files |= {
        "plan/secret.md": entry("S", "visibility: internal\n", html),
        "plan/launch.md": entry(body="![a](three.png)"),
    }
    site = build(playbook(tmp_path, files))
    assert [path for path in site if path.endswith(("png", "pdf"))] == ["plan/three.png"]


def test_shared_attachments_stay(tmp_path: Path) -> None:
    """A file that a hidden and a public page show is published; one that only the hidden page shows is not."""
    files: dict[str, str | bytes] = {
        "plan/secret.md": entry("S", "visibility: internal\n", "![a](one.png) ![b](two.png)"),
        "plan/launch.md": entry(body="![a](one.png)"),
        "plan/one.png": b"1",
        "plan/two.png": b"2",
    }
    site = build(playbook(tmp_path, files))
    assert site["plan/one.png"] == b"1"
    assert "plan/two.png" not in site


# What a fault leaves behind


@pytest.mark.parametrize(
    ("fault", "arguments", "finding"),
    [
        ("---\ntitle: Broken\ngoals: [nope]\nstart: 2026-12-05\n---\n", [], "unknown-goal"),
        ("---\ntitle: [\n---\n", [], "invalid-front-matter"),
        ("---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-02\n---\n", ["--strict"], "overdue"),
    ],
    ids=["unknown goal", "unreadable", "warning when strict"],
)
def test_the_last_good_site_stays(tmp_path: Path, fault: str, arguments: list[str], finding: str) -> None:
    """A finding that fails the build is reported in its place, ends it with 1 and one line, and leaves the old site alone."""
    root = playbook(tmp_path, {})
    assert build_in_child(root, *arguments).code == 0
    before = contents(root / "site")
    write(root, {"plan/broken.md": fault})
    built = build_in_child(root, *arguments)
    assert built.code == 1
    assert contents(root / "site") == before
    assert re.search(rf"gameplan: plan/broken\.md:\d+:\d+: .*\[{finding}\]", built.output)
    assert len([row for row in built.output.splitlines() if "to fix; the last site was left as it is" in row]) == 1
    assert "Traceback" not in built.output
    if arguments:
        assert build_in_child(root).code == 0, "a warning fails a strict build only"


def test_an_option_that_is_wrong(tmp_path: Path) -> None:
    """A wrong option ends the build with one line that says which, before anything is written."""
    built = build_in_child(playbook(tmp_path, {}, options={"timezone": "Europe/Berln"}))
    assert built.code == 1
    assert "Europe/Berln" in built.output
    assert "Europe/Berlin" in built.output
    assert "Traceback" not in built.output
    assert not (tmp_path / "site").exists()


def test_no_plan(tmp_path: Path) -> None:
    """A playbook without a plan's folder is told so in one line."""
    root = playbook(tmp_path, {}, options={"plan_dir": "when"})
    with pytest.raises(Abort):
        build(root)
    assert not (root / "site").exists()


# Serving


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """`mkdocs serve` as a child; yields its address, and ends it with all that it has started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (root / "serve.log").open("wb")
    child = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=root,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait(10)
        log.close()


def wait_for(url: str, text: str, log: Path, *, seconds: float = 40) -> None:
    """Ask for a page until it holds a text."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(0.2)
    pytest.fail(f"{url} never showed {text!r}:\n{log.read_text(encoding='utf-8')}")


def test_serve_follows_the_plan(tmp_path: Path) -> None:
    """`mkdocs serve` shows a change in plan/, a new entry, and goes on through a file that can't be read."""
    root = playbook(tmp_path, {})
    log = root / "serve.log"
    with serving(root) as url:
        wait_for(f"{url}plan/launch/", "We launch.", log)
        write(root, {"plan/launch.md": entry("Launch again")})
        wait_for(f"{url}plan/launch/", "Launch again", log)
        write(root, {"plan/launch.md": "---\ntitle: [\n---\n", "plan/sub/new.md": entry("Brand new")})
        wait_for(f"{url}goals/grow/", "Brand new", log)
        write(root, {"plan/launch.md": entry("Mended")})
        wait_for(f"{url}plan/launch/", "Mended", log)
    assert "invalid-front-matter" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(("base", "root"), [("https://plan.example.org/team/", "/team/"), ("", "/")])
def test_where_no_page_is(tmp_path: Path, base: str, root: str) -> None:
    """The page for an address that isn't there leads on, from whatever depth it is shown at; a theme's own says what it says."""
    made = build(playbook(tmp_path / "ours", {}, {"site_url": base}, material=True))
    html = Html(made["404.html"])
    assert len(html.named("h1")) == 1
    assert "Page not found Nothing is at this address." in html.text
    found = [link.attributes["href"] for link in html.elements if "gp-button" in link.attributes.get("class", "")]
    assert {f"{root}goals/", f"{root}calendar/"} <= set(found)
    assert all(f"{link.removeprefix(root)}index.html" in made for link in found if link.endswith("/"))
    own = playbook(
        tmp_path / "own",
        {"look/404.html": '{% extends "main.html" %}{% block content %}<h1>Gone for lunch</h1>{% endblock %}'},
        {"theme": {"name": "material", "custom_dir": "look"}},
    )
    said = Html(build(own)["404.html"]).text
    assert "Gone for lunch" in said
    assert "Page not found" not in said
