"""What's new: the page of changes, and the week's on the home page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from builds import Html, broken_links, build, committed, context_at, leads, playbook
from gameplan.model.revisions import Change, Removed, Revision, Revisions
from gameplan.publish.site import build_site
from gameplan.publish.views.overview.whats_new import MOST_CHANGES

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.revisions import What
    from gameplan.publish.context import Context

HOSTILE = '</script><b>bold</b> "q" =1+1 {{ x }} end'
HIDDEN = "zqxmarker"
PLAN = {
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-08\n---\n",
    "plan/talk.md": f"---\ntitle: {json.dumps(HOSTILE)}\ngoals: [grow]\nstart: 2026-12-09\n---\n",
    f"plan/{HIDDEN}.md": f"---\ntitle: {HIDDEN}\ngoals: [grow]\nstart: 2026-12-01\nvisibility: internal\n---\n",
}


def change(
    what: What, before: str = "", after: str = "", *, of: str = "launch", day: int = 20, hour: int = 9
) -> Change:
    """A change of an entry in November 2026."""
    when = datetime(2026, 11, day, hour, tzinfo=UTC)
    return Change(when=when, what=what, id=of, path=f"plan/{of}.md", title=of.upper(), before=before, after=after)


def page_of(context: Context, uri: str = "whats-new/index.md") -> Html:
    """A generated page of an context."""
    [document] = [document for document in build_site(context).documents if document.uri == uri]
    return Html("\n".join(document.frame()).encode())


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A playbook without history."""
    return context_at(playbook(tmp_path_factory.mktemp("whats-new"), PLAN))


def told(plain: Context, *changes: Change, removed: tuple[Removed, ...] = ()) -> Context:
    """The context with a history."""
    latest = datetime(2026, 11, 20, 9, tzinfo=UTC)
    revisions = Revisions(changes=changes, removed=removed, latest=latest)
    return plain.having(revisions=revisions, as_of=latest.date())


def test_changes_by_day_with_goal_and_link(plain: Context) -> None:
    """Each change with its words, below its day where the playbook is, the entry and the goal linked."""
    page = page_of(
        told(
            plain,
            change("moved", "2026-12-03", "2026-12-08"),
            change("status", "planned", "in-review", hour=1),
            change("status", "in-review", "cancelled", day=18, hour=23),
            change("added", "", "2026-12-03", day=10),
        )
    )
    assert [text for text in page.texts if re.fullmatch(r"\w{3} \d+ Nov 2026", text)] == [
        "Fri 20 Nov 2026",
        "Thu 19 Nov 2026",
        "Tue 10 Nov 2026",
    ]
    for words in (
        "Launch Moved from Thu 3 Dec to Tue 8 Dec 2026, 5 days later. Grow",
        "Launch Status changed from Planned to In review. Grow",
        "Launch Status changed from In review to Cancelled. Grow",
        "Launch Added to the plan for Thu 3 Dec 2026. Grow",
    ):
        assert words in page.text
    assert page.hrefs().count("../plan/launch/") == page.hrefs().count("../goals/grow/") == 4
    assert {"../feed.xml", "../feed.json"} <= set(page.hrefs())


def test_what_is_removed_has_no_link(plain: Context) -> None:
    """An entry that is gone is told by its last title, with no link to where it was."""
    launch = next(entry for entry in plain.playbook.entries if entry.id == "launch")
    gone = replace(launch, id="gone", path="plan/gone.md", title="Gone")
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    removed = Removed(
        entry=gone, targets={"goals": ("strategy/goals/grow.md",)}, revision=Revision(modified=moment), removed=moment
    )
    page = page_of(told(plain, change("removed", "2026-12-03", of="gone"), removed=(removed,)))
    assert "GONE Removed from the plan; it was to be on Thu 3 Dec 2026. Grow" in page.text
    assert not [href for href in page.hrefs() if "gone" in href]


def test_nothing_hidden_is_told(plain: Context) -> None:
    """Changes of hidden entries are on neither page, whatever history says of them."""
    context = told(plain, change("added", "", "2026-12-01", of=HIDDEN), change("removed", of=f"{HIDDEN}-gone"))
    for uri in ("whats-new/index.md", "index.md"):
        assert HIDDEN not in page_of(context, uri).text.lower()
    assert "Nothing has changed yet" in page_of(context).text


def test_titles_are_shown_literally(plain: Context) -> None:
    """Markup in a title is text."""
    page = page_of(told(plain, change("added", "", "2026-12-09", of="talk")))
    assert '</script><b>bold</b> "q" =1+1 {{ x }} end' in page.text
    assert page.named("b") == page.named("script") == []


def test_at_most_a_hundred(plain: Context) -> None:
    """The newest of many, and a line that says so."""
    one = change("moved", "2026-12-03", "2026-12-08")
    changes = [replace(one, when=one.when - timedelta(days=n)) for n in range(MOST_CHANGES + 5)]
    page = page_of(told(plain, *changes))
    assert len(page.named("li", "gp-change")) == MOST_CHANGES
    assert f"The newest {MOST_CHANGES} changes" in page.text
    few = page_of(told(plain, *changes[:3]))
    assert "newest" not in few.text


def test_without_history_there_is_a_line(plain: Context) -> None:
    """A copy without its history says why there is nothing, and home says nothing."""
    assert "without the history of its files" in page_of(plain).text
    assert "What changed" not in page_of(plain, "index.md").text


def test_home_shows_the_week_before_the_newest_commit(plain: Context) -> None:
    """Seven days to the newest commit, whatever day it is; older changes and quiet weeks aren't there."""
    week = [change("moved", "2026-12-03", "2026-12-08", day=day) for day in (20, 14)]
    old = change("added", "", "2026-12-03", day=13)
    for today in (date(2026, 11, 22), date(2031, 1, 1)):
        page = page_of(told(plain, *week, old).having(today=today), "index.md")
        assert len(page.named("li", "gp-change")) == 2
        assert "Fri 20 Nov 2026" in page.text
        assert "whats-new/" in page.hrefs()
    assert "What changed" not in page_of(told(plain, old), "index.md").text
    many = [
        change("moved", "2026-12-03", "2026-12-08", day=20 - n // 2, of=("launch", "talk")[n % 2]) for n in range(11)
    ]
    assert "6 more changes" in page_of(told(plain, *many), "index.md").text


def test_what_goes_to_and_fro_in_a_day_is_told_as_one(plain: Context) -> None:
    """Who follows the plan wants to know how it stands in the evening: several moves are one, and back again is none."""
    steps = [
        change("moved", "2026-12-10", "2026-12-08", hour=17),
        change("status", "in-review", "approved", hour=16),
        change("moved", "2026-12-03", "2026-12-10", hour=9),
        change("status", "planned", "in-review", hour=8),
        change("moved", "2026-12-01", "2026-12-03", day=19),
        change("moved", "2026-12-09", "2026-12-04", of="talk", day=19, hour=10),
        change("moved", "2026-12-04", "2026-12-09", of="talk", day=19, hour=9),
    ]
    page = page_of(told(plain, *steps))
    assert len(page.named("li", "gp-change")) == 3
    first = page.text.index("Moved from Thu 3 Dec to Tue 8 Dec 2026")
    second = page.text.index("Status changed from Planned to Approved")
    assert first < second < page.text.index("Moved from Tue 1 Dec to Thu 3 Dec 2026")


def test_on_the_site_with_real_history(tmp_path: Path) -> None:
    """The page is in the navigation before Subscribe, and tells what two commits did; every link leads somewhere."""
    root = playbook(tmp_path, PLAN)
    committed(root, "2026-11-18T09:00:00Z")
    (root / "plan/launch.md").write_text("---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-11\n---\n")
    committed(root, "2026-11-20T09:00:00Z")
    site = build(root, strict=True)
    assert "Moved from Tue 8 Dec to Fri 11 Dec 2026, 3 days later." in Html(site["whats-new/index.html"]).text
    assert "What changed" in Html(site["index.html"]).text
    assert leads(site, "", "nav")[-2:] == ["whats-new/", "subscribe/"]
    assert list(broken_links(site)) == []
    assert HIDDEN.encode() not in site["whats-new/index.html"] + site["index.html"]


def test_an_author_s_text_opens_the_page(tmp_path: Path) -> None:
    """`strategy/whats-new.md` stands on the generated page; a feed of the author's own isn't offered as ours."""
    files = {"strategy/whats-new.md": "---\ntitle: News\n---\nRead *this*.\n", "strategy/feed.xml": "mine"}
    site = build(playbook(tmp_path, files))
    page = Html(site["whats-new/index.html"])
    assert "News" in page.text
    assert "<em>this</em>" in site["whats-new/index.html"].decode()
    assert "../feed.xml" not in page.hrefs()
    assert "../feed.json" in page.hrefs()
