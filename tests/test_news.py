"""News of the plan: what is told and what isn't, in words, and as Atom and JSON Feed that others can read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID
from xml.etree import ElementTree as ET

import feedparser
import pytest
from click.testing import CliRunner

from builds import BASE, build, files_of, playbook
from gameplan.cli import main
from gameplan.model.revisions import Change, Removed, Revision, Revisions
from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.feeds.news import MOST_ITEMS, news, news_files
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.context import Context

ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = {
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-08\n---\nWe launch.\n",
    "plan/guide.md": (
        "---\ntitle: The guide\ngoals: [grow]\nstart: 2026-11-10\nstatus: published\npublished: 2026-11-12\n"
        "url: https://blog.example.org/guide\n---\nHow to do it.\n"
    ),
    "plan/talk.md": "---\ntitle: The talk\ngoals: [grow]\nstart: 2026-11-18\nstatus: done\n---\n",
    "plan/soon.md": "---\ntitle: Done too soon\ngoals: [grow]\nstart: 2026-11-30\nstatus: done\n---\n",
    "plan/quarter.md": "---\ntitle: A quarter\ngoals: [grow]\nstart: 2026-Q3\nstatus: done\n---\n",
    "plan/secret.md": "---\ntitle: SECRET\ngoals: [grow]\nstart: 2026-11-01\nstatus: done\nvisibility: internal\n---\n",
    "plan/rough.md": "---\ntitle: ROUGH\ngoals: [grow]\nstart: 2026-11-01\nstatus: done\nvisibility: draft\n---\n",
}


def context(root: Path, *, internal: bool = False, **changes: Any) -> Context:  # noqa: ANN401 - an edition's fields
    """What is published of a playbook, with values that a test puts in."""
    settings = load_settings(root)
    options = settings.options.model_copy(update={"internal": internal})
    base = str(settings.site.get("site_url") or "")
    made = context_of(run(root, options), root, options, site_name=str(settings.site["site_name"]), base=base)
    return made.having(**changes)


def at(day: int, hour: int = 9) -> datetime:
    """A moment in November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def change(what: Any, before: str = "", after: str = "", *, of: str = "launch", when: datetime | None = None) -> Change:  # noqa: ANN401
    """A change of an entry."""
    return Change(
        when=when or at(20), what=what, id=of, path=f"plan/{of}.md", title=of.upper(), before=before, after=after
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with published, open and hidden entries."""
    return playbook(tmp_path_factory.mktemp("news"), PLAN)


@pytest.fixture(scope="module")
def plain(root: Path) -> Context:
    """Its context, without history."""
    return context(root)


def told(of: Context, *changes: Change, removed: tuple[Removed, ...] = ()) -> list[tuple[str, str]]:
    """The title and text of the news that changes make."""
    items = news(of.having(revisions=Revisions(changes=changes, removed=removed)).feeds.source)
    return [(item.title, item.text) for item in items if item.what != "published"]


# What is told


def test_what_was_published_is_told(plain: Context) -> None:
    """On the day that it says, else on its own, newest first; what has no day, or one after the newest commit, is left out."""
    found = [
        (item.title, item.when.isoformat(), item.text, item.url, item.external) for item in news(plain.feeds.source)
    ]
    assert found == [
        (
            "Done: The talk",
            "2026-11-18T12:00:00+00:00",
            "Done on Wed 18 Nov 2026. Goal: Grow.",
            f"{BASE}plan/talk/",
            "",
        ),
        (
            "Published: The guide",
            "2026-11-12T12:00:00+00:00",
            "Published on Thu 12 Nov 2026. Goal: Grow. How to do it.",
            f"{BASE}plan/guide/",
            "https://blog.example.org/guide",
        ),
    ]


@pytest.mark.parametrize(("as_of", "shown"), [(29, False), (30, True)])
def test_what_is_done_on_the_day_of_the_newest_commit_is_told(plain: Context, as_of: int, shown: bool) -> None:  # noqa: FBT001 - a case
    """On that day, and not before."""
    titles = [item.title for item in news(plain.having(as_of=date(2026, 11, as_of)).feeds.source)]
    assert ("Done: Done too soon" in titles) is shown


@pytest.mark.parametrize(
    ("one", "title", "text"),
    [
        (
            change("moved", "2026-12-03", "2026-12-08"),
            "Moved: Launch",
            "Moved from Thu 3 Dec to Tue 8 Dec 2026, 5 days later. Goal: Grow.",
        ),
        (
            change("moved", "2027-01-01", "2026-12-31"),
            "Moved: Launch",
            "Moved from Fri 1 Jan 2027 to Thu 31 Dec 2026, 1 day earlier. Goal: Grow.",
        ),
        (
            change("moved", "2026-Q4", "2026-12-08"),
            "Moved: Launch",
            "Moved from Q4 2026 to Tue 8 Dec 2026. Goal: Grow.",
        ),
        (change("moved", "TBD", "2026-12"), "Moved: Launch", "Moved from no day yet to December 2026. Goal: Grow."),
        (change("added", "", "2026-12-03"), "Added: Launch", "Added to the plan for Thu 3 Dec 2026. Goal: Grow."),
        (change("added", "", "2027-H1"), "Added: Launch", "Added to the plan for H1 2027. Goal: Grow."),
        (change("added", "", "TBD"), "Added: Launch", "Added to the plan, with no day yet. Goal: Grow."),
        (
            change("status", "planned", "in-progress"),
            "In progress: Launch",
            "Status changed from Planned to In progress. Goal: Grow.",
        ),
    ],
)
def test_changes_are_told_in_words(plain: Context, one: Change, title: str, text: str) -> None:
    """With the entry's present title, and its goals."""
    assert told(plain, one) == [(title, text)]


def test_what_was_removed_is_told(plain: Context) -> None:
    """Only of entries that the public saw, and with those goals alone that it may see."""
    launch = plain.playbook.by_path["plan/launch.md"]
    revision = Revision(modified=at(20))

    def gone(identifier: str, visibility: str) -> Removed:
        fields = launch.fields.model_copy(update={"visibility": visibility})
        entry = replace(launch, id=identifier, path=f"plan/{identifier}.md", fields=fields)
        targets = {"goals": ("strategy/goals/grow.md", "strategy/goals/secret.md")}
        return Removed(entry=entry, targets=targets, revision=revision, removed=at(20))  # type: ignore[arg-type] # an entry

    removed = (gone("old", "public"), gone("hidden", "internal"))
    changes = [change("removed", "2026-12-03", of=name) for name in ("old", "hidden", "unknown")]
    assert told(plain, *changes, removed=removed) == [
        ("Removed: OLD", "Removed from the plan; it was to be on Thu 3 Dec 2026. Goal: Grow.")
    ]


def test_nothing_hidden_is_told(root: Path, plain: Context) -> None:
    """Changes of entries that the public doesn't see, or that are gone, are left out; drafts are, in an internal context too."""
    changes = [change("moved", "2026-11-01", "2026-11-02", of=name) for name in ("secret", "rough", "gone")]
    assert told(plain, *changes) == []
    inside = context(root, internal=True)
    assert [title for title, _ in told(inside, *changes)] == ["Moved: SECRET"]
    data = b"".join(news_files(inside.having(revisions=Revisions(changes=tuple(changes))).feeds.source).values())
    assert b"SECRET" in data
    assert b"ROUGH" not in data


def test_what_was_published_is_told_once(plain: Context) -> None:
    """A change of status that says the same is left out; where there is no day to publish on, it stays."""
    changes = (
        change("status", "scheduled", "published", of="guide"),
        change("status", "in-progress", "scheduled", of="guide"),
        change("status", "scheduled", "done", of="quarter"),
    )
    assert sorted(title for title, _ in told(plain, *changes)) == ["Done: A quarter", "Scheduled: The guide"]


def test_the_newest_50_are_told(plain: Context) -> None:
    """Newest first; of one time, in the order of their ids, wherever they stood."""
    changes = [change("moved", "2026-12-03", "2026-12-08", when=at(1 + n % 28, n // 28)) for n in range(80)]
    items = news(plain.having(revisions=Revisions(changes=tuple(changes))).feeds.source)
    assert len(items) == MOST_ITEMS == 50
    assert [item.when for item in items] == sorted((item.when for item in items), reverse=True)
    assert items == news(plain.having(revisions=Revisions(changes=tuple(reversed(changes)))).feeds.source)


def test_ids_hang_on_nothing_but_ids_and_what_happened(plain: Context, tmp_path: Path) -> None:
    """Another title, file, address and name of the site leave every id as it is; each item has its own."""
    changes = (
        change("moved", "2026-12-03", "2026-12-08"),
        change("moved", "2026-12-08", "2026-12-09"),
        change("added", "", "2026-12-03"),
    )
    before = [item.id for item in news(plain.having(revisions=Revisions(changes=changes)).feeds.source)]
    assert len(set(before)) == len(before) == 5
    assert all(UUID(identity.removeprefix("urn:uuid:")).version == 5 for identity in before)
    files = {name: text for name, text in PLAN.items() if name != "plan/launch.md"}
    files = {name: text.replace("title: The", "title: Another") for name, text in files.items()}
    moved = {"plan/2026/launch.md": PLAN["plan/launch.md"].replace("Launch", "Start")}
    config = {"site_name": "Other", "site_url": "https://other.example.org/x/"}
    playbook(tmp_path, {**files, **moved}, config)
    (tmp_path / "plan/launch.md").unlink()
    other = context(tmp_path, revisions=Revisions(changes=changes))
    assert [item.id for item in news(other.feeds.source)] == before


# The feeds


@pytest.fixture(scope="module")
def full(plain: Context) -> Mapping[str, bytes]:
    """Feeds with every kind of news."""
    changes = (change("moved", "2026-12-03", "2026-12-08"), change("added", "", "TBD", when=at(1)))
    return news_files(plain.having(revisions=Revisions(changes=changes)).feeds.source)


def check_atom(data: bytes) -> ET.Element:
    """What RFC 4287 asks of a feed and its entries: 4.1.1, 4.1.2, and the forms of ids and dates."""
    feed = ET.fromstring(data)  # noqa: S314 - our own
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [found] = element.findall(f"{ATOM}{name}")
            assert found.text
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id", ""))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated", ""))
        alternates = [link.get("type") for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == len(set(alternates))
        assert all(link.get("href", "").startswith("https://") for link in element.findall(f"{ATOM}link"))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert all(entry.find(f"{ATOM}content") is not None for entry in entries)
    return feed


def check_json(data: bytes) -> dict[str, Any]:
    """What JSON Feed 1.1 asks of a feed and its items."""
    feed: dict[str, Any] = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert set(feed) <= {"version", "title", "home_page_url", "feed_url", "authors", "items"}
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_text"], str)
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(item[name].startswith("https://") for name in ("url", "external_url") if name in item)
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return feed


def test_atom_is_valid_and_read(full: Mapping[str, bytes]) -> None:
    """By the specification, and by a reader of other people's."""
    feed = check_atom(full["feed.xml"])
    links = {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")}
    assert links == {("self", f"{BASE}feed.xml"), ("alternate", BASE)}
    read = feedparser.parse(full["feed.xml"])
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.title == "News – Site"
    assert read.feed.updated == "2026-11-20T09:00:00Z"
    assert [entry.title for entry in read.entries] == [
        "Moved: Launch",
        "Done: The talk",
        "Published: The guide",
        "Added: Launch",
    ]
    first = read.entries[0]
    assert first.link == f"{BASE}plan/launch/"
    assert first.content[0].value == "Moved from Thu 3 Dec to Tue 8 Dec 2026, 5 days later. Goal: Grow."
    assert first.tags[0].term == "moved"
    assert first.published_parsed[:5] == (2026, 11, 20, 9, 0)


def test_json_feed_is_valid_and_says_the_same(full: Mapping[str, bytes]) -> None:
    """The same ids, titles, texts and addresses as in Atom."""
    feed = check_json(full["feed.json"])
    assert (feed["home_page_url"], feed["feed_url"]) == (BASE, f"{BASE}feed.json")
    read = feedparser.parse(full["feed.xml"])
    assert [(item["id"], item["title"], item["content_text"], item["url"]) for item in feed["items"]] == [
        (entry.id, entry.title, entry.content[0].value, entry.link) for entry in read.entries
    ]
    assert feed["items"][2]["external_url"] == "https://blog.example.org/guide"
    assert "–" in full["feed.json"].decode()


def test_feeds_without_news_and_without_an_address_are_valid(tmp_path: Path) -> None:
    """Without `site_url` there are no links; without news, `updated` is a day that doesn't move."""
    made = news_files(context(playbook(tmp_path, {}, {"site_url": ""})).feeds.source)
    feed = check_atom(made["feed.xml"])
    assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"
    assert feed.findall(f"{ATOM}link") == []
    assert check_json(made["feed.json"])["items"] == []
    assert not feedparser.parse(made["feed.xml"]).bozo
    told_of = context(tmp_path, revisions=Revisions(changes=(change("added", "", "TBD"),)))
    assert check_atom(news_files(told_of.feeds.source)["feed.xml"]).find(f"{ATOM}entry/{ATOM}link") is None
    assert "url" not in check_json(news_files(told_of.feeds.source)["feed.json"])["items"][0]


def test_any_text_is_carried(plain: Context) -> None:
    """Markup stays text, what XML forbids is left out, and everything else comes through, astral letters included."""
    launch = plain.playbook.by_path["plan/launch.md"]
    hostile = "</title>]]>&amp; <b>\x00\x0b\ufffe\ud800\x85 \"'\u2028 🎉 e\u0301"
    pages = tuple(replace(page, title=hostile) if page is launch else page for page in plain.playbook.pages)
    strange = plain.having(playbook=replace(plain.playbook, pages=pages), site_name="<&\x1b>")
    made = news_files(strange.having(revisions=Revisions(changes=(change("added", "", "TBD"),))).feeds.source)
    title = "Added: </title>]]>&amp; <b> \"' 🎉 é"
    assert check_atom(made["feed.xml"]).findtext(f"{ATOM}entry/{ATOM}title") == title
    assert not feedparser.parse(made["feed.xml"]).bozo
    feed = check_json(made["feed.json"])
    assert feed["items"][0]["title"] == title
    assert feed["title"] == "News – <&>"


def test_feeds_hang_on_no_clock(plain: Context) -> None:
    """Another day to build on leaves every byte as it is."""
    assert news_files(plain.having(today=date(2031, 1, 1)).feeds.source) == news_files(plain.feeds.source)


def test_feeds_are_files_of_the_site(tmp_path: Path) -> None:
    """MkDocs writes both, and `gameplan render` the same bytes."""
    root = playbook(tmp_path / "playbook", PLAN)
    site = build(root)
    assert {name: site[name] for name in ("feed.xml", "feed.json")} == news_files(context(root).feeds.source)
    done = CliRunner().invoke(main, ["render", str(tmp_path / "out"), "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out/feed.xml").read_bytes() == site["feed.xml"]


@pytest.mark.parametrize("name", ["feed.xml", "Feed.XML", "feed.xml/picture.png", "feed.xml.md"])
def test_an_authors_own_file_stays(tmp_path: Path, name: str) -> None:
    """A file or folder of the author's that has the name of a feed is published, and ours isn't."""
    text = "---\ntitle: Mine\n---\n" if name.endswith(".md") else "mine"
    root = playbook(tmp_path, {f"strategy/{name}": text, "strategy/index.md": "---\ntitle: T\n---\n[x](feed.xml)\n"})
    assert {"feed.xml", "feed.json"} & set(files_of(root)) == {"feed.json"}
    if not name.endswith(".md"):
        assert build_site(context(root)).attachments[f"strategy/{name}"] == name


def test_mkdocs_publishes_an_authors_own_file(tmp_path: Path) -> None:
    """What lies on the site is the author's."""
    assert build(playbook(tmp_path, {"strategy/feed.xml": "mine"}))["feed.xml"] == b"mine"
