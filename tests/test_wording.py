"""What is said of numbers, days and work, as texts: where a limit is, and on its two sides."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from builds import playbook
from gameplan.analysis.ahead import Ahead
from gameplan.analysis.commitments import Period
from gameplan.analysis.stage_coverage import CommitmentRecord
from gameplan.analysis.workload import Task
from gameplan.model.pages import Commitment
from gameplan.pipeline import run
from gameplan.settings import load_settings
from gameplan.wording import dates as words
from gameplan.wording.ahead import next_words
from gameplan.wording.gaps import missed_commitment
from gameplan.wording.workload import load
from random_playbooks import page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.playbook import Playbook

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def plan(root: Path, **entries: Mapping[str, object]) -> Playbook:
    """A playbook in Berlin with some entries, by id."""
    files = {f"plan/{name}.md": page({"title": name, "goals": ["grow"], **front}) for name, front in entries.items()}
    root = playbook(root, files)
    return run(root, load_settings(root).options, TODAY).playbook


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("100", "100"),
        ("100.00", "100"),
        ("2.50", "2.5"),
        ("999", "999"),
        ("1234", "1,234"),
        ("9999.5", "9,999.5"),
        ("12345", "12,345"),
        ("-1234567.8", "−1,234,567.8"),
    ],
)
def test_numbers(number: str, text: str) -> None:
    """Thousands stand apart from five digits on; zeros at the end of decimals go, and no others."""
    assert words.number_words(Decimal(number)) == text


@pytest.mark.parametrize(
    ("share", "text"), [("0", "0%"), ("0.004", "0%"), ("0.454", "45%"), ("0.456", "46%"), ("1", "100%")]
)
def test_shares(share: str, text: str) -> None:
    """In whole percents."""
    assert words.percent_words(Decimal(share)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "no time"),
        (1, "1 minute"),
        (60, "1 hour"),
        (90, "90 minutes"),
        (36 * 60, "36 hours"),
        (24 * 60, "1 day"),
        (10 * 24 * 60, "10 days"),
        (14 * 24 * 60, "2 weeks"),
    ],
)
def test_lengths(minutes: int, text: str) -> None:
    """In the largest unit that says them exactly."""
    assert words.length_words(timedelta(minutes=minutes)) == text


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (date(2026, 12, 3), "Thu 3 Dec 2026"),
        (date(2026, 12, 4), "3–4 Dec 2026"),
        (date(2027, 1, 4), "3 Dec 2026 – 4 Jan 2027"),
        (date(2027, 12, 4), "3 Dec 2026 – 4 Dec 2027"),
    ],
)
def test_spans_of_days(last: date, text: str) -> None:
    """Said once is what both have: a month of another year is another month."""
    assert words.days_words(date(2026, 12, 3), last) == text


def test_times_name_their_zone_abroad(tmp_path: Path) -> None:
    """At home nobody needs it."""
    when = {"start": "2026-12-03T18:00", "duration": "90m"}
    found = plan(tmp_path, home=when, away={**when, "timezone": "America/Toronto"})
    said = {each.id: words.schedule_words(each.schedule, "Europe/Berlin") for each in found.entries}
    assert said["home"] == "Thu 3 Dec 2026, 18:00–19:30"
    assert said["away"] == "Thu 3 Dec 2026, 18:00–19:30 Toronto time"


def test_what_comes_next(tmp_path: Path) -> None:
    """The first that begins from today on; else until when something goes on; what is over says nothing of it."""
    found = plan(
        tmp_path,
        today={"start": str(TODAY)},
        later={"start": str(TOMORROW)},
        weekly={"start": str(TOMORROW - timedelta(days=7)), "repeat": {"every": "week", "count": 2}},
        ends={"start": str(YESTERDAY), "end": str(TODAY)},
        goes_on={"start": str(YESTERDAY), "end": str(TOMORROW)},
        over={"start": str(YESTERDAY)},
        someday={"start": "TBD"},
    )
    ahead, by_id = Ahead(found, TODAY), {each.id: each for each in found.entries}

    def said(*names: str) -> str:
        return next_words([by_id[name] for name in names], ahead)

    assert said("later", "today", "goes_on") == "next 22 Nov 2026"
    assert said("later", "goes_on") == "next 23 Nov 2026"
    assert said("weekly") == "next 23 Nov 2026"
    assert said("ends", "goes_on") == "until 23 Nov 2026"
    assert said("ends") == "until 22 Nov 2026"
    assert said("over", "someday") == "no day yet"


@pytest.mark.parametrize(
    ("months", "told"),
    [
        (1, "0 in Jan 2027"),
        (4, "0 in Jan 2027, 0 in Feb 2027, 0 in Mar 2027, 0 in Apr 2027"),
        (6, "0 in Jan 2027, 0 in Feb 2027, 0 in Mar 2027, 0 in Apr 2027 and 2 more"),
    ],
)
def test_a_promise_that_is_not_kept(months: int, told: str, tmp_path: Path) -> None:
    """Four periods are named, and the others counted."""
    [grow] = plan(tmp_path).goals
    spans = tuple(Period(date(2027, month, 1), date(2027, month, 28), "") for month in range(1, months + 1))
    made = Commitment.model_construct(at_least=1, of="article", every="month")
    said = missed_commitment(CommitmentRecord(grow, 0, made, spans))
    assert said.plain == f"Grow commits to at least 1 article every month: only {told}."


def test_how_full_a_week_is(tmp_path: Path) -> None:
    """In four steps up to what somebody can do, the last of them full; more than that is too much; who is nobody has no limit."""
    [launch] = plan(tmp_path).entries
    task = Task(TODAY, launch, deadline="draft")
    of_eight = [load([task] * count, Decimal(8)) for count in range(10)]
    assert [each.heat for each in of_eight] == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]
    assert [each.over for each in of_eight] == [False] * 9 + [True]
    assert (of_eight[8].words, of_eight[9].words) == ("8 deadlines", "9 deadlines: over the capacity of 8")
    assert [load([task] * count, None).heat for count in (0, 1, 4, 9)] == [0, 1, 4, 4]
    assert load([task], Decimal(0)).over
