"""The page of a review: what became of the plan in its period, and what the KPIs did."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from builds import Html, broken_links, build, context_at, playbook
from gameplan.publish.site import build_site
from gameplan.publish.views.strategy.review import MOST_ROWS
from repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.publish.context import Context

HOSTILE = '<b>bold</b> "q" {{ x }} </script> end'
REVIEW = "---\ntitle: The quarter\nperiod: {}\n---\nOur own words.\n"
KPI = """---
title: Trials
unit: trials
goals: [grow]
baseline: {value: 100, on: 2026-06-30}
target: {value: 200, on: 2026-12-31}
readings: {2026-06-30: 100, 2026-07-31: 110, 2026-09-30: 120, 2026-10-31: 190}
---
"""
AREAS = {
    "strategy/goals/keep.md": "---\ntitle: Keep\n---\n",
    "strategy/kpis/trials.md": KPI,
    "strategy/kpis/silent.md": "---\ntitle: Silent\nreadings: {2026-02-01: 4}\n---\n",
}


def entry(start: str, more: str = "status: planned", *, title: str = "", goal: str = "grow") -> str:
    """An entry of a plan."""
    named = f"title: {json.dumps(title)}\n" if title else ""
    return f"---\n{named}goals: [{goal}]\nstart: {start}\n{more}\n---\n"


class Plan:
    """A playbook with a history that a test makes up; its review looks at the third quarter of 2026."""

    def __init__(self, root: Path, period: str = "2026-Q3") -> None:
        self.repository = Repository(root / "plan")
        root = playbook(
            root / "plan", {**AREAS, "strategy/reviews/quarter.md": REVIEW.format(period)}, options={"fail_on": "never"}
        )
        (root / "plan/launch.md").unlink()

    def on(self, day: str, **entries: str | None) -> Plan:
        """What somebody commits on a day, at noon: entries by their ids; None deletes one."""
        files = {f"plan/{name}.md": text for name, text in entries.items()}
        self.repository.commit(files, datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC))
        return self

    def context(self, today: str) -> Context:
        """What is published on a day."""
        return context_at(self.repository.root).having(today=date.fromisoformat(today))

    def page(self, today: str = "2026-11-22") -> Page:
        """The page of the review on a day."""
        return review_of(self.context(today))


class Page:
    """The panels of a review."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.text = Html(html.encode()).text

    def part(self, name: str) -> str:
        """The text of one list; empty where there is none."""
        _, found, rest = self.html.partition(f'<section id="{name}">')
        return Html(rest.partition("</section>")[0].encode()).text if found else ""

    def counts(self) -> dict[str, int]:
        """The numbers above the author's text, by what they count."""
        found = re.findall(r"<strong>(\d+)</strong> <span>([^<]+)</span></a></li>", self.html)
        return {label: int(count) for count, label in found}


def review_of(context: Context, uri: str = "reviews/quarter.md") -> Page:
    """The page of a review."""
    [document] = [document for document in build_site(context).documents if document.uri == uri]
    return Page("\n".join(document.frame()))


PUBLISHED = "status: published"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A quarter in which everything happened that can happen."""
    return (
        Plan(tmp_path)
        .on(
            "2026-06-20",
            guide=entry("2026-07-10"),
            video=entry("2026-08-01"),
            talk=entry("2026-09-10"),
            fair=entry("2026-09-20", goal="keep"),
            survey=entry("2026-09-25", goal="keep"),
            idea=entry("2026-09-26", "status: idea"),
            later=entry("2026-10-20"),
            letter=entry("2026-07-02", "repeat: {every: week}"),
        )
        .on("2026-07-10", guide=entry("2026-07-10", PUBLISHED))
        .on("2026-08-02", video=entry("2026-08-14"), extra=entry("2026-08-20", title=HOSTILE))
        .on("2026-08-14", video=entry("2026-08-14", PUBLISHED))
        .on("2026-08-20", extra=entry("2026-08-20", PUBLISHED, title=HOSTILE))
        .on("2026-09-05", talk=entry("2026-10-08"), later=entry("2026-09-28"))
        .on("2026-09-12", fair=None)
        .on("2026-10-02", survey=entry("2026-11-03", goal="keep"))
        .on("2026-11-03", survey=entry("2026-11-03", PUBLISHED, goal="keep"))
    )


def test_what_became_of_the_plan(plan: Plan) -> None:
    """What stood in the plan when the quarter began is what was planned, whatever the plan says now."""
    page = plan.page()
    assert page.counts() == {"planned": 5, "published": 3, "moved": 3, "dropped": 1, "not finished": 2}
    said = (
        "5 entries were planned: 2 published, 1 moved out of the period, 1 dropped, 1 not finished. 2 more came later."
    )
    assert said in page.text
    assert page.part("published").startswith("Published 3 Fri 10 Jul 2026 Guide Published")
    assert "Not in the plan when the period began: Thu 20 Aug 2026" in page.part("published")
    assert page.part("dropped") == "Dropped 1 Fair It was planned for Sun 20 Sep 2026. Keep"
    assert "Survey" in page.part("open")
    assert "begins" not in page.text


def test_what_moved_by_how_much(plan: Plan) -> None:
    """From the day when the quarter began to the day when it ended; what moved later moved in another quarter."""
    moved = plan.page().part("moved")
    assert "Video Moved from Sat 1 Aug to Fri 14 Aug 2026, 13 days later. Grow" in moved
    assert "Talk Moved from Thu 10 Sep to Thu 8 Oct 2026, 28 days later. Grow" in moved
    assert "Later Moved from Tue 20 Oct to Mon 28 Sep 2026, 22 days earlier. Grow" in moved
    assert "Survey" not in moved


def test_goal_areas_side_by_side(plan: Plan) -> None:
    """Planned, published, moved, dropped and not finished, for each area."""
    page = plan.page().text
    assert "Grow 3 3 3 0 1" in page
    assert "Keep 2 0 0 1 1" in page


def test_years_later_it_says_the_same(plan: Plan) -> None:
    """What was told stays told, whatever becomes of the entries later."""
    before = plan.page("2026-11-22")
    plan.on("2026-12-01", talk=entry("2027-03-01"), guide=entry("2026-07-10", PUBLISHED + "\ntype: article"))
    plan.on("2028-06-01", talk=entry("2028-06-01", "status: cancelled"), video=entry("2026-08-14", PUBLISHED))
    after = plan.page("2028-06-02")
    assert after.counts() == before.counts()
    for part in ("moved", "dropped", "returning"):
        assert after.part(part) == before.part(part)


def test_a_deleted_page_that_had_gone_out_stays_published(plan: Plan) -> None:
    """Tidying up is not dropping."""
    page = plan.on("2027-02-01", guide=None).page("2027-02-02")
    assert page.counts()["published"] == 3
    assert "Guide Deleted since then. Grow" in page.part("published")
    assert "Guide" not in page.part("dropped")


def test_a_period_that_still_runs(tmp_path: Path) -> None:
    """So far: what is late or to come is open, and nothing after today is counted."""
    plan = Plan(tmp_path).on("2026-06-20", guide=entry("2026-07-10"), talk=entry("2026-09-10"))
    page = plan.on("2026-07-20", guide=entry("2026-07-12", PUBLISHED)).page("2026-08-01")
    assert page.counts() == {"planned": 2, "published": 1, "moved": 1, "dropped": 0, "still open": 1}
    assert "so far; it ends on Wed 30 Sep 2026" in page.text
    assert "2 entries were planned; so far 1 published" in page.text
    assert "31 Jul 2026" in page.text
    assert "30 Sep 2026 +" not in page.text


def test_a_period_that_has_not_begun(tmp_path: Path) -> None:
    """Says when it begins and what is planned for it."""
    page = Plan(tmp_path, "2027-Q1").on("2026-06-20", talk=entry("2027-02-10")).page()
    assert "Q1 2027 begins on Fri 1 Jan 2027. One entry is planned for it." in page.text
    assert page.counts() == {}
    assert "KPIs of the period" not in page.text


def test_a_review_without_a_period(tmp_path: Path) -> None:
    """Says what to write."""
    root = playbook(tmp_path, {"strategy/reviews/quarter.md": "---\ntitle: The quarter\n---\n"})
    assert "This review names no period. Write one, as in period: 2026-Q4" in review_of(context_at(root)).text


@pytest.mark.parametrize(
    ("period", "says"),
    [
        ("2026-Q3", "begins after the period, on Fri 20 Nov 2026: planned is what the plan holds now"),
        ("2026-Q4", "begins in the period, on Fri 20 Nov 2026: planned is what the plan held at the end of that day"),
    ],
)
def test_what_history_does_not_reach(tmp_path: Path, period: str, says: str) -> None:
    """One sentence; what the present plan tells is told."""
    plan = Plan(tmp_path, period)
    day = "2026-08-03" if period == "2026-Q3" else "2026-11-03"
    page = plan.on("2026-11-20", guide=entry(day, PUBLISHED), fair=entry(day, "status: cancelled")).page()
    assert says in page.text
    assert page.counts()["published"] == 1
    assert page.counts()["dropped"] == (1 if period == "2026-Q3" else 0)
    assert ("moved" in page.counts()) == (period == "2026-Q4")


def test_without_history(tmp_path: Path) -> None:
    """The plan as it is, and a sentence."""
    files = {"strategy/reviews/quarter.md": REVIEW.format("2026-Q4"), "plan/launch.md": entry("2026-12-01")}
    page = review_of(context_at(playbook(tmp_path, files)))
    assert "was made without the history of its files" in page.text
    assert page.counts() == {"planned": 1, "published": 0, "still open": 1}


def test_what_cannot_be_known_is_no_zero(tmp_path: Path) -> None:
    """Before the history begins nobody can tell what was planned, moved or dropped: neither the tiles nor the table say 0."""
    plan = Plan(tmp_path).on("2026-11-20", guide=entry("2026-11-03", PUBLISHED + "\npublished: 2026-08-03"))
    page = plan.page()
    assert page.counts() == {"published": 1}
    assert "Goal area Published Grow 1 " in page.text
    assert "The plan holds nothing" not in page.text
    kept = plan.on("2026-11-21", fair=entry("2026-08-05", "status: cancelled")).page()
    assert kept.counts() == {"planned": 1, "published": 1, "dropped": 1}
    assert "Goal area Planned Published Dropped Grow 1 1 1 " in kept.text


def test_what_the_kpis_did(plan: Plan) -> None:
    """From the last reading before the period to the last in it, against the line of that day; later readings don't count."""
    text = plan.page().text
    assert "from 100 trials, 30 Jun 2026 to 120 trials, 30 Sep 2026 +20 better expected 150 30 behind" in text
    assert "190" not in text
    assert "Not measured in this period: Silent" in text


def test_series_and_deadlines(tmp_path: Path) -> None:
    """A series is counted by its times; deadlines by whether they are done."""
    more = "deadlines: {draft: {on: 2026-07-01, done: true}, review: {on: 2026-07-08}, press: {on: 2026-10-08}}"
    plan = Plan(tmp_path).on(
        "2026-06-20", guide=entry("2026-07-10", more), letter=entry("2026-07-02", "repeat: {every: week}")
    )
    page = plan.page()
    assert page.part("returning") == "Returning One entry returned, 13 times in all. Letter 13 times Grow"
    assert page.part("deadlines") == "Deadlines 2 deadlines, 1 of them done. Guide Review by Wed 8 Jul 2026 Grow"
    assert "Letter" not in page.part("open")


def test_nothing_hidden_is_told(tmp_path: Path) -> None:
    """Neither what is internal now nor what was when it was deleted."""
    plan = Plan(tmp_path).on(
        "2026-06-20", secret=entry("2026-07-10"), gone=entry("2026-07-11"), open=entry("2026-07-12")
    )
    plan.on(
        "2026-07-01", secret=entry("2026-08-10", "visibility: internal"), gone=entry("2026-08-11", "visibility: draft")
    )
    page = plan.on("2026-07-05", gone=None).page()
    assert page.counts()["planned"] == 1
    assert "Secret" not in page.text
    assert "Gone" not in page.text


def test_hostile_titles_and_no_broken_link(plan: Plan) -> None:
    """Titles stand as they were typed, and every link of the site leads somewhere."""
    page = plan.page()
    assert HOSTILE in page.text
    assert "<b>bold" not in page.html
    plan.repository.write({"strategy/reviews/empty.md": "---\ntitle: Empty\nperiod: 2019\n---\n"})
    assert not list(broken_links(build(plan.repository.root)))


def test_a_whole_year_of_entries_is_cut(tmp_path: Path) -> None:
    """Long lists end with what is left out."""
    entries = {f"e{number}": entry("2026-08-03", PUBLISHED) for number in range(MOST_ROWS + 7)}
    page = Plan(tmp_path).on("2026-06-20").on("2026-08-04", **entries).page()
    assert page.counts()["published"] == MOST_ROWS + 7
    assert page.part("published").endswith("and 7 more")


def test_the_index_counts(plan: Plan) -> None:
    """The list of reviews says what was planned and published."""
    [document] = [d for d in build_site(plan.context("2026-11-22")).documents if d.uri == "reviews/index.md"]
    assert "The quarter Our own words. Q3 2026 5 3 2" in Html("\n".join(document.frame()).encode()).text
