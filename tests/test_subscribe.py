"""Where people subscribe: the page of all feeds, the buttons that lead to it, and what every page's head says."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

import icalendar
import pytest

from builds import BASE, Html, broken_links, build, files_of, in_child, leads, playbook, sample_context
from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.feeds.feed import Published, build_feeds
from gameplan.publish.feeds.size_limits import note
from gameplan.publish.pages.overview.subscribe import subscribe_document
from gameplan.publish.site import build_site
from gameplan.publish.views.subscribe_links import GOOGLE, reachable
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.context import Context

HOSTILE = """</script>"><b>x</b> & 'y' "z" %22"""
FILES = {
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
    "strategy/goals/north.md": "---\ntitle: Grow in the north\nparent: grow\n---\n",
    "strategy/goals/never.md": "---\ntitle: Never this\nnon_goal: true\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Our blog\n---\n",
    "strategy/people/ana.md": "---\ntitle: Ana\n---\n",
    "strategy/kpis/sales.md": "---\ntitle: Sales\ngoals: [grow, north]\n---\n",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [north]\nstart: 2026-12-01\nchannels: [blog]\nowner: ana\n---\n",
    "plan/some-day.md": "---\ntitle: Some day\ngoals: [grow]\nstart: 2027-Q1\n---\n",
    "plan/rough.md": "---\ntitle: Rough\ngoals: [grow]\nstart: 2026-12-05\nvisibility: draft\n---\n",
    "plan/old.md": "---\ntitle: Old\ngoals: [grow]\nstart: 2026-02-05\nstatus: cancelled\n---\n",
}


def context_in(root: Path) -> Context:
    """A small playbook's context."""
    settings = load_settings(root)
    result = run(root, settings.options)
    base = str(settings.site["site_url"] or "")
    return context_of(result, root, settings.options, site_name="Site", base=base)


def page_of(context: Context) -> Html:
    """The page of all feeds, as it is written."""
    return Html(subscribe_document(context, build_feeds(context.feeds)).frame()[0].encode())


def ids(page: Html) -> list[str]:
    """The ids on a page, in its order."""
    return [element.attributes["id"] for element in page.elements if "id" in element.attributes]


def alternates(site: Mapping[str, bytes], path: str) -> dict[str, str]:
    """The calendar feeds that a page's head names, beside that of the news: their titles by address from the site's root."""
    file = path if path.endswith(".html") else f"{path}index.html"
    found = [e.attributes for e in Html(site[file]).named("link") if "alternate" in e.attributes.get("rel", "").split()]
    by_type = {
        kind: {
            urljoin(BASE + path, each["href"]).removeprefix(BASE): each["title"]
            for each in found
            if each["type"] == kind
        }
        for kind in ("text/calendar", "application/atom+xml", "text/markdown")
    }
    assert list(by_type["application/atom+xml"]) == ["feed.xml"]
    assert sum(map(len, by_type.values())) == len(found)
    return by_type["text/calendar"]


# The page


def test_every_feed_is_there_once() -> None:
    """Each feed of the sample has one place on the page, by which its own page can link to it."""
    _, context = sample_context()
    found = ids(page_of(context))
    assert len(found) == len(set(found))
    assert {feed.anchor for feed in context.feeds.all} <= set(found)
    assert all(re.fullmatch(r"[a-z0-9.-]+", name) for name in found)


def test_counts_are_those_of_the_files() -> None:
    """What the page says that a feed holds is what icalendar finds in it."""
    _, context = sample_context()
    document = subscribe_document(context, build_feeds(context.feeds))
    files = build_site(context).files
    said = re.findall(r'id="([^"]+)" class="gp-feed .*?gp-feed__count">([^<]+)<', document.frame()[0], re.DOTALL)
    counts = {name: int(words.split()[0]) if words != "empty now" else 0 for name, words in said}
    everything = re.search(r'gp-all__count">(\d+) events', document.frame()[0])
    assert everything
    counts["all"] = int(everything[1])
    assert len(counts) == len(context.feeds.all) > 50
    for feed in context.feeds.all:
        calendar = icalendar.Calendar.from_ical(files[feed.uri])
        assert counts[feed.anchor] == len(calendar.walk("VEVENT")) + len(calendar.walk("VTODO")), feed.uri


def test_goals_stand_in_their_tree(tmp_path: Path) -> None:
    """A goal's feed stands below that of its area, further in; what isn't a goal has none."""
    context = context_in(playbook(tmp_path, FILES))
    page = page_of(context)
    depths = {e.attributes["id"]: e.attributes["style"] for e in page.named("li", "gp-feed")}
    assert [name for name in depths if name.startswith("goal-")] == ["goal-grow", "goal-north"]
    assert (depths["goal-grow"], depths["goal-north"]) == ("--gp-depth:0", "--gp-depth:1")
    assert list(depths).index("deadlines-ana") == list(depths).index("person-ana") + 1


def test_links_of_a_feed(tmp_path: Path) -> None:
    """Each program has its link, with the feed's https address and name in it as one value each."""
    title = HOSTILE.replace("'", "''")
    context = context_in(playbook(tmp_path, {"strategy/goals/grow.md": f"---\ntitle: '{title}'\n---\n"}))
    document = subscribe_document(context, build_feeds(context.feeds))
    assert "<b>" not in document.frame()[0]
    assert document.frame()[0].count("</script>") == 0
    row = Html(
        document.frame()[0][document.frame()[0].index('id="goal-grow"') :].partition("</li>\n<li id=")[0].encode()
    )
    address = f"{BASE}feeds/goal-grow.ics"
    page, subscribe, google, *outlook, file = row.hrefs()[:6]
    assert page == "../goals/grow/"
    assert subscribe == f"webcal://{address.partition('://')[2]}"
    assert (google, file) == (GOOGLE, "../feeds/goal-grow.ics")
    assert row.named("a", "gp-button")[1].attributes["data-gp-copy"] == address
    assert row.named("button")[0].attributes["data-gp-copy"] == address
    for link, host in zip(outlook, ("outlook.office.com", "outlook.live.com"), strict=True):
        parts = urlsplit(link)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", host, "/calendar/0/addfromweb")
        assert parse_qs(parts.query, strict_parsing=True) == {"url": [address], "name": [f"{HOSTILE} – Site"]}
        assert not re.search(r"[^!-~]|[<>\"']", link)


@pytest.mark.parametrize(
    "base", ["", "http://plan.example.org/", "https://localhost/", "http://127.0.0.1:8000/", "https:///"]
)
def test_without_a_public_address(tmp_path: Path, base: str) -> None:
    """Where calendar programs couldn't ask the site, the files can be downloaded, and the page says what to set."""
    page = page_of(context_in(playbook(tmp_path, FILES)).having(base=base))
    assert "site_url" in page.text
    assert not [href for href in page.hrefs() if "://" in href]
    assert not page.named("button")
    assert "../feeds/goal-grow.ics" in page.hrefs()
    assert "../calendar.ics" in page.hrefs()


def test_reachable() -> None:
    """An address is one that programs elsewhere can ask if it is https and no name of this machine."""
    assert reachable("https://plan.example.org/")
    assert reachable("https://plan.example.org/a/b/")
    for base in (
        "http://plan.example.org/",
        "https://localhost/",
        "https://127.0.0.1:8000/",
        "https://",
        "",
        "https://[oops/",
    ):
        assert not reachable(base)


@pytest.mark.parametrize("directories", [True, False])
def test_below_a_path(tmp_path: Path, *, directories: bool) -> None:
    """A site in a folder, and one whose addresses are files: every link, button and place is there."""
    base = f"{BASE}team/plan/"
    config = {"site_url": base, "use_directory_urls": directories}
    site = build(playbook(tmp_path, FILES, config), strict=True)
    assert list(broken_links(site, base)) == []
    here = "subscribe/" if directories else "subscribe/index.html"
    assert f"webcal://{base.partition('://')[2]}feeds/channel-blog.ics" in Html(site["subscribe/index.html"]).hrefs()
    assert "feeds/channel-blog.ics" in leads(site, here, base=base)
    goal = "goals/grow/" if directories else "goals/grow.html"
    assert f"{here}#goal-grow" in leads(site, goal, "gp-button", base)
    up = "../../" if directories else "../"
    assert f'href="{up}feeds/goal-grow.ics">'.encode() in site["goals/grow/index.html" if directories else goal]


def test_families_that_are_off(tmp_path: Path) -> None:
    """What `feeds:` switches off has no section and no button; feeds of the playbook's own have a section."""
    feeds = {"goal": False, "type": False, "tasks": False, "entries": False, "launches": {"types": ["launch"]}}
    site = build(
        playbook(tmp_path, FILES, {"repo_url": "https://codeberg.org/team/plan"}, {"feeds": feeds}), strict=True
    )
    found = ids(Html(site["subscribe/index.html"]))
    assert not [name for name in found if name.startswith(("goal-", "type-", "tasks", "feeds-goal", "feeds-type"))]
    assert {"own-launches", "feeds-own", "channel-blog", "deadlines"} <= set(found)
    assert leads(site, "goals/grow/", "gp-button") == []
    assert leads(site, "plan/launch/", "gp-button") == []
    assert list(alternates(site, "goals/grow/")) == ["calendar.ics"]


def test_empty_types_are_folded(tmp_path: Path) -> None:
    """Types that no entry has are there, but out of the way."""
    document = subscribe_document(context := context_in(playbook(tmp_path, FILES)), build_feeds(context.feeds))
    folded = document.frame()[0].partition(" empty now</summary>")[2].partition("</section>")[0]
    assert 'id="type-article"' in folded
    assert 'id="type-article"' not in document.frame()[0].replace(folded, "")


def test_authors_add_words(tmp_path: Path) -> None:
    """A page of the author's at that place stands on the generated one, wherever its file lies; links to it lead there."""
    for name in ("subscribe.md", "subscribe/index.md"):
        files = {
            f"strategy/{name}": "---\ntitle: Follow us\n---\nAsk **Ana** for help.\n",
            "strategy/about.md": f"---\ntitle: About\n---\n[follow]({name})\n",
        }
        root = tmp_path / name.replace("/", "-")
        site = build(playbook(root, files), strict=True)
        page = site["subscribe/index.html"].decode()
        assert "<h1>Follow us</h1>" in page
        assert "<strong>Ana</strong>" in page
        assert 'id="goal-grow"' in page
        assert "subscribe/" in leads(site, "about/")
        edited = [path for path in leads(site, "subscribe/", "edit") if path.endswith(name)]
        assert len(edited) == 1


def test_internal_sites(tmp_path: Path) -> None:
    """Hidden pages have a place on an internal site's page of feeds, and none on a public one's."""
    files = {**FILES, "strategy/goals/deal.md": "---\ntitle: SECRET\nparent: grow\nvisibility: internal\n---\n"}
    assert "goal-deal" not in ids(page_of(context_in(playbook(tmp_path / "public", files))))
    root = playbook(tmp_path / "internal", files, options={"internal": True})
    assert "goal-deal" in ids(page_of(context_in(root)))


# The budget


def test_feeds_that_are_nearly_full(tmp_path: Path) -> None:
    """From four fifths of what Google takes on, the page warns and names the smaller feeds with what they hold."""
    context = context_in(playbook(tmp_path, FILES))
    feeds = build_feeds(context.feeds)
    assert note(feeds) == ""
    full = tuple(Published(each.feed, each.parts, 900 if each.feed.key == "all" else each.count) for each in feeds)
    head = subscribe_document(context, full).frame()[0]
    assert head.count("Nearly full: 900 events") == 1
    split = Html(head[head.index("gp-full--split") :].partition("</section>")[0].encode())
    assert "by channel: Our blog (1 event)" in split.text.replace(" )", ")").replace("( ", "(")
    assert "by goal area: Grow (1 event)" in split.text.replace(" )", ")").replace("( ", "(")
    assert split.hrefs() == ["#all", "#channel-blog", "#goal-grow"]
    assert "calendar.ics (900 events, " in note(full)
    assert "\n" not in note(full)


def test_a_build_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """The build has a line about it, which is no warning: a strict build goes on."""
    monkeypatch.setattr("gameplan.publish.feeds.feed.MOST_EVENTS", 1)
    with caplog.at_level(logging.INFO, "mkdocs.plugins.gameplan"):
        build(playbook(tmp_path, FILES), strict=True)
    [record] = [record for record in caplog.records if "Google Calendar" in record.getMessage()]
    assert record.levelno == logging.INFO
    assert "calendar.ics (1 event, " in record.getMessage()


# Pages


def test_buttons_where_there_is_a_feed(tmp_path: Path) -> None:
    """Pages that people follow lead to their feed's place; others have no button."""
    site = build(
        playbook(tmp_path, FILES, {"repo_url": "https://codeberg.org/team/plan"}, {"kinds": {"region": {}}}),
        strict=True,
    )
    for page, place in (
        ("goals/grow/", "goal-grow"),
        ("goals/north/", "goal-north"),
        ("channels/blog/", "channel-blog"),
        ("people/ana/", "person-ana"),
    ):
        assert leads(site, page, "gp-button") == [f"subscribe/#{place}"]
    assert leads(site, "goals/never/", "gp-button") == []
    assert leads(site, "kpis/sales/", "gp-button") == []
    assert "subscribe/" in leads(site, "", "gp-button")
    assert "subscribe/" in leads(site, "calendar/", "gp-button")
    assert list(broken_links(site)) == []


def test_kinds_of_the_playbook_s_own(tmp_path: Path) -> None:
    """A kind that a playbook added has its section and its buttons."""
    files = {**FILES, "strategy/regions/emea.md": "---\ntitle: EMEA\n---\n"}
    site = build(playbook(tmp_path, files, options={"kinds": {"region": {}}}), strict=True)
    assert leads(site, "regions/emea/", "gp-button") == ["subscribe/#region-emea"]
    assert {"feeds-region", "region-emea"} <= set(ids(Html(site["subscribe/index.html"])))


def test_an_entry_s_own_file(tmp_path: Path) -> None:
    """An entry that subscribers see can be added by itself; campaigns can be subscribed to as well."""
    files = {
        **FILES,
        "plan/fair.md": "---\ntitle: Fair\ntype: campaign\ngoals: [grow]\nstart: 2026-12-03\n---\n",
    }
    site = build(playbook(tmp_path, files, options={"internal": True}), strict=True)
    assert leads(site, "plan/launch/", "gp-button") == ["feeds/entry-launch.ics"]
    assert leads(site, "plan/fair/", "gp-button") == ["subscribe/#campaign-fair", "feeds/entry-fair.ics"]
    for name in ("some-day", "rough", "old"):
        assert leads(site, f"plan/{name}/", "gp-button") == []
        assert f"feeds/entry-{name}.ics" not in site


def test_heads_name_feeds(tmp_path: Path) -> None:
    """Every page names the feed of everything in its head, and its own where it has one; titles are escaped."""
    title = HOSTILE.replace("'", "''")
    files = {**FILES, "strategy/channels/blog.md": f"---\ntitle: '{title}'\n---\n"}
    site = build(playbook(tmp_path, files), strict=True)
    for file in site:
        if file.endswith("index.html") and b"http-equiv" not in site[file]:
            assert alternates(site, file.removesuffix("index.html"))["calendar.ics"] == "Site", file
            assert site[file].index(b"<link rel=") < site[file].index(b"</head>")
    assert list(alternates(site, "goals/grow/")) == ["calendar.ics", "feeds/goal-grow.ics"]
    assert alternates(site, "channels/blog/")["feeds/channel-blog.ics"] == f"{HOSTILE} – Site"
    assert list(alternates(site, "plan/launch/")) == ["calendar.ics"]


def test_the_page_is_last(tmp_path: Path) -> None:
    """The navigation ends with it, on Material as on any theme."""
    files = {**FILES, "strategy/notes/a.md": "---\ntitle: A\n---\n"}
    site = build(playbook(tmp_path, files), strict=True)
    assert leads(site, "", "nav")[-1] == "subscribe/"
    assert leads(site, "subscribe/", "next") == []


# The script, and other generators


def test_the_script_asks_nobody(tmp_path: Path) -> None:
    """The script is ours, knows no address, and is on every page; its name changes when it does."""
    files = files_of(playbook(tmp_path, FILES))
    [name] = [uri for uri in files if uri.endswith(".js")]
    assert re.fullmatch(r"assets/gameplan/gameplan\.[0-9a-f]{8}\.js", name)
    source = files[name].decode()
    assert not re.search(r"https?:|//|fetch|XMLHttp|import|eval|innerHTML", source)
    site = build(tmp_path)
    assert f'<script src="../../{name}"></script>'.encode() in site["goals/grow/index.html"]


def test_other_generators_have_the_page(tmp_path: Path) -> None:
    """`gameplan render` writes the page with its style and script, and all its links lead to written files."""
    root, out = playbook(tmp_path / "playbook", FILES), tmp_path / "out"
    done = in_child([sys.executable, "-m", "gameplan", "render", str(out)], root)
    assert done.code == 0, done.output
    text = (out / "subscribe" / "index.md").read_text(encoding="utf-8")
    page = Html(text.encode())
    for element in (*page.named("script"), *page.named("link")):
        name = element.attributes.get("src") or element.attributes["href"]
        assert (out / "subscribe" / name).is_file()
    assert len(page.named("script")) == 1
    files = [href for href in page.hrefs() if href.endswith(".ics") and "://" not in href]
    assert len(files) > 20
    assert all((out / "subscribe" / href).is_file() for href in files)
    assert "\n\n" not in text.partition("<article")[2].partition("</article>")[0]
    assert "gp-copy" not in (out / "goals" / "grow.md").read_text(encoding="utf-8")
