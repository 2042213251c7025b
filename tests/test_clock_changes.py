"""The night on which the clocks go back: what is in the doubled hour ends when it should, on every clock and in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from builds import playbook
from gameplan.cli.agenda import plain
from gameplan.digest.coming import Wanted, coming
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.publish.feeds.event_facts import facets
from gameplan.publish.ics.schedule import event_dates
from gameplan.wording import dates as words
from random_playbooks import page

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.playbook import Playbook

NIGHT = date(2026, 10, 25)
"""On which the clocks go back in Europe: 02:00 to 03:00 comes twice in Berlin, 00:00 to 01:00 on the Azores."""


def read(root: Path, zone: str, **front: str) -> Playbook:
    """A playbook with one entry, in which nothing is wrong but that a time may come twice."""
    file = page({"title": "Night", "goals": ["grow"], "status": "idea", "timezone": zone, **front})
    result = run(playbook(root, {"plan/night.md": file}), Options(), date(2026, 10, 20))
    assert {finding.rule.name for finding in result.diagnostics if "night" in finding.location.path} <= {"clock-change"}
    return result.playbook


@pytest.mark.parametrize(
    ("front", "shown", "lasts"),
    [
        ({"start": "2026-10-25T00:30Z", "end": "2026-10-25T01:15Z"}, "02:30 CEST – 02:15 CET", 45),
        ({"start": "2026-10-25 02:30", "duration": "1h"}, "02:30 CEST – 02:30 CET", 60),
        ({"start": "2026-10-25 02:30"}, "02:30 CEST – 02:30 CET", 60),
        ({"start": "2026-10-25 02:45+02:00", "end": "2026-10-25 02:15"}, "02:45 CEST – 02:15 CET", 30),
        ({"start": "2026-10-25 02:10+01:00", "end": "2026-10-25 02:50"}, "02:10–02:50", 40),
        ({"start": "2026-10-25 01:30", "end": "2026-10-25 03:30"}, "01:30–03:30", 180),
        ({"start": "2026-10-25 02:30+02:00", "end": "2026-10-25 02:30+02:00"}, "02:30", 0),
    ],
)
def test_it_ends_where_it_should(tmp_path: Path, front: dict[str, str], shown: str, lasts: int) -> None:
    """The site and the agenda say when it ends, and calendars get as many minutes as there are."""
    book = read(tmp_path, "Europe/Berlin", **front)
    schedule = next(entry.schedule for entry in book.entries if entry.id == "night")
    assert (schedule.lasts, schedule.extra_days) == (timedelta(minutes=lasts), timedelta(0))
    assert words.schedule_words(schedule, "Europe/Berlin") == f"Sun 25 Oct 2026, {shown}"
    (begin, end), *_ = ([instant(line) for line in lines if line.startswith("DT")] for lines in event_dates(schedule))
    assert end - begin == timedelta(minutes=lasts or 60)
    found = plain(coming(Wanted(playbook=book), NIGHT, NIGHT, undated=False))
    assert shown.replace(" CEST – ", "–").replace(" CET", "") in found


def instant(line: str) -> datetime:
    """The moment of a DTSTART or DTEND; a time on the clock that comes twice is its first (RFC 5545 3.3.5)."""
    name, _, value = line.partition(":")
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert "TZID=Europe/Berlin" in name
    local = datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock
    return (local - timedelta(hours=2 if local < datetime.fromisoformat("2026-10-25T03:00") else 1)).replace(tzinfo=UTC)


def test_what_ends_at_the_second_midnight_lasts_into_that_day(tmp_path: Path) -> None:
    """On the Azores the hour after midnight comes twice: what ends as it begins again was there on the new day."""
    book = read(tmp_path, "Atlantic/Azores", start="2026-10-24 23:00", duration="2h")
    schedule = next(entry.schedule for entry in book.entries if entry.id == "night")
    assert (schedule.first_day, schedule.last_day) == (date(2026, 10, 24), NIGHT)


def test_a_move_within_the_doubled_hour_is_told(tmp_path: Path) -> None:
    """Who moves an entry from the first half past two to the second moves it for subscribers: the clock alone shows no change."""
    first, second = (
        next(
            facets(entry)
            for entry in read(tmp_path / name, "Europe/Berlin", start=f"2026-10-25 02:30+0{name}:00").entries
            if entry.id == "night"
        )
        for name in "21"
    )
    assert first != second
