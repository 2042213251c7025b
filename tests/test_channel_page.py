"""Pages of channels: how promises are kept, the goals that they serve, and what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gameplan.publish.views.strategy.cadence import how_kept
from strategy_pages import Pages, entry, page, styled, text

if TYPE_CHECKING:
    from pathlib import Path

MONTHLY = "commitments: [{at_least: 1, of: article, every: month}]"
FILES = {
    "strategy/channels/blog.md": page(MONTHLY, "Blog"),
    "plan/aug.md": entry("start: 2026-08-03\ntype: article\nstatus: published\nchannels: [blog]"),
    "plan/late.md": entry("start: 2026-09-30\npublished: 2026-10-02\ntype: article\nstatus: done\nchannels: [blog]"),
    "plan/never.md": entry("start: 2026-09-10\ntype: article\nchannels: [blog]", "Overdue"),
    "plan/other.md": entry("start: 2026-09-11\ntype: video\nstatus: published\nchannels: [blog]"),
    "plan/now.md": entry("start: 2026-11-25\ntype: article\nchannels: [blog]"),
    "plan/next.md": entry("start: 2027-01-12\ntype: article\nchannels: [blog]"),
}


def kept(pages: Pages) -> list[tuple[str, int, str]]:
    """The periods of a channel's first promise."""
    [channel] = pages.context.playbook.of_kind("channel")
    promise = pages.context.analysis.coverage.commitments_of(channel)[0]
    return [(each.period.label, each.period.planned, each.state) for each in how_kept(pages.context, promise)]


def test_what_went_out_and_what_is_planned(tmp_path: Path) -> None:
    """Months that are over count what went out, on the day that it did; this one and those to come count what is planned."""
    assert kept(Pages(tmp_path, FILES)) == [
        ("Aug 2026", 1, "kept"),
        ("Sep 2026", 0, "missed"),
        ("Oct 2026", 1, "kept"),
        ("Nov 2026", 1, "planned"),
        ("Dec 2026", 0, "short"),
        ("Jan 2027", 1, "planned"),
        ("Feb 2027", 0, "short"),
    ]


def test_nothing_is_missed_before_there_was_anything(tmp_path: Path) -> None:
    """Periods before the first thing that went out were no promise yet; at most six months, eight weeks are looked back on."""
    files = {**FILES, "plan/aug.md": entry("start: 2026-10-09\ntype: article\nstatus: published\nchannels: [blog]")}
    assert kept(Pages(tmp_path, files))[0] == ("Oct 2026", 2, "kept")
    old = {**FILES, "plan/aug.md": entry("start: 2020-10-09\ntype: article\nstatus: published\nchannels: [blog]")}
    assert [label for label, *_ in kept(Pages(tmp_path / "2", old))][:6] == [
        f"{month} 2026" for month in ("May", "Jun", "Jul", "Aug", "Sep", "Oct")
    ]


@pytest.mark.parametrize(("every", "label"), [("week", "W46"), ("quarter", "Q3 2026"), ("year", "2025")])
def test_other_periods(tmp_path: Path, every: str, label: str) -> None:
    """A series counts each time, in weeks, quarters and years."""
    files = {
        "strategy/channels/blog.md": page(f"commitments: [{{at_least: 1, every: {every}}}]", "Blog"),
        "plan/a.md": entry("start: 2025-01-06\nstatus: scheduled\nrepeat: FREQ=WEEKLY\nchannels: [blog]"),
    }
    found = {name: state for name, _, state in kept(Pages(tmp_path, files))}
    assert found[label] == "kept"


def test_the_chart_and_its_numbers(tmp_path: Path) -> None:
    """A picture with a title and a sentence, a bar for each period by its shape, and every number in a table."""
    pages = Pages(tmp_path, FILES)
    part = pages.part("channels/blog", "cadence")
    [chart] = styled(part, "gp-cadence")
    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == "cadence-1-title cadence-1-desc"
    assert {"cadence-1-title", "cadence-1-desc"} <= set(pages.documents["channels/blog.md"].ids)
    assert text(chart.find("desc")) == (  # type: ignore[arg-type]
        "Kept in 2 of the 3 periods before. From now on too little is planned yet in 2 periods."
    )
    states = [str(bar.get("class")).rpartition("--")[2] for bar in styled(chart, "gp-cadence__bar")]
    assert states == ["kept", "missed", "kept", "planned", "short", "planned", "short"]
    assert all(float(str(bar.get("height"))) > 0 for bar in styled(chart, "gp-cadence__bar")), "a hole must be seen"
    rows = [[text(cell) for cell in row] for row in part.iter("tr")]
    assert rows[:3] == [
        ["Period", "Committed", "Out or planned", "Kept"],
        ["August 2026", "1", "1", "kept"],
        ["September 2026", "1", "0", "missed"],
    ]
    assert [text(found) for found in part.iter("summary")] == ["Show the numbers"]


def test_the_goals_that_a_channel_serves(tmp_path: Path) -> None:
    """By how much is ahead on it for each, the most first."""
    pages = Pages(
        tmp_path,
        {
            "strategy/channels/blog.md": page("medium: owned", "Blog"),
            "strategy/goals/keep.md": page("", "Keep"),
            **{f"plan/e{n}.md": entry("start: 2026-12-01\nchannels: [blog]", goals="[keep]") for n in range(2)},
            "plan/g.md": entry("start: 2026-12-02\nchannels: [blog]"),
        },
    )
    rows = [text(row) for row in styled(pages.part("channels/blog", "why"), "gp-goals")[0]]
    assert [row.partition("Not measured")[0] for row in rows] == ["Keep", "Grow"]
    assert [row.rpartition("measured")[2] for row in rows] == ["2 ahead", "1 ahead"]
    assert "Owned" in text(styled(pages.tree("channels/blog"), "gp-chips")[0])


def test_a_channel_that_promises_nothing(tmp_path: Path) -> None:
    """It says so, and what to write; it serves nothing, and nothing is ahead: all of that is said."""
    pages = Pages(tmp_path, {"strategy/channels/blog.md": page("", "Blog")})
    assert "No posting goal is set for Blog" in pages.said("channels/blog", "cadence")
    assert "serves a goal" in pages.said("channels/blog", "why")
    assert "Plan an entry with channels: [blog]" in pages.said("channels/blog", "when")


def test_commitments_of_goals_and_audiences(tmp_path: Path) -> None:
    """Goals count periods within their time only; goals and audiences without promises don't speak of them."""
    pages = Pages(
        tmp_path,
        {
            "strategy/goals/grow.md": page(f"period: 2026-Q4\n{MONTHLY}", "Grow"),
            "strategy/goals/short.md": page(f"start: 2026-11-10\nend: 2026-11-28\n{MONTHLY}", "Short"),
            "strategy/audiences/fay.md": page(MONTHLY, "Fay"),
            "strategy/audiences/bo.md": page("", "Bo"),
            "plan/a.md": entry("start: 2026-09-01\ntype: article\nstatus: published"),
        },
    )
    part = pages.part("goals/grow", "cadence")
    assert [text(row[0]) for row in list(part.iter("tr"))[1:]] == ["October 2026", "November 2026", "December 2026"]
    assert "No period of it lies wholly within" in pages.said("goals/short", "cadence")
    assert "cadence" in pages.ids("audiences/fay")
    assert "cadence" not in pages.ids("audiences/bo")
