"""The page of an entry: why, for whom, when, what became of it, and what it says where next to nothing is known."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from builds import BASE, Html, broken_links, build, committed, context_at, leads, playbook
from gameplan.model.revisions import Change, Revision, Revisions
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.context import Context

ENTRY = "---\ntitle: {title}\ngoals: [grow]\nstart: {start}\nstatus: {status}\n{front}---\n{body}\n"
GOALS = {
    "strategy/goals/area.md": "---\ntitle: The area\nhealth: at-risk\nkpis: [trials]\n---\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\nparent: area\n---\n",
    "strategy/goals/stay.md": "---\ntitle: Stay\nparent: area\n---\n",
    "strategy/kpis/trials.md": (
        "---\ntitle: Trials\nunit: '%'\nbaseline: {value: 10, on: 2026-01-01}\ntarget: {value: 20, on: 2026-12-31}\n"
        "readings: {2026-09-30: 13, 2026-10-31: 16}\n---\n"
    ),
}


def entry(
    front: str = "", body: str = "Text.", *, title: str = "Launch", start: str = "2026-12-01", status: str = "planned"
) -> str:
    """A plan entry."""
    return ENTRY.format(title=title, start=start, status=status, front=front, body=body)


def frame(context: Context, name: str = "launch") -> tuple[Html, Html]:
    """What stands above and below an entry's text."""
    document = next(made for made in build_site(context).documents if made.uri == f"plan/{name}.md")
    head, tail = document.frame()
    return Html(head.encode()), Html(tail.encode())


def above(root: Path, files: Mapping[str, str | bytes], name: str = "launch") -> Html:
    """What stands above an entry's text in a playbook."""
    return frame(context_at(playbook(root, files)), name)[0]


# Why


def test_the_line_of_sight_has_health_and_the_nearest_kpi(tmp_path: Path) -> None:
    """From the vision down, each goal with how it stands; a goal without a KPI shows that of the goal above, and says so."""
    html = above(tmp_path, {**GOALS, "plan/launch.md": entry()})
    assert (
        "Vision The mission Goal area The area At risk Goal Grow Not measured This entry Launch "
        "This goal has no KPI of its own; the nearest one above it:"
    ) in html.text
    assert "Trials : 16 % in October 2026, target 20 %" in html.text
    assert len(html.named("svg", "gp-spark")) == 1


def test_several_goals_share_their_way(tmp_path: Path) -> None:
    """What lies above two goals is said once, and so is the entry."""
    text = above(tmp_path, {**GOALS, "plan/launch.md": entry().replace("[grow]", "[grow, stay]")}).text
    assert [text.count(name) for name in ("Vision", "The area", "Goal Grow", "Goal Stay", "This entry")] == [1] * 5
    assert text.count("Trials") == 1


def test_goals_of_different_areas_keep_their_own_way(tmp_path: Path) -> None:
    """A goal stands below its own area, in whatever order goals are cited."""
    files = {
        **GOALS,
        "strategy/goals/other.md": "---\ntitle: Elsewhere\n---\n",
        "plan/launch.md": entry().replace("[grow]", "[grow, other, stay]"),
    }
    text = above(tmp_path, files).text
    places = [text.index(name) for name in ("The area", "Goal Grow", "Goal Stay", "Goal area Elsewhere", "This entry")]
    assert places == sorted(places)


def test_an_entry_s_own_kpi_comes_first(tmp_path: Path) -> None:
    """An entry that names a KPI shows that one, and no word of whose it is."""
    own = "---\ntitle: Replies\nunit: replies\n---\n"
    html = above(tmp_path, {**GOALS, "strategy/kpis/replies.md": own, "plan/launch.md": entry("kpis: [replies]\n")})
    assert "Replies : no reading yet" in html.text
    assert "Trials" not in html.text
    assert "of its own" not in html.text


def test_why_stands_before_the_first_heading(tmp_path: Path) -> None:
    """Between the title and the next heading beside it is the line of sight, all of it: what a preview shows."""
    html = above(tmp_path, {**GOALS, "plan/launch.md": entry()})
    named = [(tag.name, tag.attributes.get("id", "")) for tag in html.elements if tag.name in ("h1", "h2", "section")]
    assert named == [("h1", ""), ("section", "why"), ("h2", "who"), ("h2", "when"), ("h2", "brief")]


# For whom and when


def test_for_whom_at_which_stage(tmp_path: Path) -> None:
    """The audiences, the stage with its question, and links to both."""
    files = {
        "strategy/audiences/fay.md": "---\ntitle: Founder Fay\n---\n",
        "strategy/journeys/buying.md": (
            "---\ntitle: Buying\naudiences: [fay]\nstages: [{id: buy, title: Buys, question: Can I trust it?}]\n---\n"
        ),
        "plan/launch.md": entry("audiences: [fay]\nstage: buying/buy\n"),
    }
    site = build(playbook(tmp_path, files), strict=True)
    assert "Founder Fay , at the stage Buys of Buying Can I trust it?" in Html(site["plan/launch/index.html"]).text
    assert {"audiences/fay/", "journeys/buying/#buy", "journeys/buying/"} <= {*leads(site, "plan/launch/")}
    assert not [*broken_links(site)]


@pytest.mark.parametrize(
    ("start", "front", "said"),
    [
        ("2026-12-01", "", "Day Tue 1 Dec 2026"),
        ("2026-12-01", "end: 2026-12-04\n", "Day 1–4 Dec 2026 4 days"),
        ("2026-12-01 18:00", "duration: 75m\n", "Day Tue 1 Dec 2026, 18:00–19:15 Berlin time"),
        ("2026-11-02", "", "Day Mon 2 Nov 2026 overdue"),
        ("2027-Q1", "", "Day Q1 2027; the day isn't known yet"),
        ("TBD", "", "Day no day yet"),
        (
            "2026-11-02",
            "repeat: {every: month, on: first monday, until: 2027-06-30}\n",
            "until 7 Jun 2027; next: Mon 7 Dec 2026 · Mon 4 Jan 2027 · Mon 1 Feb 2027",
        ),
        ("2026-11-02", "repeat: {every: week, until: 2026-11-16}\n", "Repeats every week, until 16 Nov 2026"),
    ],
)
def test_when(tmp_path: Path, start: str, front: str, said: str) -> None:
    """Dates in words, with how long it takes, what is late, and the next times of what returns; every day leads to its month."""
    site = build(playbook(tmp_path, {"plan/launch.md": entry(front, start=start)}))
    assert said in Html(site["plan/launch/index.html"]).text
    assert not [*broken_links(site)]


def test_deadlines_are_a_table(tmp_path: Path) -> None:
    """By their day, with who does it as a link; what is late and not done is marked, and nothing of what is over."""
    front = (
        "deadlines: {text: {on: 2026-11-20, owner: mia}, draft: {on: 2026-11-10, done: true}, print-file: 2026-11-28}\n"
    )
    files = {
        "strategy/people/mia.md": "---\ntitle: Mia\n---\n",
        "plan/launch.md": entry(front),
        "plan/old.md": entry(front, title="Old", start="2026-11-01", status="done"),
    }
    context = context_at(playbook(tmp_path, files))
    html = frame(context)[0]
    said = "Draft Tue 10 Nov 2026 done Text Fri 20 Nov 2026 overdue Mia open Print file Sat 28 Nov 2026 open"
    assert said in html.text
    assert "../../people/mia/" in html.hrefs()
    assert "overdue" not in frame(context, "old")[0].text


def test_dependencies_both_ways(tmp_path: Path) -> None:
    """With their days and statuses, and a warning on both pages where one ends after the other begins, or is dropped."""
    files = {
        "plan/launch.md": entry("depends_on: [text, film, law, photo]\n"),
        "plan/text.md": entry(title="The text", start="2026-11-30"),
        "plan/film.md": entry("end: 2026-12-09\n", title="The film", start="2026-11-30"),
        "plan/law.md": entry(title="The law", start="2026-11-25", status="cancelled"),
        "plan/photo.md": entry(title="The photo", start="2026-12-24", status="published"),
    }
    context = context_at(playbook(tmp_path, files))
    assert (
        "Depends on The law Wed 25 Nov 2026 Cancelled is dropped "
        "The film 30 Nov – 9 Dec 2026 Planned ends on 9 Dec 2026, after this begins "
        "The text Mon 30 Nov 2026 Planned The photo Thu 24 Dec 2026 Published "
    ) in frame(context)[0].text
    waits = "Needed by Launch Tue 1 Dec 2026 Planned"
    assert f"{waits} begins before this ends, on 9 Dec 2026" in frame(context, "film")[0].text
    assert f"{waits} waits for this, which is dropped" in frame(context, "law")[0].text
    assert "begins before" not in frame(context, "text")[0].text


def test_a_campaign_and_its_parts(tmp_path: Path) -> None:
    """A campaign names its parts in the order of their days, of many the first; a part names its campaign."""
    parts = {
        f"plan/part-{n}.md": entry("campaign: launch\n", title=f"Part {n}", start=f"2026-12-{n:02}")
        for n in range(1, 21)
    }
    context = context_at(playbook(tmp_path, {"plan/launch.md": entry("type: campaign\nend: 2026-12-20\n"), **parts}))
    text = frame(context)[0].text
    assert text.index("Part 1 Tue 1 Dec 2026 Planned") < text.index("Part 2 Wed 2 Dec 2026 Planned")
    assert "Part 12 Sat 12 Dec 2026 Planned and 8 more" in text
    assert "Part 20" in text, "on the strip there is room for all"
    assert "Part of Launch 1–20 Dec 2026 Planned" in frame(context, "part-7")[0].text


def test_quiet_days_are_warned_of(tmp_path: Path) -> None:
    """Where something would go out on a day on which nothing goes out; not of other types, tasks, or what is over."""
    quiet = "blackouts: [{start: 2026-12-24, end: 2027-01-02, reason: Closed}]\n"
    files = {
        "strategy/policies/rest.md": f"---\ntitle: Rest\n{quiet}---\n",
        "strategy/policies/mail.md": f"---\ntitle: No mail\napplies_to: [email]\n{quiet}---\n",
        "plan/launch.md": entry("end: 2026-12-24\n"),
        "plan/mail.md": entry("type: email\nrepeat: {every: week, until: 2027-03-01}\n", title="Mail"),
        "plan/task.md": entry("type: task\n", title="Task", start="2026-12-28"),
        "plan/clear.md": entry(title="Clear", start="2027-01-03"),
        "plan/off.md": entry(title="Off", start="2026-12-28", status="cancelled"),
    }
    context = context_at(playbook(tmp_path, files))
    said = "Rest : nothing goes out on 24 Dec 2026 – 2 Jan 2027 (Closed)."
    found = {name: frame(context, name)[0].text for name in ("launch", "mail", "task", "clear", "off")}
    assert {name for name, text in found.items() if said in text} == {"launch", "mail"}
    assert {name for name, text in found.items() if "No mail" in text} == {"mail"}


# What became of it


def test_results_stand_beside_what_was_planned(tmp_path: Path) -> None:
    """A rate has a difference from what was expected on the day; an amount is only a part of its target."""
    seats = "---\ntitle: Seats\nunit: seats\ntarget: {value: 60}\n---\n"
    front = "published: 2026-12-31\nresults: {trials: 22.5, seats: 7, secret: 3}\n"
    files = {
        **GOALS,
        "strategy/kpis/seats.md": seats,
        "strategy/kpis/secret.md": "---\ntitle: SECRET\nvisibility: internal\n---\n",
        "plan/launch.md": entry(front, status="published"),
    }
    tail = frame(context_at(playbook(tmp_path, files)))[1].text
    assert "Trials 20 % 22.5 % +2.5, better Seats 60 seats in all 7 seats –" in tail
    assert "SECRET" not in tail


def test_before_and_after_on_the_same_goal(tmp_path: Path) -> None:
    """The nearest by day that serve the first goal; what is dropped doesn't count, and what stands alone says nothing."""
    files = {
        "strategy/goals/stay.md": "---\ntitle: Stay\n---\n",
        "plan/a.md": entry(title="First", start="2026-11-24"),
        "plan/b.md": entry(title="Dropped", start="2026-11-28", status="cancelled"),
        "plan/launch.md": entry(),
        "plan/z.md": entry(title="Last", start="2026-12-09"),
        "plan/alone.md": entry(title="Alone").replace("[grow]", "[stay]"),
    }
    context = context_at(playbook(tmp_path, files))
    both = "Before this First Tue 24 Nov 2026 Planned After this {} Planned"
    assert both.format("Last Wed 9 Dec 2026") in frame(context)[1].text
    assert both.format("Launch Tue 1 Dec 2026") in frame(context, "b")[1].text
    assert "Before this" not in frame(context, "a")[1].text
    assert "same goal" not in frame(context, "alone")[1].text


def test_history_from_git(tmp_path: Path) -> None:
    """What was added, moved, renamed and finished, newest first, on days of the playbook's zone."""
    root = playbook(tmp_path, {"plan/launch.md": entry()})
    committed(root, "2026-11-01T23:30:00+0000")
    for day, text in (
        ("2026-11-03T09:00:00+0000", entry(start="2026-12-08")),
        ("2026-11-04T09:00:00+0000", entry(start="2026-12-08", title="Liftoff")),
        ("2026-11-05T09:00:00+0000", entry(start="2026-12-08", title="Liftoff", status="cancelled")),
    ):
        (root / "plan/launch.md").write_text(text, encoding="utf-8")
        committed(root, day)
    said = (
        "History First planned for Tue 1 Dec 2026, moved once, in the end 7 days later. "
        "Thu 5 Nov 2026 Status changed from Planned to Cancelled. "
        "Wed 4 Nov 2026 Renamed from “Launch” to “Liftoff”. "
        "Tue 3 Nov 2026 Moved from Tue 1 Dec to Tue 8 Dec 2026, 7 days later. "
        "Mon 2 Nov 2026 Added to the plan for Tue 1 Dec 2026."
    )
    context = context_at(root)
    assert said in frame(context)[1].text
    assert not [change for change in context.edition.revisions.changes if change.what == "retitled"]


def test_history_has_an_end(tmp_path: Path) -> None:
    """Five changes are shown; none where there is no history, and none of a draft."""
    context = context_at(playbook(tmp_path, {"plan/rough.md": entry("visibility: draft\n", title="Rough")}))
    assert "History" not in frame(context)[1].text
    when = datetime(2026, 11, 20, 9, tzinfo=UTC)

    def changed(name: str) -> Revision:
        change = Change(
            when=when, what="moved", id=name, path=f"plan/{name}.md", title="T", before="2026-12-01", after="2026-12-02"
        )
        return Revision(modified=when, changes=(change,) * 9)

    known = Revisions(pages={f"plan/{name}.md": changed(name) for name in ("launch", "rough")})
    internal = context_at(
        playbook(tmp_path / "two", {"plan/rough.md": entry("visibility: draft\n")}, options={"internal": True})
    )
    assert frame(context.having(revisions=known))[1].text.count("1 day later") == 5
    assert "History" not in frame(internal.having(revisions=known), "rough")[1].text


# What isn't there


def test_an_entry_of_which_nothing_is_known(tmp_path: Path) -> None:
    """Each part says what is missing and what to write, and all places are there."""
    files = {"plan/launch.md": "---\ntitle: Launch\n---\n"}
    site = build(playbook(tmp_path, files, options={"rules": {"missing-goal": "off"}}))
    html = Html(site["plan/launch/index.html"])
    for said in (
        "This entry cites no goal",
        "It names no audience",
        "no day yet: write start:",
        "nobody yet: write owner:",
        "Nobody has written it yet",
    ):
        assert said in html.text
    ids = {element.attributes.get("id") for element in html.elements}
    assert {"why", "who", "when", "brief"} <= ids
    assert not ids & {"strategy", "results", "along", "history"}


def test_a_task_is_for_the_team(tmp_path: Path) -> None:
    """What is for nobody outside needs no audience."""
    text = above(tmp_path, {"plan/launch.md": entry("type: task\nowner: Mia\n")}).text
    assert "For the team itself." in text
    assert "names no audience" not in text


def test_an_author_s_own_brief_keeps_its_heading(tmp_path: Path) -> None:
    """A text with a heading of that name is not headed twice, and the place is there all the same."""
    site = build(playbook(tmp_path, {"plan/launch.md": entry(body="One.\n\n## Brief\n\nTwo.")}), strict=True)
    html = Html(site["plan/launch/index.html"])
    assert [element.attributes.get("id") for element in html.elements].count("brief") == 1
    assert html.texts.count("Brief") == 2, "in the text and in the contents"
    assert leads(site, "plan/launch/", "toc").count("plan/launch/#brief") == 0


def test_hostile_texts(tmp_path: Path) -> None:
    """Whatever stands in whatever field is text."""
    evil = json.dumps("<img src=x onerror=alert(1)>\"'&{{7*7}}" + "x" * 180)
    person = f"---\ntitle: {evil}\nrole: {evil}\n---\n"
    fields = (
        "location: {0}\nbudget: 10 EUR\nsummary: {0}\ncontributors: [{0}]\napproved_by: [{0}]\n"
        "deadlines: {{{0}: {{on: 2026-11-01, owner: {0}}}}}\n"
    )
    files = {
        "strategy/goals/grow.md": f"---\ntitle: {evil}\nkpis: [k]\n---\n",
        "strategy/kpis/k.md": f"---\ntitle: {evil}\nunit: {evil}\ntarget: {{value: 3}}\nreadings: {{2026-11-01: 2}}\n---\n",
        "strategy/audiences/a.md": f"---\ntitle: {evil}\nsegment: {evil}\nneeds: [{evil}]\nchallenges: [{evil}]\n---\n",
        "strategy/journeys/j.md": f"---\ntitle: {evil}\nstages: [{{id: s, title: {evil}, question: {evil}}}]\n---\n",
        "strategy/messages/voice.md": f"---\ntitle: {evil}\nsummary: {evil}\n---\n",
        "strategy/channels/c.md": f"---\ntitle: {evil}\nsummary: {evil}\n---\n",
        "strategy/policies/p.md": f"---\ntitle: {evil}\nsummary: {evil}\napprovers: [{evil}]\n"
        f"blackouts: [{{start: 2026-12-01, reason: {evil}}}]\napplies_to: [email]\n---\n",
        "strategy/people/mia.md": person,
        "plan/next.md": entry("depends_on: [launch]\ncampaign: launch\n", title=evil),
        "plan/launch.md": entry(
            f"type: email\nowner: mia\naudiences: [a]\nstage: j/s\nchannels: [c]\nresults: {{k: 3}}\n{fields.format(evil)}",
            title=evil,
        ),
    }
    context = context_at(playbook(tmp_path, files))
    for name in ("launch", "next"):
        for html in frame(context, name):
            assert not html.named("img")
            assert not [tag for tag in html.elements if "onerror" in tag.attributes]
            assert "49" not in html.text
    assert "onerror=alert(1)" in frame(context)[0].text


# Searching, and other plugins


def indexed(site: Mapping[str, bytes], place: str) -> list[dict[str, Any]]:
    """What the search holds of a page."""
    docs = json.loads(site["search/search_index.json"])["docs"]
    return [doc for doc in docs if doc["location"].partition("#")[0] == place]


@pytest.mark.parametrize("material", [False, True], ids=["plain", "material"])
def test_the_search_knows_status_day_and_goals(tmp_path: Path, *, material: bool) -> None:
    """They open an entry's text in the index, which holds nothing else of our parts; and the page doesn't show them."""
    files = {"strategy/goals/grow.md": "---\ntitle: Grow <fast>\n---\n", "plan/launch.md": entry("tags: [press]\n")}
    plugins = ["search", *(["tags"] if material else [])]
    root = playbook(tmp_path, files, material=material)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config.replace("- search\n", "".join(f"- {name}\n" for name in plugins)))
    site = build(root, strict=True)
    found = " ".join(doc["text"] for doc in indexed(site, "plan/launch/"))
    assert "Planned · Tue 1 Dec 2026 · Grow" in found
    views = {
        place: indexed(site, place)
        for place in ("calendar/", "calendar/2026-12/", "calendar/2026-q4/", "coverage/", "goals/", "subscribe/")
    }
    assert {place: len(docs) for place, docs in views.items()} == dict.fromkeys(views, 1)
    assert "overdue" in views["calendar/"][0]["text"]
    assert views["calendar/2026-12/"][0]["title"] == "December 2026"
    assert "Text." in found
    assert "This entry" not in found
    page = site["plan/launch/index.html"].decode()
    assert "gp-indexed" not in page
    assert page.count("Planned · Tue") == 0
    if material:
        assert [doc["tags"] for doc in indexed(site, "plan/launch/")] == [["press"]]
        assert 'class="md-tag"' in page


def test_pages_don_t_grow_with_the_plan(tmp_path: Path) -> None:
    """An entry that many need, in a plan of many, has a page of the same size."""

    def size(count: int) -> int:
        many = {
            f"plan/e{n:04}.md": entry("depends_on: [launch]\n", title=f"Entry {n:04}", start="2026-12-24")
            for n in range(count)
        }
        context = context_at(playbook(tmp_path / str(count), {"plan/launch.md": entry(), **many}))
        document = next(made for made in build_site(context).documents if made.uri == "plan/launch.md")
        return sum(len(part) for part in document.frame())

    small, large = size(20), size(200)
    assert abs(large - small) < 20


def test_every_place_is_known(tmp_path: Path) -> None:
    """Links to the parts of an entry's page can be relied upon: `BASE` is where the site is."""
    places = "".join(f"[x](launch.md#{name})\n" for name in ("why", "who", "when", "brief"))
    # Of a page without a text, too.
    places += "".join(f"[x](../strategy/goals/more.md#{name})\n" for name in ("why", "when"))
    more = {"strategy/goals/more.md": "---\ntitle: More\n---\n"}
    files = {
        **more,
        "plan/launch.md": entry(),
        "plan/more.md": entry().replace("grow", "more"),
        "plan/next.md": entry(title="Next", body=places),
    }
    site = build(playbook(tmp_path, files, {"validation": {"links": {"anchors": "warn"}}}), strict=True)
    assert not [*broken_links(site)]
    assert re.findall(rf"{BASE}plan/launch/", site["sitemap.xml"].decode())
