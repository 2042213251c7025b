"""Pages of goals and KPIs: whom they are for, when, their parts, and what to do where nothing is planned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from gameplan.publish.views.strategy.plan import strip_of
from strategy_pages import EVIL, GITHUB, Pages, entry, links, page, styled, text, titles

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = {"strategy/people/ana.md": page("role: Editor", "Ana")}
AUDIENCES = {
    "strategy/audiences/fay.md": page("segment: Runs a small firm.", "Fay"),
    "strategy/audiences/bo.md": page("", "Bo"),
}


def test_a_goal_says_why_when_how_it_is_measured_and_who_it_is_for(tmp_path: Path) -> None:
    """The anchors that may be linked from elsewhere are on every goal, in this order; chips say the rest in short."""
    pages = Pages(
        tmp_path,
        {
            **PEOPLE,
            **AUDIENCES,
            "strategy/goals/grow.md": page("owner: ana\nperiod: 2026-Q4\naudiences: [fay]\nhealth: at-risk", "Grow"),
            "plan/a.md": entry("start: 2026-12-01\naudiences: [fay, bo]", "First"),
        },
    )
    ids = [place for place in pages.ids("goals/grow") if place in ("why", "measure", "who", "when")]
    assert ids == ["why", "measure", "who", "when"]
    chips = [text(chip) for chip in styled(pages.tree("goals/grow"), "gp-chip")]
    assert chips == ["Q4 2026", "Ana", "1 ahead · next 1 Dec 2026"]
    assert "At risk" in text(styled(pages.tree("goals/grow"), "gp-chips")[0])
    who = pages.said("goals/grow", "who")
    assert "Fay 1 aheadRuns a small firm." in who
    assert "Its entries ahead are also for: Bo 1 ahead" in who


def test_a_goal_that_names_nobody(tmp_path: Path) -> None:
    """A goal without an audience says so, and whom its entries are for; without those it says what to write."""
    pages = Pages(tmp_path, {**AUDIENCES, "plan/a.md": entry("start: 2026-12-01\naudiences: [bo]")})
    assert "The goal names nobody. Its entries ahead are for: Bo 1 ahead" in pages.said("goals/grow", "who")
    pages = Pages(tmp_path / "2", AUDIENCES)
    assert "Name an audience under audiences" in pages.said("goals/grow", "who")


def test_the_plan_over_time(tmp_path: Path) -> None:
    """A strip shows what lasts as a bar, the rest as one link a week, and today; what was comes folded after what is ahead."""
    files = {
        "plan/bar.md": entry("start: 2026-12-01\nend: 2026-12-09", "Fair"),
        "plan/x.md": entry("start: 2026-12-07", "Monday"),
        "plan/y.md": entry("start: 2026-12-09", "Wednesday"),
        "plan/was.md": entry("start: 2026-11-03\nstatus: published", "Was"),
        "plan/far.md": entry("start: 2027-09-03", "Far"),
    }
    when = Pages(tmp_path, files).part("goals/grow", "when")
    [strip] = styled(when, "gp-time")
    assert strip.get("aria-label") == "The plan from 26 Oct 2026 to 17 Jan 2027"
    assert strip.get("style") == "--days:84"
    assert [text(bar) for bar in styled(strip, "gp-q__bar")] == ["Planned: Fair 1–9 Dec 2026"]
    weeks = styled(strip, "gp-q__week")
    assert [text(found.find("a/span")) for found in weeks] == [  # type: ignore[arg-type]
        "1 entry, 2–8 Nov 2026",
        "2 entries, 7–13 Dec 2026",
    ]
    assert links(weeks[1]) == ["../../calendar/2026-12/#d-2026-12-07"]
    [today] = styled(strip, "gp-q__now")
    assert today.get("style") == "grid-area:1/28/span 2/auto", "22 November is the 28th day from 26 October"
    assert titles(when) == ["Fair", "Monday", "Wednesday", "Far", "Was", "Launch"]
    assert [text(found) for found in when.iter("summary")] == ["2 earlier entries"]


@pytest.mark.parametrize(
    ("front", "first", "last"),
    [
        ("period: 2027-Q1", "2026-12-28", "2027-04-04"),
        ("start: 2026-07-01\nend: 2027-06-30", "2026-07-01", "2027-06-30"),
        ("start: 2020-07-01\nend: 2031-06-30", "2026-10-26", "2027-01-17"),
        ("end: 2026-12-31", "2026-10-26", "2027-01-17"),
    ],
)
def test_the_days_of_a_strip(tmp_path: Path, front: str, first: str, last: str) -> None:
    """A goal's own time in whole weeks or months, where it is a year or less; else twelve weeks around today."""
    context = Pages(tmp_path, {"strategy/goals/grow.md": page(front, "Grow")}).context
    strip = strip_of(context, context.playbook.goals[0])
    assert (strip.first, strip.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert strip.by_month is (strip.days > 100)


def test_a_strip_of_months(tmp_path: Path) -> None:
    """Where a strip shows a year, what is short is counted by month, so that its links can be touched."""
    files = {
        "strategy/goals/grow.md": page("period: 2026", "Grow"),
        **{f"plan/e{day}.md": entry(f"start: 2026-12-{day:02}") for day in (1, 9, 17)},
    }
    when = Pages(tmp_path, files).part("goals/grow", "when")
    [month] = styled(when, "gp-q__week")
    assert text(month).startswith("3 entries, December 2026")
    assert "gp-time--months" in styled(when, "gp-time")[0].get("class", "")


def test_nothing_on_the_strip(tmp_path: Path) -> None:
    """A plan that lies elsewhere in time says so; one without days has no strip at all."""
    pages = Pages(tmp_path, {"plan/far.md": entry("start: 2028-01-10")})
    assert "None of it falls between 26 Oct 2026 and 17 Jan 2027." in pages.said("goals/grow", "when")
    pages = Pages(tmp_path / "2", {"plan/a.md": entry("status: idea", "Some day")})
    when = pages.part("goals/grow", "when")
    assert titles(when)[0] == "Some day"
    assert "None of it" not in text(when)
    assert not styled(when, "gp-time")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (
            "",
            "although it is in force. Plan an entry with goals: [grow], or close (with lifecycle: achieved) the goal.",
        ),
        ("lifecycle: achieved", "the goal is achieved"),
        ("lifecycle: dropped", "the goal was dropped"),
        ("lifecycle: proposed", "only proposed"),
        ("non_goal: true", "we decided not to do this"),
        ("end: 2026-10-31", "the goal's time was over on Sat 31 Oct 2026"),
        ("start: 2027-02-01", "in force from Mon 1 Feb 2027 on"),
    ],
)
def test_nothing_is_planned_for_a_goal(tmp_path: Path, front: str, said: str) -> None:
    """A goal with nothing ahead says why that may be, and what to do where it shouldn't be."""
    pages = Pages(tmp_path, {"strategy/goals/grow.md": page(front, "Grow")})
    assert said in pages.said("goals/grow", "when")


def test_an_entry_is_a_click_away_where_nothing_is_planned(tmp_path: Path) -> None:
    """At a host that takes content, the front matter of the new entry names the goal, the channel, the owner."""
    files = {**PEOPLE, "strategy/channels/blog.md": page("", "Blog"), "strategy/goals/a-b.md": page("", "A and B")}
    pages = Pages(tmp_path, files, GITHUB)
    for name, line in (
        ("goals/a-b", "\ngoals: [a-b]\n"),
        ("channels/blog", "\nchannels: [blog]\n"),
        ("people/ana", "\nowner: ana\n"),
    ):
        [empty] = styled(pages.part(name, "when"), "gp-empty")
        assert line in unquote(links(empty)[0]), name
        assert links(empty)[0].startswith("https://github.com/team/plan/new/main/plan?")
    assert "edit/main/strategy/goals/a-b.md" in links(styled(pages.part("goals/a-b", "when"), "gp-empty")[0])[1]


def test_the_parts_of_a_goal(tmp_path: Path) -> None:
    """Goals below it are listed with their health and what is ahead for them, goals below those included."""
    pages = Pages(
        tmp_path,
        {
            "strategy/goals/one.md": page("parent: grow\nhealth: off-track", "One"),
            "strategy/goals/two.md": page("parent: one", "Two"),
            "plan/a.md": entry("start: 2026-12-01", goals="[two]"),
        },
    )
    assert text(styled(pages.part("goals/grow", "parts"), "gp-goals")[0]) == "OneOff track1 ahead1 goal below it"
    assert "parts" not in pages.ids("goals/two")
    assert titles(pages.part("goals/grow", "when"))[0] == "An entry"


def test_goals_that_go_round_in_a_circle(tmp_path: Path) -> None:
    """Goals that are parts of each other have pages all the same."""
    pages = Pages(
        tmp_path, {"strategy/goals/a.md": page("parent: b", "A"), "strategy/goals/b.md": page("parent: a", "B")}
    )
    assert "B" in pages.said("goals/a", "parts")


def test_a_kpi_says_what_it_measures(tmp_path: Path) -> None:
    """The goals with their health, and the entries ahead that serve them; without a goal, what to write."""
    pages = Pages(
        tmp_path,
        {
            "strategy/kpis/sales.md": page("goals: [grow]", "Sales"),
            "strategy/kpis/lost.md": page("", "Lost"),
            "plan/a.md": entry("start: 2026-12-01", "Serves"),
        },
    )
    assert "Grow" in pages.said("kpis/sales", "why")
    assert "1 ahead" in pages.said("kpis/sales", "why")
    assert titles(pages.part("kpis/sales", "when"))[0] == "Serves"
    assert "It measures no goal" in pages.said("kpis/lost", "why")
    assert "Name one under goals" in pages.said("kpis/lost", "when")


def test_hostile_titles_and_hidden_entries(tmp_path: Path) -> None:
    """Titles stand literally on all pages that show them; what is hidden is neither counted nor drawn."""
    files = {
        **PEOPLE,
        "strategy/goals/evil.md": page("owner: ana\naudiences: [fay]", EVIL),
        "strategy/goals/part.md": page("parent: evil", EVIL),
        "strategy/audiences/fay.md": page(f"segment: {EVIL!r}\nneeds: [{EVIL!r}]", EVIL),
        "strategy/journeys/way.md": page(
            f"audiences: [fay]\nstages: [{{id: when, title: {EVIL!r}, question: {EVIL!r}, promise: {EVIL!r}}}]", EVIL
        ),
        "strategy/messages/word.md": page(f"proof: [{EVIL!r}]\naudiences: [fay]\ngoals: [evil]", EVIL),
        "strategy/channels/blog.md": page("commitments: [{at_least: 1, every: month}]", EVIL),
        "strategy/policies/rule.md": page(
            f"applies_to: [{EVIL!r}, blog]\nblackouts: [{{start: 2026-12-01, reason: {EVIL!r}}}]", EVIL
        ),
        "plan/evil.md": entry(
            "start: 2026-12-01\nowner: ana\naudiences: [fay]\nstage: way/when\nmessages: [word]\nchannels: [blog]\n"
            "deadlines: {'<b>x</b>': 2026-11-30}",
            EVIL,
            "[part]",
        ),
        "plan/hidden.md": entry(
            "start: 2026-12-02\nowner: ana\nvisibility: internal\nchannels: [blog]", "Secret", "[part]"
        ),
    }
    pages = Pages(tmp_path, files, GITHUB)
    names = ("goals/evil", "goals/part", "audiences/fay", "journeys/way", "messages/word", "channels/blog")
    for name in (*names, "policies/rule", "people/ana"):
        html = pages.html(name)
        assert "<script>alert" not in html, name
        assert "<img src=x" not in html, name
        assert "<b>x" not in html, name
        assert EVIL in "".join(pages.tree(name).itertext()), name
        assert "Secret" not in html, name
        assert "2 ahead" not in html, name
    assert pages.ids("journeys/way").count("when") == 1, "a stage's id never takes the place of ours"
    assert "stage-when" in pages.ids("journeys/way")
