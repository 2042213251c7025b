"""How KPIs, goals and promises are judged, and the pages that show it."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from builds import TODAY, Html, build, context_at, playbook
from gameplan.analysis.commitments import periods
from gameplan.analysis.health import HealthState, health_of
from gameplan.analysis.measure import KpiStatus, standing
from gameplan.publish.gaps import gaps_of
from gameplan.publish.site import build_site
from small_kpis import HOSTILE, kpi

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.pages import Kpi
    from gameplan.publish.context import Context

AHEAD, AT_RISK, OFF, SILENT = KpiStatus.ON_TRACK, KpiStatus.AT_RISK, KpiStatus.OFF_TRACK, KpiStatus.NOT_MEASURED


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (kpi({}), SILENT),
        (kpi({"2026-10-07": 90}), SILENT),  # 46 days ago
        (kpi({"2026-10-08": 90}), AHEAD),  # 45 days ago
        (kpi({"2026-11-01": 84}), AHEAD),  # 83.5 expected
        (kpi({"2026-11-01": 74}), AT_RISK),  # behind by less than a tenth of the way
        (kpi({"2026-11-01": 73}), OFF),
        (kpi({"2026-11-01": 100}), KpiStatus.ACHIEVED),
        (kpi({"2026-11-23": 100, "2026-11-01": 20}), OFF),  # tomorrow's reading doesn't count
        (kpi({"2026-11-22": 100, "2026-11-01": 20}), KpiStatus.ACHIEVED),  # and today's does
        (kpi({"2026-11-23": 100}), SILENT),
        (kpi({"2026-11-01": 5}, target=None), KpiStatus.NO_TARGET),
        (kpi({"2026-01-01": 5}, target=None), SILENT),
        # The target's day has passed.
        (kpi({"2026-11-01": 99}, target=("100", "2026-10-31")), OFF),
        (kpi({"2026-02-01": 100}, target=("100", "2026-03-31")), KpiStatus.ACHIEVED),
        (kpi({"2026-02-01": 99}, target=("100", "2026-03-31")), SILENT),
        (kpi({"2026-10-20": 95}, target=("100", "2026-10-31")), AT_RISK),  # read before its day: by the line
        (kpi({"2026-10-31": 95}, target=("100", "2026-10-31")), OFF),  # read on its day: missed
        # A tenth of the way behind is still at risk.
        (kpi({"2026-11-01": 90}, target=("100", None)), AT_RISK),
        (kpi({"2026-11-01": 89}, target=("100", None)), OFF),
        # Less is better.
        (kpi({"2026-11-01": 15}, ("100", "2026-01-01"), ("0", "2026-12-31"), "down"), AHEAD),
        (kpi({"2026-11-01": 20}, ("100", "2026-01-01"), ("0", "2026-12-31"), "down"), AT_RISK),
        (kpi({"2026-11-01": 90}, ("100", "2026-01-01"), ("0", "2026-12-31"), "down"), OFF),
        (kpi({"2026-11-01": -5}, ("100", "2026-01-01"), ("0", "2026-12-31"), "down"), KpiStatus.ACHIEVED),
        (kpi({"2026-11-01": 0}, ("100", "2026-01-01"), ("0", "2026-12-31"), "down"), KpiStatus.ACHIEVED),
        # Without a baseline: from the first reading; with one reading, or no day for the target, the target itself.
        (kpi({"2026-01-01": 0, "2026-11-01": 84}, None), AHEAD),
        (kpi({"2026-11-01": 84}, None), OFF),
        (kpi({"2026-11-01": 95}, None), AT_RISK),
        (kpi({"2026-01-01": 0, "2026-11-01": 95}, target=("100", None)), AT_RISK),
        # Negative numbers, no way at all, a target of nothing.
        (kpi({"2026-11-01": -20}, ("-100", "2026-01-01"), ("0", "2026-12-31")), AT_RISK),
        (kpi({"2026-11-01": 7}, ("7", "2026-01-01"), ("7", "2026-12-31")), KpiStatus.ACHIEVED),
        (kpi({"2026-11-01": -1}, ("0", "2026-01-01"), ("0", "2026-12-31")), OFF),
        # A baseline after the target is no beginning.
        (kpi({"2026-11-01": 95}, ("0", "2027-06-01"), ("100", "2026-12-31")), AT_RISK),
        # Before the baseline's day, its value is expected.
        (kpi({"2026-11-01": 0}, ("0", "2026-11-15")), AHEAD),
    ],
)
def test_how_a_kpi_stands(given: Kpi, expected: KpiStatus) -> None:
    """The last reading is held against the line from the baseline to the target."""
    assert standing(given, TODAY).status is expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], HealthState.NOT_MEASURED),
        ([SILENT, KpiStatus.NO_TARGET], HealthState.NOT_MEASURED),
        ([AHEAD, SILENT], HealthState.ON_TRACK),
        ([KpiStatus.ACHIEVED], HealthState.ON_TRACK),
        ([AHEAD, AT_RISK], HealthState.AT_RISK),
        ([AHEAD, AHEAD, OFF], HealthState.AT_RISK),
        ([AHEAD, OFF], HealthState.OFF_TRACK),
        ([OFF, SILENT, SILENT], HealthState.OFF_TRACK),
    ],
)
def test_how_a_goal_stands(statuses: list[KpiStatus], expected: HealthState) -> None:
    """Off track where half or more of what is measured is; at risk where anything is behind."""
    assert health_of(statuses) is expected


def test_the_most_troubled_kpis_come_first() -> None:
    """By how they stand, then by how far they are behind."""
    given = [kpi({"2026-11-01": value}) for value in (84, 74, 20, 40, 100)] + [kpi({})]
    order = sorted(range(6), key=lambda number: standing(given[number], TODAY).trouble)
    assert order == [2, 3, 1, 5, 0, 4]


@pytest.mark.parametrize(
    ("every", "labels"),
    [
        ("week", ["W47", "W48", "W49", "W50", "W51", "W52", "W53", *(f"W0{number}" for number in range(1, 8))]),
        ("month", ["Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027"]),
        ("quarter", ["Q4 2026", "Q1 2027"]),
        ("year", ["2026"]),
    ],
)
def test_periods_of_promises(every: str, labels: list[str]) -> None:
    """The period that today is in, and those that begin within a quarter."""
    found = list(periods(every, TODAY))
    assert [period.label for period in found] == labels
    assert found[0].first <= TODAY <= found[0].last
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(found))


PROMISING = {
    "strategy/channels/blog.md": (
        "---\ntitle: Blog\ncommitments:\n  - {at_least: 2, of: article, every: month}\n  - {at_least: 1, every: quarter}\n---\n"
    ),
    **{
        f"plan/{name}.md": f"---\ntitle: {name}\ntype: article\ngoals: [grow]\nchannels: [blog]\n{more}\n---\n"
        for name, more in {
            "out": "start: 2026-11-03\nstatus: published",
            "idea": "start: 2026-11-28\nstatus: idea",
            "held": "start: 2026-11-28\nstatus: on-hold",
            "dropped": "start: 2026-11-28\nstatus: cancelled",
            "returns": "start: 2026-12-07\nrepeat: {every: week, until: 2026-12-28}",
            "window": "start: 2027-01",
            "too-wide": "start: 2027-Q1",
        }.items()
    },
    "plan/video.md": "---\ntitle: Video\ntype: video\ngoals: [grow]\nchannels: [blog]\nstart: 2026-11-29\n---\n",
}


def test_what_counts_for_a_promise(tmp_path: Path) -> None:
    """What really goes out counts: recurrences each time, windows within a period; ideas and what is held or dropped don't."""
    context = context_at(playbook(tmp_path, PROMISING))
    articles, anything = context.analysis.coverage.commitments
    assert [(p.label, p.planned) for p in articles.periods] == [
        *(("Nov 2026", 1), ("Dec 2026", 4), ("Jan 2027", 1), ("Feb 2027", 0)),
    ]
    assert [p.label for p in articles.short] == ["Nov 2026", "Jan 2027", "Feb 2027"]
    assert [p.planned for p in anything.periods] == [6, 2]
    assert [gap.text for gap in gaps_of(context) if gap.kind == "promises"] == [
        "Blog commits to at least 2 articles every month: only 1 in Nov 2026, 1 in Jan 2027, 0 in Feb 2027."
    ]


CROSSED = {
    "strategy/audiences/ann.md": "---\ntitle: Ann\naccepted_gaps: [{stage: way/buy, reason: Ann never buys.}]\n---\n",
    "strategy/audiences/bob.md": "---\ntitle: Bob\n---\n",
    "strategy/audiences/cid.md": "---\ntitle: Cid\nvisibility: internal\n---\n",
    "strategy/audiences/dee.md": "---\ntitle: Dee\n---\n",
    "strategy/journeys/way.md": (
        "---\ntitle: The way\naudiences: [ann, bob, cid]\nstages: [{id: see, title: Sees}, {id: buy}, {id: when}]\n"
        "accepted_gaps: [{audience: bob, stage: see, reason: Bob has seen it.}]\n---\n"
    ),
    "plan/one.md": "---\ntitle: One\ngoals: [grow]\nowner: x\naudiences: [ann, dee]\nstage: way/see\nstart: 2026-12-03\n---\n",
    "plan/past.md": (
        "---\ntitle: Past\ngoals: [grow]\naudiences: [bob]\nstage: way/buy\nstart: 2026-10-03\nstatus: published\n---\n"
    ),
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\n",
    "strategy/goals/idle.md": "---\ntitle: Idle\n---\n",
    "strategy/goals/over.md": "---\ntitle: Over\nend: 2026-10-31\n---\n",
    "strategy/goals/never.md": "---\ntitle: Never\nnon_goal: true\n---\n",
    "strategy/kpis/old.md": "---\ntitle: Old\ngoals: [grow]\nreadings: {2026-09-30: 4}\n---\n",
    "strategy/kpis/none.md": "---\ntitle: None\n---\n",
}


def test_gaps(tmp_path: Path) -> None:
    """Every kind of gap is found, and what is accepted, over, or not asked for is none."""
    context = context_at(playbook(tmp_path, CROSSED))
    assert [(gap.kind, gap.page.id) for gap in gaps_of(context)] == [
        *(("stages", "ann"), ("stages", "bob"), ("stages", "bob")),
        *(("idle", "idle"), ("unmeasured", "idle"), ("stale", "none"), ("stale", "old")),
        *(("audiences", "launch"), ("owner", "launch")),
    ]
    cells = {(cell.audience.id, cell.stage.id): cell for cell in context.analysis.coverage.cells}
    assert cells["ann", "buy"].accepted == "Ann never buys."
    assert cells["bob", "see"].accepted == "Bob has seen it."
    assert not cells["dee", "buy"].asked
    assert ("cid", "see") not in cells


def test_coverage_page(tmp_path: Path) -> None:
    """Numbers lead to what they count, gaps are words, accepted ones have their reason, hidden audiences don't exist."""
    site = build(playbook(tmp_path, CROSSED, {"repo_url": "https://codeberg.org/team/plan"}))
    page = Html(site["coverage/index.html"])
    assert "../audiences/ann/#see" in page.hrefs("gp-cell--1")
    assert "../audiences/bob/#buy" in page.hrefs("gp-cell--gap")
    assert "../calendar/2026-12/" in page.hrefs("gp-cell")
    assert "../goals/idle/#when" in page.hrefs("gp-cell--gap")
    assert "Ann never buys." in page.text
    assert b"Cid" not in site["coverage/index.html"]
    assert "9 gaps" in page.text
    home = Html(site["index.html"])
    assert "coverage/#gaps" in home.hrefs()
    assert "coverage/#gaps-idle" in home.hrefs()
    assert "9 coverage gaps" in home.text
    ann = Html(site["audiences/ann/index.html"])
    ids = [element.attributes["id"] for element in ann.elements if "id" in element.attributes]
    assert {"see", "buy", "way-when", "when", "stages"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert ann.hrefs("gp-cell")[:3] == ["#see", "#buy", "#way-when"]


def test_nothing_to_cross(tmp_path: Path) -> None:
    """Without audiences, journeys, KPIs or promises there are sentences instead of empty tables."""
    site = build(playbook(tmp_path, {}))
    page = Html(site["coverage/index.html"])
    assert "There are no audiences and journeys yet" in page.text
    assert "No commitments yet." in page.text
    assert "kpis/index.html" not in site
    assert "Scorecard" not in Html(site["index.html"]).text
    assert "Nothing measures this goal." in Html(site["goals/grow/index.html"]).text


MEASURED = {
    "strategy/goals/grow.md": "---\ntitle: Grow\nkpis: [sales]\nhealth: on-track\n---\n",
    "strategy/goals/part.md": "---\ntitle: Part\nparent: grow\nhealth: off-track\nhealth_reason: The <b>deal</b> fell through.\n---\n",
    "strategy/goals/done.md": "---\ntitle: Done\nlifecycle: achieved\n---\n",
    "strategy/goals/hidden.md": "---\ntitle: HIDDEN\nvisibility: internal\nhealth: off-track\n---\n",
    "strategy/kpis/sales.md": (
        "---\ntitle: Sales\nunit: deals\nbaseline: {value: 0, on: 2026-01-01}\ntarget: {value: 100, on: 2026-12-31}\n"
        "readings: sales.csv\n---\n"
    ),
    "strategy/kpis/sales.csv": "day,value\n2026-09-30,40\n2026-10-31,50\n",
    "strategy/kpis/secret.md": "---\ntitle: HIDDEN\nvisibility: internal\ngoals: [part]\nreadings: {2026-11-01: 4}\n---\n",
    "strategy/kpis/evil.md": (
        f"---\ntitle: '{HOSTILE.replace(chr(39), chr(39) * 2)}'\nunit: <i>x</i>\nreadings: {{2026-11-01: 7}}\n---\n"
    ),
    "strategy/kpis/long.md": f"---\ntitle: {'A very long title ' * 11}\n---\n",
}


def test_scorecard_and_kpi_pages(tmp_path: Path) -> None:
    """The most troubled come first, in words; hidden ones are nowhere, hostile ones are text; a CSV's readings count."""
    site = build(playbook(tmp_path, MEASURED))
    page = Html(site["kpis/index.html"])
    rows = [link for link in page.hrefs() if re.fullmatch(r"(?:\.\./kpis/)?[a-z]+/", link)]
    assert [row.rstrip("/").rpartition("/")[2] for row in rows if "goals" not in row][:3] == ["sales", "long", "evil"]
    assert "50 deals, Oct 2026" in page.text
    assert "33 behind plan 83 expected" in page.text
    assert "Off track" in page.text
    assert HOSTILE in page.text
    assert not any(b"HIDDEN" in data for data in site.values())
    assert "serves no goal" in page.text
    sales = Html(site["kpis/sales/index.html"])
    assert (
        "50 deals in October 2026, against 83 on the line to the target of 100 by 31 Dec 2026: behind by 33."
        in sales.text
    )
    assert len(sales.named("svg", "gp-chart")) == 1
    assert "Show the numbers" in sales.text
    assert "No reading yet" in Html(site["kpis/long/index.html"]).text
    assert not Html(site["kpis/evil/index.html"]).named("i")


def test_health_by_hand(tmp_path: Path) -> None:
    """The hand's word holds, with its reason; where the numbers say otherwise, the page warns; the home page counts."""
    site = build(playbook(tmp_path, MEASURED))
    grow = Html(site["goals/grow/index.html"])
    assert "Set by the owner, without a reason." in grow.text
    assert "The owner says on track; the KPIs say off track." in grow.text
    part = Html(site["goals/part/index.html"])
    assert "The owner says: The <b>deal</b> fell through." in part.text
    assert not part.named("p", "gp-warning")
    home = Html(site["index.html"])
    assert "1 goal at risk or off track" in home.text
    tree = Html(site["goals/index.html"])
    assert len(tree.named("span", "gp-health--off-track")) == 1
    assert len(tree.named("span", "gp-health--done")) == 1


@pytest.mark.parametrize("count", [9, 40])
def test_many_goals(tmp_path: Path, count: int) -> None:
    """Every goal has its row, whatever their number, and hues repeat."""
    goals = {f"strategy/goals/g{n}.md": f"---\ntitle: Goal {n}\n---\n" for n in range(count)}
    context = context_at(playbook(tmp_path, goals))
    page = Html(document(context, "coverage/index.md"))
    assert len([link for link in page.hrefs("gp-cell--gap") if link.endswith("#when")]) == count
    assert max(context.lookups.hue([goal]) for goal in context.playbook.goals) == 8


def test_many_kpis(tmp_path: Path) -> None:
    """500 KPIs are a long scorecard, and a short extract on the home page; a part of the gaps is counted only."""
    kpis = {f"strategy/kpis/k{n}.md": f"---\ntitle: KPI {n}\ngoals: [grow]\n---\n" for n in range(500)}
    context = context_at(playbook(tmp_path, kpis))
    assert len(Html(document(context, "kpis/index.md")).named("tr", "gp-score__row")) == 500
    assert len(Html(document(context, "index.md")).named("li", "gp-kpi-tile")) == 5
    assert "and 300 more" in Html(document(context, "coverage/index.md")).text
    assert len(Html(document(context, "goals/grow.md")).named("tr", "gp-score__row")) == 24


def document(context: Context, uri: str) -> bytes:
    """The HTML of a page, without MkDocs."""
    found = next(page for page in build_site(context.having()).documents if page.uri == uri)
    return "".join(found.frame()).encode()
