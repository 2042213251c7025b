"""The views of the plan as they are made: what stands where in month, quarter, board, workload and agenda."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from builds import broken_links, build, context_at, playbook, sample_context
from gameplan.publish.site import build_site
from gameplan.publish.views.facets import facets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

NO_LAUNCH = {"plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\n---\n"}
EVIL = '</a><script>alert(1)</script><img src=x onerror="x()">&amp; {{ 7 }} {% raw %}'


def entry(front: str, title: str = "An entry", goals: str = "[grow]") -> str:
    """A plan entry."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ngoals: {goals}\n{front}\n---\n"


class Views:
    """The generated pages of a small playbook, parsed; XML is stricter than browsers, and takes nothing half closed."""

    def __init__(self, root: Path, files: Mapping[str, str], **options: object) -> None:
        folder = playbook(root, {**NO_LAUNCH, **files}, options=options)
        for path in [path for path, content in files.items() if not content]:
            (folder / path).unlink()
        self.context = context_at(folder)
        self.documents = {document.uri: document for document in build_site(self.context).documents}
        self.uris = sorted(uri for uri in self.documents if uri.startswith("calendar/"))

    def html(self, name: str) -> str:
        """The HTML of a view by its name: `2026-11`, `board`."""
        return self.documents[f"calendar/{name}.md"].frame()[0]

    def tree(self, name: str) -> Element:
        """The elements of a view."""
        return parsed(self.html(name))


def parsed(html: str) -> Element:
    """The elements of a view's HTML."""
    whole = re.sub(r" (data-[a-z-]+|download)(?=[ >])", r' \1=""', html)
    return ET.fromstring(f"<body>{whole}</body>")  # noqa: S314 - ours


def styled(tree: Element, css: str) -> list[Element]:
    """The elements of a class, in order."""
    return [element for element in tree.iter() if css in element.get("class", "").split()]


def text(element: Element) -> str:
    """An element's text with single blanks."""
    return " ".join("".join(element.itertext()).split())


def cell(tree: Element, day: str) -> Element:
    """A day of a month."""
    [found] = [element for element in tree.iter("td") if element.get("id") == f"d-{day}"]
    return found


def titles(element: Element) -> list[str]:
    """The titles of the chips that are shown as such."""
    return [text(found) for found in styled(element, "gp-e__title")]


def months(views: Views) -> list[str]:
    """The months that have a page."""
    return [found[1] for uri in views.uris if (found := re.fullmatch(r"calendar/(\d{4}-\d\d)\.md", uri))]


# The month


def test_a_month_is_one_table(tmp_path: Path) -> None:
    """A caption, seven weekdays, a row a week with its number, a cell a day, and days of other months without ids."""
    tree = Views(tmp_path, {"plan/a.md": entry("start: 2026-11-19")}).tree("2026-11")
    [table] = tree.iter("table")
    assert "November 2026" in text(table.find("caption"))  # type: ignore[arg-type]
    assert [head.get("scope") for head in table.find("thead").iter("th")] == ["col"] * 8  # type: ignore[union-attr]
    rows = list(table.find("tbody").iter("tr"))  # type: ignore[union-attr]
    assert [text(row.find("th")) for row in rows] == [f"Week {number}" for number in range(44, 50)]
    assert all(len(row.findall("td")) == 7 for row in rows)
    assert [td.get("id") for td in table.iter("td") if td.get("id")] == [f"d-2026-11-{day:02}" for day in range(1, 31)]
    assert titles(cell(tree, "2026-11-19")) == ["An entry"]
    assert cell(tree, "2026-11-22").get("aria-current") == "date"
    assert [a.get("href") for a in rows[3].find("th").iter("a")] == ["../../calendar/#2026-w47"]
    assert not list(rows[0].find("th").iter("a")), "the agenda doesn't go back so far"


def test_a_bar_runs_over_its_days(tmp_path: Path) -> None:
    """A bar's first part has its label and a stop for the keyboard; on Mondays it has its label again; the rest is hidden text."""
    tree = Views(tmp_path, {"plan/a.md": entry("start: 2026-11-19\nend: 2026-11-25", "Fair")}).tree("2026-11")
    parts = {day: styled(cell(tree, f"2026-11-{day}"), "gp-bar") for day in range(19, 26)}
    assert all(len(found) == 1 for found in parts.values())
    stops = {day: next(found[0].iter("a")).get("tabindex") for day, found in parts.items()}
    assert stops == {19: None, **dict.fromkeys(range(20, 26), "-1")}
    assert [day for day, found in parts.items() if titles(found[0])] == [19, 23]
    assert text(parts[20][0]) == "Fair continues, day 2 of 7"
    assert "until 25 Nov 2026" in text(parts[19][0])
    assert "gp-bar--begin" in parts[19][0].get("class", "")
    assert "gp-bar--end" in parts[25][0].get("class", "")
    assert parts[19][0].get("style") == "--n:3.38", "two days and a weekend"


def test_bars_keep_their_lanes(tmp_path: Path) -> None:
    """In a week a bar is in the same lane every day: where an earlier one has ended, an empty item keeps its place."""
    files = {
        "plan/a.md": entry("start: 2026-11-16\nend: 2026-11-17", "First"),
        "plan/b.md": entry("start: 2026-11-17\nend: 2026-11-19", "Second"),
        "plan/c.md": entry("start: 2026-11-18\nend: 2026-11-20", "Third"),
    }
    tree = Views(tmp_path, files).tree("2026-11")
    bars = {day: [text(bar) for bar in styled(cell(tree, f"2026-11-{day}"), "gp-bar")] for day in range(16, 21)}
    assert bars[17] == ["First continues, day 2 of 2", bars[17][1]]
    assert "Second" in bars[17][1]
    assert "Third" in bars[18][0]
    assert bars[19] == ["Third continues, day 2 of 3", "Second continues, day 3 of 3"]
    assert bars[20] == ["Third continues, day 3 of 3"]
    files["plan/a.md"] = entry("start: 2026-11-16\nend: 2026-11-18", "First")
    files["plan/c.md"] = ""
    tree = Views(tmp_path / "2", files).tree("2026-11")
    [gap, second] = styled(cell(tree, "2026-11-19"), "gp-bar")
    assert (gap.get("aria-hidden"), text(gap)) == ("true", "")
    assert "Second" in text(second)


def test_many_bars_in_a_week(tmp_path: Path) -> None:
    """Beyond eight lanes a bar is a folded chip on its first day: no cell grows without end, and nothing is lost."""
    files = {f"plan/b{n}.md": entry("start: 2026-11-17\nend: 2026-11-19", f"Bar {n:02}") for n in range(30)}
    tree = Views(tmp_path, files).tree("2026-11")
    assert len(styled(cell(tree, "2026-11-18"), "gp-bar")) == 8
    assert sorted(titles(cell(tree, "2026-11-17"))) == [f"Bar {n:02}" for n in range(30)]
    assert text(next(cell(tree, "2026-11-17").iter("summary"))) == "22 more"


def test_entries_that_last_for_long(tmp_path: Path) -> None:
    """An entry of fourteen months is in each of them; its part in a month says the whole of its days."""
    views = Views(tmp_path, {"plan/a.md": entry("start: 2026-11-10\nend: 2027-12-20", "Long")})
    assert months(views) == [f"2026-{month}" for month in (11, 12)] + [f"2027-{month:02}" for month in range(1, 13)]
    for month in months(views):
        tree = views.tree(month)
        assert "Long" in titles(tree)
        first = styled(tree, "gp-bar")[0]
        assert next(first.iter("a")).get("tabindex") is None
    assert "10 Nov 2026 – 20 Dec 2027" in text(styled(views.tree("2027-06"), "gp-bar")[0])
    assert titles(cell(views.tree("2027-12"), "2027-12-21")) == []
    slip = Views(tmp_path / "slip", {"plan/a.md": entry("start: 2026-11-10\nend: 2199-12-20")})
    assert len(months(slip)) == 60


def test_months_between_have_pages_too(tmp_path: Path) -> None:
    """From the first to the last month, and this one: those without entries say so. A gap of many years has none."""
    files = {"plan/a.md": entry("start: 2026-08-03"), "plan/b.md": entry("start: 2027-02-03")}
    views = Views(tmp_path, files)
    assert months(views) == ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02"]
    assert "Nothing is planned for January 2027" in text(views.tree("2027-01"))
    document = views.documents["calendar/2027-01.md"]
    assert (document.previous, document.next) == ("calendar/2026-12.md", "calendar/2027-02.md")
    assert "Nothing is planned" not in text(views.tree("2027-02"))
    far = Views(tmp_path / "far", {"plan/a.md": entry("start: 1999-08-03"), "plan/b.md": entry("start: 2126-02-03")})
    assert months(far) == ["1999-08", "2026-11", "2126-02"]


def test_four_hundred_entries_on_a_day(tmp_path: Path) -> None:
    """Five chips are shown, the others folded, all of them links; the page stays small."""
    files = {f"plan/e{n}.md": entry("start: 2026-11-19", f"Entry {n}") for n in range(400)}
    views = Views(tmp_path, files)
    day = cell(views.tree("2026-11"), "2026-11-19")
    assert text(next(day.iter("summary"))) == "395 more"
    assert len({a.get("href") for a in day.iter("a")}) == 400
    assert len(titles(next(day.iter("details")))) == 395
    assert len(gzip.compress(views.html("2026-11").encode())) < 150_000
    assert "400 entries" in text(views.tree("2026-11"))
    assert "388 entries, 16–22 Nov 2026" in text(views.tree("2026-q4"))
    assert len(gzip.compress(views.html("2026-q4").encode())) < 20_000


def test_size_of_a_full_month(tmp_path: Path) -> None:
    """A month of two hundred entries, many of them bars, is less than 150 KB on the way, and what says the facets is short."""
    span = "start: 2026-11-{:02}\nend: 2026-11-{:02}"
    files = {
        f"plan/e{n}.md": entry(span.format(n % 24 + 1, n % 24 + 1 + n % 7 * (n % 3)), f"Entry number {n} of many")
        for n in range(200)
    }
    html = Views(tmp_path, files).html("2026-11")
    assert len(gzip.compress(html.encode())) < 150_000
    said = re.findall(r' data-gp="[^"]*"', html)
    assert sum(map(len, said)) / len(said) < 60


def test_months_of_all_shapes(tmp_path: Path) -> None:
    """The first on a Sunday, week 53, a leap day."""
    files = {"plan/a.md": entry("start: 2026-10-01"), "plan/b.md": entry("start: 2028-02-29", "Leap")}
    views = Views(tmp_path, files)
    november = views.tree("2026-11")
    [first, *_] = november.find(".//tbody").iter("tr")  # type: ignore[union-attr]
    assert [td.get("id") for td in first.iter("td")] == [None] * 6 + ["d-2026-11-01"]
    assert [text(row) for row in styled(views.tree("2027-01"), "gp-grid__week")][1] == "Week 53"
    assert titles(cell(views.tree("2028-02"), "2028-02-29")) == ["Leap"]
    assert "d-2027-02-29" not in views.html("2027-02")
    assert 'id="2026-w53"' in views.html("index")


def test_recurrences_are_expanded(tmp_path: Path) -> None:
    """What returns every week without end stands in every week, in all months to a year from today, and no further."""
    views = Views(tmp_path, {"plan/a.md": entry("start: 2026-11-05\nrepeat: {every: week}", "Letter")})
    assert titles(views.tree("2026-11")) == ["Letter"] * 4
    assert titles(cell(views.tree("2027-09"), "2027-09-30")) == ["Letter"]
    assert months(views)[-1] == "2027-11"


def test_times_are_said_and_foreign_zones_named(tmp_path: Path) -> None:
    """A time of day stands before the title; one of another zone after it, with the zone."""
    files = {
        "plan/a.md": entry("start: 2026-11-19 10:00", "Here"),
        "plan/b.md": entry("start: 2026-11-19 09:00\ntimezone: America/Toronto", "There"),
    }
    day = cell(Views(tmp_path, files).tree("2026-11"), "2026-11-19")
    assert titles(day) == ["There", "10:00 Here"]
    assert [text(found) for found in styled(day, "gp-e__note")] == ["09:00 Toronto time"]


def test_statuses_are_shapes_and_words(tmp_path: Path) -> None:
    """Each status has its icon and a hidden word, what is dropped is marked to be struck through, what is late says so."""
    files = {
        "plan/a.md": entry("start: 2026-11-19\nstatus: cancelled", "Gone"),
        "plan/b.md": entry("start: 2026-11-20\nstatus: planned", "Late"),
        "plan/c.md": entry("start: 2026-11-26\nstatus: in-review", "Soon"),
    }
    tree = Views(tmp_path, files).tree("2026-11")
    [gone], [late], [soon] = (styled(cell(tree, f"2026-11-{day}"), "gp-e") for day in (19, 20, 26))
    assert "gp-e--dropped" in gone.get("class", "")
    assert text(gone) == "Cancelled: Gone"
    assert text(late) == "Planned, overdue: Late"
    assert styled(late, "gp-i--timer-sand")
    assert styled(soon, "gp-i--eye-outline")
    assert "gp-area-1" in soon.get("class", "")


def test_windows_of_a_month_and_its_quarter(tmp_path: Path) -> None:
    """What has no day yet, but a month or a quarter, stands below the months and the quarter it may be in."""
    files = {
        "plan/a.md": entry("start: 2026-12", "In December"),
        "plan/b.md": entry("start: 2026-Q4", "In the quarter"),
        "plan/c.md": entry("start: 2026", "In the year"),
        "plan/d.md": entry("start: 2026-12\nstatus: cancelled", "Dropped"),
        "plan/e.md": entry("start: 2026-10-01", "First"),
    }
    views = Views(tmp_path, files)
    shown = {name: [text(s) for s in styled(views.tree(name), "gp-undated")] for name in ("2026-11", "2026-q4")}
    assert "In the quarter Q4 2026" in shown["2026-11"][0]
    assert "December" not in shown["2026-11"][0]
    assert "In December December 2026" in shown["2026-q4"][0]
    for found in shown.values():
        assert "year" not in found[0]
        assert "Dropped" not in found[0]
    assert "In the year" in text(views.tree("index"))


def test_hostile_titles_are_text(tmp_path: Path) -> None:
    """Titles of entries, goals, people and channels are shown as they are typed, in all views."""
    name = json.dumps(EVIL)
    files = {
        "strategy/goals/grow.md": f"---\ntitle: {name}\n---\n",
        "strategy/people/ana.md": f"---\ntitle: {name}\n---\n",
        "strategy/channels/blog.md": f"---\ntitle: {name}\n---\n",
        "plan/a.md": entry("start: 2026-11-23\nend: 2026-11-28\nowner: ana\nchannels: [blog]", EVIL),
        "plan/b.md": entry(f"start: 2026-11-24\nowner: {name}\ndeadlines: {{{name}: 2026-11-23}}", EVIL),
        "plan/c.md": entry("start: 2026-12", EVIL),
    }
    views = Views(tmp_path, files)
    for uri in views.uris:
        tree = views.tree(uri.removeprefix("calendar/").removesuffix(".md"))
        assert not [element for element in tree.iter() if element.tag in ("script", "img")], uri
        # A year counts, and names campaigns alone.
        assert EVIL.partition("&amp;")[0] in text(tree) or uri == "calendar/2026.md", uri


def test_a_title_without_a_blank(tmp_path: Path) -> None:
    """A title of two hundred letters is there as a whole, and is left to break anywhere."""
    title = "x" * 200
    views = Views(tmp_path, {"plan/a.md": entry("start: 2026-11-19", title)})
    assert titles(views.tree("2026-11")) == [title]
    assert title in text(views.tree("board"))
    style = next(data for uri, data in build_site(views.context).files.items() if uri.endswith(".css")).decode()
    assert re.search(r"\.gp-e>a\{[^}]*overflow-wrap:anywhere", style)


def test_internal_entries_are_marked(tmp_path: Path) -> None:
    """On an internal site a chip, a card and a row of what the public doesn't see say so; on a public one they aren't there."""
    files = {"plan/a.md": entry("start: 2026-11-26\nvisibility: internal", "Secret")}
    views = Views(tmp_path, files, internal=True)
    assert "internal" in text(styled(views.tree("2026-11"), "gp-e")[0])
    assert "internal" in text(styled(views.tree("board"), "gp-tile")[-1])
    public = Views(tmp_path / "public", files)
    assert not [uri for uri in public.uris if "Secret" in "".join(public.documents[uri].frame())]


# The quarter


def test_lanes_are_goals_in_force(tmp_path: Path) -> None:
    """A quarter shows the goals that are accepted and in force in it, below their areas, and says which have nothing planned."""
    below = "---\ntitle: {}\nparent: grow\n{}\n---\n"
    files = {
        "strategy/goals/now.md": below.format("Now", "period: 2026-Q4"),
        "strategy/goals/idle.md": below.format("Idle", "end: 2026-10-02"),
        "strategy/goals/old.md": below.format("Old", "end: 2026-09-30"),
        "strategy/goals/maybe.md": below.format("Maybe", "lifecycle: proposed"),
        "plan/a.md": entry("start: 2026-11-19", goals="[now]"),
        "plan/b.md": entry("start: 2026-11-19", "Orphan", goals="[old]"),
    }
    tree = Views(tmp_path, files).tree("2026-q4")
    assert [text(area) for area in styled(tree, "gp-q__area")] == ["Grow", "Without a goal that is in force"]
    lanes = {text(heads[0]): row for row in styled(tree, "gp-q__row") if (heads := list(row.iter("h3")))}
    idle, now = "Not measured: Idle 0", "Not measured: Now 1"
    assert list(lanes) == [idle, now, "Other entries 1"]
    assert "Nothing planned this quarter" in text(lanes[idle])
    assert titles(lanes[now]) == ["An entry"]


def test_bars_and_weeks_have_places_in_the_grid(tmp_path: Path) -> None:
    """Bars have columns by day; two of them never share a row with the title of one."""
    files = {
        "plan/a.md": entry("start: 2026-10-05\nend: 2026-10-07", "Bar"),
        "plan/b.md": entry("start: 2026-10-08\nend: 2026-10-10", "Behind its title"),
        "plan/c.md": entry("start: 2026-12-29\nend: 2027-02-10", "At the end of it"),
        "plan/d.md": entry("start: 2026-10-05\nend: 2026-10-06", "Two days"),
    }
    views = Views(tmp_path, files)
    tree = views.tree("2026-q4")
    bars = {titles(bar)[0]: bar for bar in styled(tree, "gp-q__bar")}
    assert bars["Bar"].get("style") == "grid-area:1/8/auto/11;--l:6"
    assert bars["Two days"].get("style") == "grid-area:2/8/auto/10;--l:10"
    assert bars["Behind its title"].get("style") == "grid-area:3/11/auto/14;--l:15"
    assert bars["At the end of it"].get("style") == "grid-area:1/93/auto/99;--l:15"
    assert "gp-q__bar--back" in bars["At the end of it"].get("class", "")
    assert not styled(tree, "gp-q__week")
    assert "At the end of it" in text(views.tree("2027-q1"))
    assert "position: absolute" not in views.html("2026-q4")


@pytest.mark.parametrize("count", [0, 10])
def test_any_number_of_goals(tmp_path: Path, count: int) -> None:
    """Without goals, and with ten areas, whose colours begin anew after eight."""
    files = {f"strategy/goals/g{n}.md": f"---\ntitle: Goal {n}\n---\n" for n in range(count)}
    files |= {f"plan/e{n}.md": entry("start: 2026-11-19", f"E {n}", goals=f"[g{n}]") for n in range(count)}
    files |= {"strategy/goals/grow.md": "", "plan/launch.md": entry("start: 2026-11-18", "Loose", goals="[]")}
    views = Views(tmp_path, files)
    areas = [text(area) for area in styled(views.tree("2026-q4"), "gp-q__area")]
    assert areas == [*(f"Not measured: Goal {n} 1" for n in range(count)), "Without a goal that is in force"], (
        "each once"
    )
    assert len(titles(views.tree("2026-11"))) == min(count, 5) + max(count - 5, 0) + 1
    if count:
        assert "gp-area-2" in views.tree("2026-q4").findall(".//section")[9].get("class", "")


# The board


def test_columns_in_the_order_of_the_way(tmp_path: Path) -> None:
    """Ideas to published, then what is held; undated first among ideas and plans, by day else; what is late says so."""
    files = {
        "plan/launch.md": entry("status: idea", "No day"),
        "plan/a.md": entry("start: 2026-12-01\nstatus: idea", "Idea"),
        "plan/b.md": entry("start: 2026-Q1\nstatus: idea", "Window"),
        "plan/c.md": entry("start: 2026-11-01\nstatus: in-progress", "Late"),
        "plan/d.md": entry("start: 2026-11-08\nstatus: published", "Recent"),
        "plan/e.md": entry("start: 2026-11-07\nstatus: published", "Long ago"),
        "plan/f.md": entry("start: 2026-11-09\nstatus: on-hold", "Held"),
        "plan/g.md": entry("start: 2026-11-09\nstatus: cancelled", "Dropped"),
    }
    tree = Views(tmp_path, files).tree("board")
    columns = {
        text(next(c.iter("h2"))): [text(t) for t in styled(c, "gp-tile__title")] for c in styled(tree, "gp-column")
    }
    assert columns == {
        "Ideas 3": ["Window", "No day", "Idea"],
        "Planned 0": [],
        "In progress 1": ["Late"],
        "In review 0": [],
        "Scheduled 0": [],
        "Published 1 in the last 14 days": ["Recent"],
        "On hold 1": ["Held"],
    }
    window, nothing, _, late, *_ = (text(tile) for tile in styled(tree, "gp-tile"))
    assert "Q1 2026 · no day yet" in window
    assert nothing.count("no day yet") == 1
    assert "overdue" in late


def test_nine_cards_then_the_way_to_the_others(tmp_path: Path) -> None:
    """A column shows nine cards and how many more there are, with a link to where they begin."""
    files = {f"plan/e{n:02}.md": entry(f"start: 2026-12-{n + 1:02}", f"E {n}") for n in range(12)}
    files["plan/launch.md"] = entry("start: 2026-11-30")
    tree = Views(tmp_path, files).tree("board")
    assert len(styled(tree, "gp-tile")) == 9
    [rest] = styled(tree, "gp-column__rest")
    assert (text(rest), rest.get("href")) == ("4 more, from 9 Dec 2026", "../../calendar/2026-12/#d-2026-12-09")
    files = {f"plan/e{n:02}.md": entry("status: idea", f"E {n}") for n in range(12)}
    [rest] = styled(Views(tmp_path / "2", files).tree("board"), "gp-column__rest")
    assert (text(rest), rest.get("href")) == ("3 more, with no day yet", "../../calendar/#undated")


# The workload


def test_workload_counts_and_says_what_is_too_much(tmp_path: Path) -> None:
    """Entries by the week in which they begin and deadlines by theirs, for each person; over capacity in words; sums."""
    files = {
        "strategy/people/ana.md": "---\ntitle: Ana Ortiz\ncapacity: 2\n---\n",
        "strategy/people/ben.md": "---\ntitle: Ben\n---\n",
        "plan/a.md": entry("start: 2026-11-24\nend: 2026-12-20\nowner: ana\ndeadlines: {draft: 2026-11-23}"),
        "plan/b.md": entry("start: 2026-11-25\nowner: ana\ndeadlines: {text: {on: 2026-12-01, owner: ben}}"),
        "plan/c.md": entry("start: 2026-11-25\nowner: ana\nstatus: published"),
        "plan/d.md": entry("start: 2026-11-26\nowner: ana\nstatus: on-hold"),
        "plan/e.md": entry("start: 2026-11-26\nowner: Somebody else"),
        "plan/f.md": entry("start: 2026-11-27"),
        "plan/g.md": entry("start: 2026-12-03\nowner: ben\ndeadlines: {x: {on: 2026-11-26, done: true}}"),
        "plan/h.md": entry("start: 2027-06-03\nowner: ben"),
    }
    tree = Views(tmp_path, files).tree("workload")
    rows = {text(row[0]): [text(td) for td in row.iter("td")] for row in tree.find(".//tbody").iter("tr")}  # type: ignore[union-attr]
    assert list(rows) == ["Ana Ortiz capacity 2", "Ben", "Somebody else", "Nobody"]
    assert rows["Ana Ortiz capacity 2"][1] == "3 (2 entries, 1 deadline: over the capacity of 2)"
    assert rows["Ben"][2] == "2 (1 entry, 1 deadline)"
    assert rows["Somebody else"][1] == rows["Nobody"][1] == "1 (1 entry)"
    [over] = styled(tree, "gp-load--over")
    assert next(over.iter("a")).get("href") == "../../calendar/#2026-w48"
    sums = [text(td) for td in tree.find(".//tfoot").iter("td")]  # type: ignore[union-attr]
    assert sums == ["0", "5", "2", *["0"] * 9, "7"]


# The agenda, and all of them


def test_agenda_begins_today(tmp_path: Path) -> None:
    """Weeks with their ids, and what began before: what goes on, and what is over for at most two weeks, each in a fold."""
    files = {
        "plan/a.md": entry("start: 2026-11-09", "Last week"),
        "plan/b.md": entry("start: 2026-11-08", "Over"),
        "plan/c.md": entry("start: 2026-11-02\nend: 2026-11-30", "Going on"),
        "plan/d.md": entry("start: 2027-08-02", "Far"),
    }
    tree = Views(tmp_path, files).tree("index")
    weeks = [week.get("id") for week in styled(tree, "gp-week")]
    assert weeks[:2] == ["2026-w47", "2026-w48"]
    assert len(weeks) == 12
    assert len(styled(tree, "gp-week--this")) == 1
    folds = {
        fold.get("id"): [text(title) for title in styled(fold, "gp-row__title")] for fold in styled(tree, "gp-unfold")
    }
    assert folds == {"overdue": ["Over", "Last week"], "under-way": ["Going on"], "earlier": ["Last week"], None: []}
    assert [text(title) for week in styled(tree, "gp-week") for title in styled(week, "gp-row__title")] == []
    [today] = styled(tree, "gp-day--today")
    assert text(today) == "Sun 22 Nov 2026 todayNothing begins."
    assert [text(title) for title in styled(tree, "gp-row__title")][-1] == "Launch", "which has no day"
    assert "1 more after" in text(tree)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"plan/a.md": entry("start: 2019-02-03")},
        {"plan/a.md": entry("start: 2026-Q4")},
        {"plan/launch.md": entry("start: 2199-12-31\nrepeat: {every: year}")},
        {"plan/launch.md": entry("start: 1970-01-01\nend: 1970-01-02")},
    ],
    ids=["no dates", "only past", "only a window", "the last day", "the first day"],
)
def test_plans_at_the_edge(tmp_path: Path, files: Mapping[str, str]) -> None:
    """With nothing dated, or only at the ends of time, every view is there, says that it is empty, and leads nowhere wrong."""
    views = Views(tmp_path, files)
    assert {f"calendar/{name}.md" for name in ("index", "2026-11", "2026-q4", "board", "workload")} <= set(views.uris)
    for name in ("index", "2026-11", "workload"):
        assert styled(views.tree(name), "gp-empty"), name
    if files:
        site = build(tmp_path)
        assert list(broken_links(site)) == []


def without_owner(words: str) -> str:
    """The words of an element but for who answers."""
    return " ".join(word for word in words.split(" ") if not word.startswith("o"))


def test_views_lead_to_each_other() -> None:
    """Every view has the same eight tabs, one of them current, and what stands for an entry says its facets."""
    _, context = sample_context()
    views = re.compile(r"calendar/(index|timeline.*|key-dates|board|workload|\d.*)\.md")
    documents = [document for document in build_site(context).documents if views.fullmatch(document.uri)]
    assert len(documents) > 8
    known = {facets(context, found) for found in context.playbook.entries}
    own = [view.title for view in context.edition.views]
    for document in documents:
        html = document.frame()[0]
        tree = parsed(html)
        tabs = [tab for tab in styled(tree, "gp-views")[0].iter("a") if tab.get("href")]
        assert [text(tab) for tab in tabs] == [
            "Agenda",
            "Timeline",
            "Month",
            "Quarter",
            "Key dates",
            "Board",
            "Workload",
            "List",
            *own,
        ]
        year = re.fullmatch(r"calendar/\d{4}\.md", document.uri)
        assert len([tab for tab in tabs if tab.get("aria-current") == "page"]) == (0 if year else 1), document.uri
        for element in (
            *styled(tree, "gp-e"),
            *styled(tree, "gp-row"),
            *styled(tree, "gp-tile"),
            *tree.findall(".//template[@data-gp-index]/a"),
            *tree.findall(".//tbody/tr[@data-gp]"),
        ):
            said = element.get("data-gp", "")
            if document.uri == "calendar/workload.md":  # It names those who have something to do for an entry.
                assert without_owner(said) in {without_owner(words) for words in known}
            else:
                assert said in known
        counted = len(tree.findall(".//template[@data-gp-index]/a"))
        for element in tree.iter():
            assert all(int(number) < counted for number in element.get("data-gp-of", "").split())
        assert "position:absolute" not in html
        assert [e for e in tree.iter() if e.get("href") is not None and e.tag not in ("a", "link")] == []


def test_facets_are_words(tmp_path: Path) -> None:
    """Status, type, owner, channels, audiences and goal areas, each as a word that a selector finds; names get no blanks."""
    files = {
        "strategy/channels/a.md": "---\ntitle: A\n---\n",
        "strategy/channels/b.md": "---\ntitle: B\n---\n",
        "strategy/audiences/x.md": "---\ntitle: X\n---\n",
        "strategy/goals/sub.md": "---\ntitle: Sub\nparent: grow\n---\n",
        "plan/launch.md": entry("type: article\nowner: Ann Lee\nchannels: [b, a]\naudiences: [x]", goals="[sub, grow]"),
    }
    context = Views(tmp_path, files).context
    [found] = context.playbook.entries
    assert facets(context, found) == "s:planned t:article o:Ann%20Lee c2 c1 a1 g1"
