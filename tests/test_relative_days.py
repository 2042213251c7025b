"""Deadlines that count from an entry's start: they move with it, everywhere, and are days for whoever reads a feed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import Html, build, files_of, playbook
from gameplan.model.relative_days import RelativeDay, parse_relative, relative_meant
from gameplan.model.workdays import Workdays
from gameplan.pipeline import run
from gameplan.settings import load_settings
from repository import FIRST, Repository, day

if TYPE_CHECKING:
    from pathlib import Path

START = date(2026, 12, 3)
"""A Thursday."""
COUNTED = {
    "-14d": date(2026, 11, 19),
    "-2w": date(2026, 11, 19),
    "-1wd": date(2026, 12, 2),
    "-5wd": date(2026, 11, 26),
    "-0d": date(2026, 12, 3),
    "+2wd": date(2026, 12, 7),
    "+1w": date(2026, 12, 10),
}


@pytest.mark.parametrize("typed", COUNTED)
def test_days(typed: str) -> None:
    """Days and weeks by the calendar, workdays without weekends."""
    relative = parse_relative(typed)
    assert relative is not None
    assert relative.from_day(START, "Europe/Lisbon", Workdays()) == COUNTED[typed]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Europe/Lisbon", date(2026, 12, 7)), ("Asia/Riyadh", date(2026, 12, 7)), ("Asia/Tehran", date(2026, 12, 6))],
)
def test_weekends(zone: str, expected: date) -> None:
    """Saturday and Sunday, Friday and Saturday, or Friday alone, by the time zone."""
    assert RelativeDay(2, "wd").from_day(START, zone, Workdays()) == expected


@given(st.integers(-999, 999), st.sampled_from(["d", "w", "wd"]), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_counts_are_what_they_say(count: int, unit: str, start: date) -> None:
    """So many days, weeks or workdays lie between."""
    found = RelativeDay(count, unit).from_day(start, "UTC", Workdays())
    if unit != "wd":
        assert found - start == timedelta(days=count * (7 if unit == "w" else 1))
        return
    first, last = sorted((start, found))
    between = [first + timedelta(number) for number in range((last - first).days + 1)]
    counted = [each for each in between if each.weekday() < 5 and each != start]
    assert len(counted) == abs(count)


MEANT = {
    "14d": "-14d",
    "14 days before": "-14d",
    "−14d": "-14d",
    "2 weeks": "-2w",
    "5 workdays": "-5wd",
    "5 working days before": "-5wd",
    "3 days after": "+3d",
    "+ 3 days": "+3d",
    "soon": "",
    "2026-12-03": "",
    "9999d": "",
}


@pytest.mark.parametrize("typed", MEANT)
def test_what_was_meant(typed: str) -> None:
    """Words for a count of days have a hint that says how to type it."""
    assert relative_meant(typed) == MEANT[typed]


def _entry(start: str, deadlines: str, more: str = "") -> dict[str, str]:
    return {
        "plan/launch.md": f"---\ntitle: Launch\ngoals: [grow]\nstart: {start}\n{more}deadlines: {deadlines}\n---\nWe launch.\n"
    }


def _deadlines(root: Path) -> dict[str, date]:
    playbook_ = run(root, load_settings(root).options).playbook
    (entry,) = (entry for entry in playbook_.entries if entry.id == "launch")
    return {name: deadline.on for name, deadline in entry.entry.deadlines.items()}


TYPED = "{brief: -21d, draft: {on: -2w, owner: ana, done: true}, review: -5wd, fixed: 2026-11-30}"


def test_they_move_with_the_start(tmp_path: Path) -> None:
    """Another start is another day for each that counts, and none for those that don't."""
    before = _deadlines(playbook(tmp_path / "a", _entry("2026-12-03", TYPED)))
    after = _deadlines(playbook(tmp_path / "b", _entry("2026-12-10 09:30", TYPED)))
    assert before == {
        "brief": date(2026, 11, 12),
        "draft": date(2026, 11, 19),
        "review": date(2026, 11, 26),
        "fixed": date(2026, 11, 30),
    }
    assert {name: after[name] - before[name] for name in before} == {
        **dict.fromkeys(("brief", "draft", "review"), timedelta(days=7)),
        "fixed": timedelta(0),
    }


@pytest.mark.parametrize("start", ["2027-02", "TBD", "soon"])
def test_without_a_day_there_are_none(start: str, tmp_path: Path) -> None:
    """As long as nobody knows when an entry begins, nothing counts from there: no day is made up."""
    assert _deadlines(playbook(tmp_path, _entry(start, TYPED))) == {"fixed": date(2026, 11, 30)}


def test_the_first_time_of_what_returns(tmp_path: Path) -> None:
    """They count from the start as it is typed."""
    root = playbook(tmp_path, _entry("2026-12-03", "{draft: -7d}", "repeat: {every: week, count: 4}\n"))
    assert _deadlines(root) == {"draft": date(2026, 11, 26)}


def test_a_count_that_is_none(tmp_path: Path) -> None:
    """It is a finding at its place, with how to type it."""
    root = playbook(tmp_path, _entry("2026-12-03", "{draft: 14 days before}"))
    (finding,) = (
        found for found in run(root, load_settings(root).options).diagnostics if found.rule.name == "invalid-value"
    )
    assert "'14 days before' is not a day" in finding.message
    assert finding.hint == "write -14d for a day that counts from the start"


def test_on_the_site_and_in_feeds(tmp_path: Path) -> None:
    """The page says the day and how it counts; the feed and the data have the day."""
    files = build(playbook(tmp_path, _entry("2026-12-03", TYPED)))
    text = Html(files["plan/launch/index.html"]).text
    assert "Thu 12 Nov 2026 , 21 days before" in text
    assert "Thu 26 Nov 2026 , 5 workdays before" in text
    assert (
        "Mon 30 Nov 2026 – open" in text.replace("Mon 30 Nov 2026 overdue", "Mon 30 Nov 2026")
        or "Mon 30 Nov 2026" in text
    )
    assert b"DTSTART;VALUE=DATE:20261112" in files["feeds/deadlines.ics"]
    assert b'"on": "2026-11-26"' in files["data/playbook.json"]


def test_a_move_is_one_change_for_subscribers(tmp_path: Path) -> None:
    """The deadline's event moves with the entry, and its SEQUENCE rises by one."""
    repository = Repository(tmp_path)
    files = {
        path.relative_to(tmp_path / "x").as_posix(): path.read_text(encoding="utf-8")
        for path in playbook(tmp_path / "x", _entry("2026-12-03", "{draft: -7d}")).rglob("*")
        if path.is_file()
    }
    repository.commit(dict(files), FIRST)
    before = files_of(tmp_path)["feeds/deadlines.ics"].decode()
    repository.commit(dict(_entry("2026-12-10", "{draft: -7d}")), day(3))
    after = files_of(tmp_path)["feeds/deadlines.ics"].decode()
    assert "DTSTART;VALUE=DATE:20261126" in before
    assert "DTSTART;VALUE=DATE:20261203" in after
    assert [row for row in before.splitlines() if row.startswith("SEQUENCE")] == ["SEQUENCE:0"]
    assert [row for row in after.splitlines() if row.startswith("SEQUENCE")] == ["SEQUENCE:1"]
