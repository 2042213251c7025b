"""The timelines: which lanes there are, where bars stand, what is soft, and the row of key dates and quiet days."""

from __future__ import annotations

import gzip
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from builds import Html, broken_links, build, context_at, playbook
from gameplan.pipeline import run
from gameplan.publish.views.calendar.known_days import Known, known_days
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.calendar.timeline import ZOOMS, timeline_page
from gameplan.publish.views.calendar.year import year_page
from gameplan.publish.views.dependency_lines import Edge, Passage
from gameplan.settings import OptionError, load_settings, parse_options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.views.calendar.timeline import TimelinePage
    from gameplan.publish.views.chips import StripBar
    from gameplan.publish.views.lanes import Lane

FILES = {
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nowner: ann\nstart: 2026-12-01\n---\n",
    "plan/post.md": "---\ntitle: Post\ngoals: [grow]\nowner: Bo Lee\ncampaign: launch\nchannels: [blog]\nstart: 2026-11-25\n---\n",
    "plan/window.md": "---\ntitle: Some day in January\ngoals: [grow]\nowner: ann\nstart: 2027-01\n---\n",
    "plan/weekly.md": "---\ntitle: Letter\ngoals: [part]\nchannels: [blog]\nstart: 2026-10-01\nrepeat: {every: week}\n---\n",
    "plan/late.md": "---\ntitle: The last of all the titles in these weeks\ngoals: [part]\nstart: 2027-02-10\n---\n",
    "plan/far.md": "---\ntitle: Far\ngoals: [grow]\nstart: 2027-06-01\n---\n",
    "strategy/goals/part.md": "---\ntitle: Part\nparent: grow\nperiod: 2026-Q4\n---\n",
    "strategy/people/ann.md": "---\ntitle: Ann\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/policies/rest.md": "---\ntitle: Rest\nblackouts:\n  - {start: 2026-12-24, end: 2026-12-31, reason: Closed}\n---\n",
}


def page(root: Path, zoom: str = "", by: str = "", files: Mapping[str, str] = FILES) -> TimelinePage:
    """A timeline of a small playbook."""
    plan = Plan(context_at(playbook(root, files)))
    grouping = next((each for each in plan.lane_groupings if each.own.name == by), None)
    assert bool(by) == bool(grouping)
    return timeline_page(plan, next(each for each in ZOOMS if each.name == zoom), grouping)


def lanes(timeline: TimelinePage) -> dict[str, Lane]:
    """Each lane by its name."""
    return {row.goal.text: row.lane for area in timeline.areas for row in area.rows}


def bars(lane: Lane) -> dict[str, StripBar]:
    """The first bar of each entry of a lane, by its title."""
    return {bar.parts.link.text: bar for bar in lane.bars[::-1]}


def test_it_begins_this_week(tmp_path: Path) -> None:
    """The Monday of this week is its first day; an entry of one day has a bar and its title; what comes later isn't there."""
    made = page(tmp_path)
    assert (made.first, made.days, made.today) == (date(2026, 11, 16), 91, 7)
    assert [month.name for month in made.months] == ["November", "December", "January", "February"]
    found = bars(lanes(made)["Grow"])
    assert list(found)[::-1] == ["Post", "Launch", "Some day in January"]
    assert found["Post"].area == "1/10/auto/11"
    assert not lanes(made)["Grow"].bins
    assert made.size == "5 entries"


def test_what_has_no_day_is_soft(tmp_path: Path) -> None:
    """An entry of some day in a month is a soft bar through that month; others aren't soft."""
    found = bars(lanes(page(tmp_path))["Grow"])
    assert [title for title, bar in found.items() if bar.soft] == ["Some day in January"]
    first, last = (int(part) for part in found["Some day in January"].area.split("/")[1::2])
    assert (first, last) == (47, 78), "from the first of January to the last"


def test_what_repeats_has_its_title_once(tmp_path: Path) -> None:
    """Its later bars stand in the same row, without a title that the eye would read thirteen times; but for one that has no room there."""
    letters = [bar for bar in lanes(page(tmp_path))["Part"].bars if bar.parts.link.text == "Letter"]
    assert len(letters) == 13
    assert [bar.bare for bar in letters] == [False] + [True] * 12
    assert [bar.area.partition("/")[0] for bar in letters] == ["1", "2", *["1"] * 11], "the title covers a week"


def test_a_title_at_the_edge_stands_before_its_bar(tmp_path: Path) -> None:
    """Where there is no room behind it; and nothing else stands where the title does."""
    lane = lanes(page(tmp_path))["Part"]
    late = bars(lane)["The last of all the titles in these weeks"]
    assert late.backwards
    assert late.area.partition("/")[0] != bars(lane)["Letter"].area.partition("/")[0]


def test_lanes(tmp_path: Path) -> None:
    """By campaigns, channels, owners with and without a page, and goals; what nobody says is no way to group."""
    assert list(lanes(page(tmp_path / "1", by="campaign"))) == ["Launch", "Part of no campaign"]
    assert list(bars(lanes(page(tmp_path / "2", by="campaign"))["Launch"])) == ["Launch", "Post"]
    assert list(lanes(page(tmp_path / "3", by="channels"))) == ["Blog", "Without Channel"]
    assert list(lanes(page(tmp_path / "4", by="owner"))) == ["Ann", "Bo Lee", "Without Owner"]
    plan = Plan(context_at(playbook(tmp_path / "5", FILES)))
    assert [each.own.name for each in plan.lane_groupings] == ["campaign", "channels", "owner"]


def test_key_dates_and_quiet_days(tmp_path: Path) -> None:
    """Ends of goals and quiet days have a row of their own, each with its place and its words."""
    marks = page(tmp_path).marks
    assert [(mark.days.link.text, mark.days.words, mark.days.kind) for mark in marks] == [
        ("Closed", "24–31 Dec 2026", Known.QUIET),
        ("End of “Part”", "Thu 31 Dec 2026", Known.KEY),
    ]
    assert len({mark.area.partition("/")[0] for mark in marks}) == 2, "they overlap"


def test_deadlines_are_flags(tmp_path: Path) -> None:
    """The deadlines of a week are one mark in a row below the key dates; of a year, those of a month; what is met is none."""
    days = ["2026-11-24, done: true", "2026-11-25", "2026-11-26", "2026-12-09"]
    said = "".join(f"  part-{number}: {{on: {day}}}\n" for number, day in enumerate(days))
    files = {**FILES, "plan/launch.md": FILES["plan/launch.md"].replace("start:", f"deadlines:\n{said}start:")}

    def flags(zoom: str) -> list[tuple[str, str, int]]:
        found = page(tmp_path / (zoom or "weeks"), zoom, files=files).marks
        return [(mark.area, mark.days.words, mark.size) for mark in found if mark.days.kind is Known.DEADLINE]

    assert flags("") == [("3/8/auto/15", "23–29 Nov 2026", 2), ("3/22/auto/29", "7–13 Dec 2026", 1)]
    assert [(words, size) for _, words, size in flags("year")] == [("1–30 Nov 2026", 2), ("1–31 Dec 2026", 1)]
    (mark, _) = (mark for mark in page(tmp_path / "again", files=files).marks if mark.size)
    assert mark.days.link.text == "2 deadlines; Part 1: Launch; Part 2: Launch"
    assert mark.days.link.place == "d-2026-11-25", "the day in its month"


def test_lines_of_dependencies(tmp_path: Path) -> None:
    """A line leads from what must come first to what waits for it in the same lane, and is marked where that begins too early."""
    files = {
        "plan/guide.md": "---\ntitle: Guide\ngoals: [grow]\nstatus: planned\nstart: 2026-11-24\nend: 2026-11-27\n---\n",
        "plan/mail.md": "---\ntitle: Mail\ngoals: [grow]\nstatus: planned\nstart: 2026-12-01\ndepends_on: [guide]\n---\n",
        "plan/soon.md": "---\ntitle: Soon\ngoals: [grow]\nstatus: planned\nstart: 2026-11-26\ndepends_on: [guide]\n---\n",
        "plan/other.md": "---\ntitle: Other\ngoals: [part]\nstart: 2026-12-01\ndepends_on: [guide]\n---\n",
        "strategy/goals/part.md": FILES["strategy/goals/part.md"],
    }
    made = lanes(page(tmp_path, files=files))
    rows = {title: int(bar.area.partition("/")[0]) - 1 for title, bar in bars(made["Grow"]).items()}
    assert made["Grow"].edges == (
        Edge((12, rows["Guide"]), (15, rows["Mail"]), early=False),
        Edge((12, rows["Guide"]), (10, rows["Soon"]), early=True),
    )
    assert made["Part"].edges == (Edge((12, -1), (15, 0), early=False),), "from the lane above it"
    begun = rows["Guide"] + 2
    assert made["Grow"].passages == (Passage(12, (begun, made["Grow"].rows + 1), early=False),)


def test_lines_between_lanes(tmp_path: Path) -> None:
    """A line goes out of its lane, through all between, and into that of what waits: down and up, past what is counted there."""
    entry = "---\ntitle: {0}\ngoals: [grow]\ncampaign: {1}\nstatus: planned\nstart: {2}\nend: {3}\n{4}---\n"
    days = ("2026-12-01", "2026-12-28")
    short = ("2026-12-07", "2026-12-07")
    files = {
        f"plan/{name}.md": f"---\ntitle: {name}\ngoals: [grow]\nstart: 2027-11\n---\n" for name in ("ca", "cb", "cc")
    }
    files |= {
        "plan/a1.md": entry.format("A1", "ca", *days, ""),
        "plan/a2.md": entry.format("A2", "ca", "2027-03-01", "2027-03-20", "depends_on: [c1]\n"),
        "plan/a3.md": entry.format("A3", "ca", *short, ""),
        "plan/b1.md": entry.format("B1", "cb", *days, ""),
        "plan/b2.md": entry.format("B2", "cb", *short, ""),
        "plan/c1.md": entry.format("C1", "cc", *days, ""),
        "plan/c2.md": entry.format("C2", "cc", "2026-12-15", "2027-01-09", "depends_on: [a1]\n"),
    }
    made = lanes(page(tmp_path, "half-year", by="campaign", files=files))
    top, middle, bottom = made["ca"], made["cb"], made["cc"]
    # Each lane of the first two ends with a row of what is counted.
    assert [(lane.rows, lane.bar_rows) for lane in (top, middle, bottom)] == [(2, 1), (2, 1), (2, 2)]
    rows = {title: int(bar.area.partition("/")[0]) - 1 for lane in made.values() for title, bar in bars(lane).items()}
    first = date(2026, 11, 16)
    last_day = (date(2026, 12, 28) - first).days + 1
    down = Passage(last_day, (rows["A1"] + 2, 3), early=True)
    up = Passage(last_day, (2, 3), early=False)
    assert sorted(top.passages) == sorted([down, up])
    assert sorted(middle.passages) == [Passage(last_day, (1, 3), early=False), Passage(last_day, (1, 3), early=True)]
    assert bottom.passages == ((Passage(last_day, (1, rows["C1"] + 1), early=False),) if rows["C1"] else ())
    begin = (date(2026, 12, 15) - first).days
    assert bottom.edges == (Edge((last_day, -1), (begin, rows["C2"]), early=True),)
    begin = (date(2027, 3, 1) - first).days
    assert top.edges == (Edge((last_day, 1), (begin, rows["A2"]), early=False),)


def test_a_line_goes_through_an_empty_lane(tmp_path: Path) -> None:
    """Where nothing is planned for a goal, the line goes on to the next one, beside the words that say so."""
    entry = "---\ntitle: {0}\ngoals: [{1}]\nstatus: planned\nstart: {2}\nend: {2}\n{3}---\n"
    files = {
        "strategy/goals/pb.md": "---\ntitle: Middle\nparent: grow\n---\n",
        "strategy/goals/pa.md": "---\ntitle: Above\nparent: grow\n---\n",
        "strategy/goals/pc.md": "---\ntitle: Under\nparent: grow\n---\n",
        "plan/one.md": entry.format("One", "pa", "2026-12-01", ""),
        "plan/two.md": entry.format("Two", "pc", "2026-12-08", "depends_on: [one]\n"),
    }
    made = lanes(page(tmp_path, files=files))
    assert list(made)[-3:] == ["Above", "Middle", "Under"]
    assert [len(lane.passages) for lane in made.values()][-3:] == [0, 1, 0]
    html = build(playbook(tmp_path / "again", files))["calendar/timeline/index.html"].decode()
    [strip] = [
        part
        for part in html.split('<ul class="gp-es gp-q__strip">')
        if 'class="gp-q__nothing"' in part.partition("</ul>")[0]
    ]
    assert "Nothing planned in this time</li>" in strip
    assert strip.partition("</ul>")[0].count("gp-q__on") == 1


def test_a_line_takes_the_nearest_lanes(tmp_path: Path) -> None:
    """What is in several lanes is met where both are next to each other; where both are in one, no line leaves it."""
    entry = "---\ntitle: {0}\ngoals: [grow]\naudiences: [{1}]\nstatus: planned\nstart: {2}\nend: {2}\n{3}---\n"
    files = {f"strategy/audiences/{name}.md": f"---\ntitle: {name}\n---\n" for name in ("au", "av", "aw")}
    files |= {
        "plan/one.md": entry.format("One", "au, aw", "2026-12-01", ""),
        "plan/two.md": entry.format("Two", "av", "2026-12-08", "depends_on: [one]\n"),
        "plan/three.md": entry.format("Three", "aw", "2026-12-15", "depends_on: [one]\n"),
    }
    made = lanes(page(tmp_path, by="audiences", files=files))
    assert [len(made[name].edges) for name in ("au", "av", "aw")] == [0, 1, 1]
    assert [len(made[name].passages) for name in ("au", "av", "aw")] == [0, 0, 0], (
        "they stand in the last row of the lane above"
    )
    assert made["av"].edges[0].begin[1] == -1
    assert made["aw"].edges[0].begin[1] >= 0


def test_many_lines_are_those_that_matter(tmp_path: Path) -> None:
    """Of more than sixty lines on a page only those are drawn that say that something is wrong."""
    first = "---\ntitle: First\ngoals: [grow]\nstatus: planned\nstart: 2026-11-23\nend: 2026-11-24\n---\n"
    form = "---\ntitle: T\ngoals: [grow]\ncampaign: c{campaign}\nstatus: planned\nstart: {day}\ndepends_on: [f{campaign}]\n---\n"
    files = {f"plan/f{each}.md": first.replace("status", f"campaign: c{each}\nstatus") for each in range(10)}
    files |= {f"plan/c{each}.md": f"---\ntitle: C{each}\ngoals: [grow]\nstart: 2027-06\n---\n" for each in range(10)}
    files |= {f"plan/t{each}.md": form.format(campaign=each // 7, day="2026-12-01") for each in range(70)}
    files |= {"plan/t70.md": form.format(campaign=9, day="2026-11-23")}
    made = lanes(page(tmp_path, by="campaign", files=files))
    edges = [edge for lane in made.values() for edge in lane.edges]
    assert sum(not edge.early for edge in edges) == 60
    assert sum(edge.early for edge in edges) == 1


def test_holidays(tmp_path: Path) -> None:
    """Those of a country and of a file have their names; on quiet days a strip leaves them out, and a month doesn't."""
    folder = playbook(tmp_path, FILES, options={"holidays": ["PT", "own.ics"], "fail_on": "never"})
    lines = (
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:20261209",
        "SUMMARY:Company day",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    (folder / "own.ics").write_text("\r\n".join(lines), encoding="utf-8")
    context = context_at(folder)
    found = [
        days.link.text
        for days in known_days(context, date(2026, 12, 1), date(2026, 12, 31))
        if days.kind is Known.HOLIDAY
    ]
    assert found[1:3] == ["Imaculada Conceição", "Company day"]
    assert found[-1] == "Dia de Natal"
    drawn = timeline_page(Plan(context), ZOOMS[0]).marks
    assert "Company day" in [mark.days.link.text for mark in drawn]
    assert "Dia de Natal" not in [mark.days.link.text for mark in drawn]
    month = build(folder)["calendar/2026-12/index.html"].decode()
    assert month.count("Dia de Natal") == 1
    assert month.count('gp-d--quiet"') + month.count("gp-d--quiet ") == 8
    assert month.count(">Closed</a>") == 2, "at its beginning, and on Monday"


def test_longer_times(tmp_path: Path) -> None:
    """A half-year counts single days by month, a year does too and has no weeks; both lead to each other with the same lanes."""
    half, year = page(tmp_path / "half", "half-year", "owner"), page(tmp_path / "year", "year", "owner")
    assert (half.days, year.days) == (182, 364)
    assert half.weeks
    assert not year.weeks
    assert [bin_.size for bin_ in lanes(year)["Without Owner"].bins if "Jun" in bin_.link.text] == [5], (
        "Far, and four letters"
    )
    assert bars(lanes(year)["Ann"])["Some day in January"].soft
    uris = [tab.link.uri for tab in year.zooms]
    assert uris[3:] == ["calendar/2026.md", "calendar/2027.md"]
    assert uris[:3] == [f"calendar/timeline{name}-by-owner.md" for name in ("", "-half-year", "-year")]


def test_of_much_it_stays_light(tmp_path: Path) -> None:
    """A year of 2,400 entries takes 60 KB at most on the way."""
    files = {
        f"plan/e{number}.md": (
            f"---\ntitle: Entry number {number} of a year\ngoals: [g{number % 20}]\n"
            f"start: 2026-{11 + number % 2}-{1 + number % 28:02}\n---\n"
        )
        for number in range(2400)
    } | {f"strategy/goals/g{number}.md": f"---\ntitle: Goal number {number}\n---\n" for number in range(20)}
    files |= {f"plan/w{n}.md": f"---\ntitle: A window {n}\ngoals: [g0]\nstart: 2027\n---\n" for n in range(100)}
    site = build(playbook(tmp_path, files, options={"fail_on": "never"}))
    sizes = {path: len(gzip.compress(data)) for path, data in site.items() if path.startswith("calendar/timeline")}
    assert (
        len([path for path in sizes if path.endswith(".html")])
        == len([path for path in sizes if path.endswith(".svg")])
        == 3
    )
    assert max(sizes.values()) < 150 * 1024
    assert sizes["calendar/timeline-year/index.html"] < 60 * 1024


def test_nothing_planned(tmp_path: Path) -> None:
    """An empty time says so."""
    files = {"plan/launch.md": "---\ntitle: Over\ngoals: [grow]\nstart: 2020-12-01\n---\n"}
    made = build(playbook(tmp_path, files, options={"fail_on": "never"}))
    assert b"Nothing planned in this time" in made["calendar/timeline/index.html"]


VIEWS = {
    "blog": {"title": "Only the blog", "channels": "blog", "show": "timeline", "lanes": "owner"},
    "ours": {"people": "ann"},
}


def test_views_of_its_own(tmp_path: Path) -> None:
    """Each is a page with what its filter leaves, a button on every view of the plan, and a feed to subscribe to."""
    site = build(playbook(tmp_path, FILES, options={"views": VIEWS, "fail_on": "never"}))
    blog = Html(site["calendar/views/blog/index.html"])
    assert "Only the blog" in blog.text
    assert [
        name
        for name in ("Post", "Letter", "Launch")
        if f"{name}</span>" in site["calendar/views/blog/index.html"].decode()
    ] == [
        "Post",
        "Letter",
    ]
    assert "../../../subscribe/#own-blog" in blog.hrefs()
    ours = Html(site["calendar/views/ours/index.html"])
    assert "Some day in January" in ours.text
    assert "Letter" not in ours.text
    assert b"SUMMARY:Post" in site["feeds/blog.ics"]
    assert b"SUMMARY:Launch" not in site["feeds/blog.ics"]
    for view in (
        "calendar/index.html",
        "calendar/2026-12/index.html",
        "calendar/list/index.html",
        "calendar/2026/index.html",
    ):
        assert {"Only the blog", "Ours"} <= {
            text for text in ("Only the blog", "Ours") if text in Html(site[view]).text
        }, view
    assert list(broken_links(site)) == []


@pytest.mark.parametrize(
    ("views", "told"),
    [
        ({"Big One": {"types": "launch"}}, "names are lower-case letters"),
        ({"all-of-it": {"title": "All"}}, "write which entries it shows"),
        ({"launches": {"tipes": "launch"}}, "there is no filter 'tipes'; did you mean 'types'?"),
        (
            {"launches": {"types": "launch", "lanes": "chanels"}},
            "there are no lanes by 'chanels'; did you mean 'channels'?",
        ),
        ({"launches": {"types": "launch", "show": "gantt"}}, "views"),
    ],
)
def test_views_that_cannot_be(views: dict[str, object], told: str) -> None:
    """What is wrong is said with what to write instead."""
    with pytest.raises(OptionError, match=re.escape(told)):
        parse_options({"views": views}, "mkdocs.yml")


def test_a_view_of_something_unknown(tmp_path: Path) -> None:
    """A filter that names no page is reported where it stands, and the view is there, empty."""
    root = playbook(tmp_path, FILES, options={"views": {"press": {"channels": "presss"}}})
    found = [each for each in run(root, load_settings(root).options).diagnostics if "press" in each.message]
    assert [(each.rule.name, each.location.path) for each in found] == [("unknown-reference", "mkdocs.yml")]


def test_a_year(tmp_path: Path) -> None:
    """Twelve months, of which those with entries lead on; days as dark as they are full, and campaigns above."""
    files = FILES | {
        "plan/spring.md": "---\ntitle: Spring\ngoals: [grow]\ntype: campaign\nstart: 2027-03-01\nend: 2027-04-11\n---\n"
    }
    made = year_page(Plan(context_at(playbook(tmp_path, files))), 2027)
    assert len(made.months) == 12
    assert [month.title.text for month in made.months if month.size][:4] == ["January", "February", "March", "April"]
    march = made.months[2]
    assert (march.offset, len(march.days)) == (1, 31)
    assert march.days[0].heat == 1
    assert march.days[3].heat == 2, "the campaign, and a letter"
    assert made.campaigns is not None
    assert [bar.parts.link.text for bar in made.campaigns.bars] == ["Spring"]
    assert (made.before and made.before.text, made.after) == ("2026", None)
    december = year_page(Plan(context_at(tmp_path)), 2026).months[11]
    assert [day.number for day in december.days if day.quiet] == list(range(24, 32))


def test_views_within_texts(tmp_path: Path) -> None:
    """A comment in a text shows a view there, as a strip or as a list, and follows the plan; in code it stays what it is."""
    fenced = "```html\n<!-- gameplan: view ours -->\n```\n\nBetween.\n\n"
    text = f"Before.\n\n<!-- gameplan: view blog -->\n\n{fenced}<!-- gameplan: view ours -->\n\nAfter.\n"
    files = {**FILES, "strategy/meeting.md": f"---\ntitle: Meeting\n---\n{text}"}
    folder = playbook(tmp_path, files, options={"views": VIEWS, "fail_on": "never"}, material=True)
    html = build(folder)["meeting/index.html"].decode()
    parts = re.findall(r'<div class="gp gp-embed".*?\n</div>', html, re.DOTALL)
    assert len(parts) == 2
    assert ["gp-q__strip" in part for part in parts] == [True, False]
    assert [
        re.findall(r"gp-e__title[^>]*>(?:<[^>]*>)*([^<]+)|gp-row__title[^>]*>([^<]+)", part)[0] for part in parts
    ] == [
        ("Post", ""),
        ("", "Launch"),
    ]
    assert (
        html.index("Before.")
        < html.index(parts[0])
        < html.index("Between.")
        < html.index(parts[1])
        < html.index("After.")
    )
    assert "&lt;!-- gameplan: view ours --&gt;" in re.sub(r"<(?!!)[^>]*>", "", html)
    assert list(broken_links(build(folder))) == []
    post = folder / "plan/launch.md"
    post.write_text(post.read_text().replace("title: Launch", "title: Start"))
    assert ">Start<" in build(folder)["meeting/index.html"].decode()


def test_unknown_views_within_texts(tmp_path: Path) -> None:
    """A view that isn't there, or something else that nobody can show, is a finding that says what to write; code isn't looked at."""
    text = "Text.\n\n<!-- gameplan: view blogs -->\n  <!-- gameplan: timeline -->\n<!-- gameplan: view x -->\n"
    text += "\n~~~\n<!-- gameplan: view y -->\n~~~\n"
    folder = playbook(
        tmp_path, {**FILES, "strategy/meeting.md": f"---\ntitle: Meeting\n---\n{text}"}, options={"views": VIEWS}
    )
    settings = load_settings(folder)
    found = [
        each
        for each in run(folder, settings.options, date(2026, 11, 22)).diagnostics
        if each.location.path == "strategy/meeting.md"
    ]
    assert [
        (each.rule.name, each.location.span.line, each.location.span.column, each.message, each.hint)
        for each in found
        if each.location.span
    ] == [
        ("unknown-reference", 6, 1, "there is no view 'blogs'", "did you mean 'blog'?"),
        (
            *("unknown-reference", 7, 3, "'timeline' is nothing that a text can show"),
            "write <!-- gameplan: view NAME -->, with a name that stands below views: in mkdocs.yml",
        ),
        (
            "unknown-reference",
            8,
            1,
            "there is no view 'x'",
            "name it below views: in mkdocs.yml, with a title and filters",
        ),
    ]
