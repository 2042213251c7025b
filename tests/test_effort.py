"""Planned effort: amounts of work as people type them, the days in which they lie, and sums that add up wherever they are shown."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from builds import TODAY, Html, build, context_at, playbook
from gameplan.analysis.effort import CountedDays, Span, efforts, total
from gameplan.model.effort import Capacity, Effort, WorkWeek, hundredths, parse_capacity, parse_effort, tenths
from gameplan.model.workdays import Workdays
from gameplan.pipeline import run
from gameplan.publish.site import build_site
from gameplan.settings import OptionError, load_settings, parse_options
from gameplan.wording.catalogues import language_of
from gameplan.wording.dates import effort_words, workdays_words
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from pathlib import Path

WEEK = WorkWeek()
MONDAY = date(2026, 11, 16)
"""Of the week of `TODAY`."""
TYPED = {
    "3d": Fraction(3),
    "4h": Fraction(1, 2),
    "24h": Fraction(3),
    "90m": Fraction(3, 16),
    "1w": Fraction(5),
    "1d4h": Fraction(3, 2),
    "1w 1.5d": Fraction(13, 2),
    "0.1h": Fraction(1, 80),
}


@pytest.mark.parametrize("text", TYPED)
def test_days_of_work(text: str) -> None:
    """A day is one of eight hours, and a week one of five days."""
    assert parse_effort(text).in_days(WEEK) == TYPED[text]


def test_a_team_with_other_days() -> None:
    """Hours and weeks follow the options; days are days."""
    week = WorkWeek(Decimal("4.5"), timedelta(hours=7, minutes=30))
    found = [parse_effort(text).in_days(week) for text in ("2d", "15h", "1w")]
    assert found == [Fraction(2), Fraction(2), Fraction(9, 2)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4", None),
        ("2.5", None),
        ("0", None),
        ("3d a week", 3),
        ("20h  a  week", Fraction(5, 2)),
        ("60 %", 3),
        ("50%", Fraction(5, 2)),
    ],
)
def test_capacities(text: str, days: Fraction | None) -> None:
    """A number of things, an amount of work, or a share of the week."""
    capacity = parse_capacity(text)
    assert (capacity.typed, capacity.in_days(WEEK)) == (text, days)
    assert capacity.pieces == (Decimal(text) if days is None else None)


@given(
    st.text(max_size=60)
    | st.from_regex(r"[0-9., ]{0,6}\s?(%|[dhw]|days?)?( a|/| per| pro)? ?(week|Woche)?", fullmatch=True)
)
@example("200,0%")
def test_every_capacity_is_read_or_refused(text: str) -> None:
    """What is refused comes with what to type, and that can be read."""
    try:
        assert isinstance(parse_capacity(text), Capacity)
    except PydanticCustomError as error:
        meant = str((error.context or {})["hint"]).removeprefix("write ").removeprefix("it as ").partition(",")[0]
        assert isinstance(parse_capacity(meant), Capacity)


@pytest.mark.parametrize(
    ("text", "english", "german", "french"),
    [
        ("1d", "1 day", "1 Tag", "1 jour"),
        ("1.5d", "1.5 days", "1,5 Tage", "1,5 jour"),
        ("2.5d", "2.5 days", "2,5 Tage", "2,5 jours"),
        ("1w2d", "1 week and 2 days", "1 Woche und 2 Tage", "1 semaine et 2 jours"),
        ("1d4h", "1 day and 4 hours", "1 Tag und 4 Stunden", "1 jour et 4 heures"),
        ("1h30m", "90 minutes", "90 Minuten", "90 minutes"),
    ],
)
def test_words(text: str, english: str, german: str, french: str) -> None:
    """As it was typed, in the language of the site."""
    for tag, expected in (("en", english), ("de", german), ("fr", french)):
        with speaking(language_of(tag)):
            assert effort_words(parse_effort(text)) == expected
    assert workdays_words(Decimal("1.0")) == "1 day"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"workweek": "5"}, "workweek.: write the days of work in a week, as in 5d"),
        ({"workweek": "0d"}, "workweek.: write the days of work in a week, as in 5d"),
        ({"workweek": "7.5d"}, "workweek.: write the days of work in a week, as in 5d"),
        ({"workweek": 5}, "workweek.: write the days of work in a week, as in 5d"),
        ({"workday": "1d"}, "workday.: write the hours of a day of work, as in 8h or 7h30m"),
        ({"workday": "25h"}, "workday.: write the hours of a day of work, as in 8h or 7h30m"),
        ({"workday": "0.01m"}, "workday.: write the hours of a day of work, as in 8h or 7h30m"),
        ({"workday": "eight hours"}, "workday.: write the hours of a day of work, as in 8h or 7h30m"),
        ({"workday": "8h of"}, "workday"),
    ],
)
def test_options_that_are_refused(options: dict[str, object], expected: str) -> None:
    """Each with what to type."""
    with pytest.raises(OptionError, match=expected):
        parse_options(options, "mkdocs.yml")


def test_options() -> None:
    """A week and a day of a team's own."""
    options = parse_options({"workweek": "4.5d", "workday": "7h30m"}, "mkdocs.yml")
    assert options.conventions.week == WorkWeek(Decimal("4.5"), timedelta(hours=7, minutes=30))
    assert parse_options({}, "mkdocs.yml").conventions.week == WEEK


# When work is done

DAYS = CountedDays(date(2026, 1, 1), date(2027, 12, 31), partial(Workdays().has, zone="Europe/Lisbon"))
THURSDAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("start", "days", "deadline", "expected"),
    [
        (THURSDAY, "1", None, (date(2026, 12, 2), THURSDAY)),
        (THURSDAY, "3", None, (date(2026, 11, 30), THURSDAY)),
        (THURSDAY, "4", None, (date(2026, 11, 27), THURSDAY)),
        (THURSDAY, "0.1", None, (date(2026, 12, 2), THURSDAY)),
        (THURSDAY, "2.1", None, (date(2026, 11, 30), THURSDAY)),
        (date(2026, 11, 30), "1", None, (date(2026, 11, 27), date(2026, 11, 28))),
        (date(2026, 11, 29), "1", None, (date(2026, 11, 27), date(2026, 11, 28))),
        (THURSDAY, "1", date(2026, 11, 23), (date(2026, 11, 23), THURSDAY)),
        (THURSDAY, "1", date(2026, 11, 22), (date(2026, 11, 23), THURSDAY)),
        (THURSDAY, "3", date(2026, 12, 2), (date(2026, 11, 30), THURSDAY)),
        (date(2026, 1, 2), "9", None, (date(2026, 1, 1), date(2026, 1, 2))),
    ],
)
def test_the_first_and_the_last_day(start: date, days: str, deadline: date | None, expected: tuple[date, date]) -> None:
    """Work is done on the workdays before the day: as many as it takes, and from the first deadline on where that is earlier."""
    assert DAYS.span(start, Fraction(days), deadline) == Span(*expected)


def test_no_day_before() -> None:
    """Where nobody works before the day, there is no time for it."""
    assert DAYS.span(date(2026, 1, 1), Fraction(1)) is None
    assert CountedDays(date(2026, 1, 1), date(2026, 12, 31), lambda _: False).span(THURSDAY, Fraction(1)) is None


def test_days_on_which_nobody_works() -> None:
    """Who hands in a calendar of their own moves the work, as weekends do."""
    closed = {date(2026, 12, 1), date(2026, 12, 2)}
    own = CountedDays(date(2026, 1, 1), date(2026, 12, 31), lambda day: day.weekday() < 5 and day not in closed)
    assert own.span(THURSDAY, Fraction(2)) == Span(date(2026, 11, 27), date(2026, 12, 1))


@given(st.dates(date(2026, 3, 1), date(2027, 11, 1)), st.integers(1, 400), st.integers(0, 60))
def test_nothing_is_lost_between_weeks(start: date, hours: int, early: int) -> None:
    """The weeks hold all of it, none of it lies on or after the day, and no day holds more than one."""
    days = Fraction(hours, 10)
    span = DAYS.span(start, days, start - timedelta(days=early) if early else None)
    assert span is not None
    assert span.after <= start
    shares = dict(DAYS.spread(span, days, date(2026, 1, 1), date(2027, 12, 31)))
    assert sum(shares.values()) == days
    assert all(monday.weekday() == 0 and 0 < share <= 5 for monday, share in shares.items())
    assert min(shares) <= span.first < min(shares) + timedelta(days=7)
    assert DAYS.before(span.after) - DAYS.before(span.first) >= ceil(days)


def test_only_the_weeks_that_are_asked_for() -> None:
    """What lies before or after them is left out, and shares nothing with them."""
    span = Span(date(2026, 11, 26), date(2026, 12, 9))
    assert list(DAYS.spread(span, Fraction(9), date(2026, 11, 30), date(2026, 12, 6))) == [
        (date(2026, 11, 30), Fraction(5))
    ]
    assert list(DAYS.spread(span, Fraction(9), date(2026, 12, 14), date(2026, 12, 20))) == []


def _efforts(root: Path, files: dict[str, str], weeks: int = 12) -> dict[tuple[str, date], Fraction]:
    result = run(playbook(root, files), load_settings(root).options)
    last = MONDAY + timedelta(weeks=weeks, days=-1)
    found = efforts(result.playbook, MONDAY, last, WEEK, partial(result.playbook.workdays.has, zone="Europe/Berlin"))
    return {key: total(works) for key, works in found.items()}


def _entry(*rows: str) -> str:
    return "---\ntitle: E\ngoals: [grow]\n" + "\n".join(rows) + "\n---\nSo.\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["start: 2026-11-16"], {}),
        (["start: 2026-11-17"], {0: Fraction(1, 2)}),
        (["start: 2026-11-18"], {0: Fraction(2)}),
        (["start: 2027-02-08"], {11: Fraction(2)}),
        (["start: 2027-02-09"], {11: Fraction(1)}),
        (["start: 2027-02-10"], {}),
        (["start: 2027-03-01", "deadlines: {brief: 2027-02-01}"], {11: Fraction(1, 2)}),
        (
            ["start: 2026-12-03", "deadlines: {brief: -4wd, after: +9d, own: 2026-12-03}"],
            {1: Fraction(1, 2), 2: Fraction(3, 2)},
        ),
        (
            ["start: 2026-12-03", "deadlines: {brief: {on: 2026-11-27, done: true}}"],
            {1: Fraction(1, 2), 2: Fraction(3, 2)},
        ),
        (["start: 2026-12-03 09:00", "end: 2026-12-20"], {2: Fraction(2)}),
        (["start: 2026-12-02", "repeat: {every: wednesday, count: 2}"], {2: Fraction(2), 3: Fraction(2)}),
        (["start: 2026-11-05", "repeat: {every: thursday}"], dict.fromkeys(range(12), Fraction(2))),
        (["start: 2026-12"], {}),
        (["status: idea"], {}),
        (["start: 2026-12-03", "status: done"], {}),
        (["start: 2026-12-03", "status: on-hold"], {}),
        (["start: 2026-12-03", "status: cancelled"], {}),
        (["start: 9999-12-31"], {}),
        (["start: 2026-12-03", "deadlines: {brief: 1990-01-01}"], dict.fromkeys(range(3))),
    ],
)
def test_the_work_of_an_entry(tmp_path: Path, rows: list[str], expected: dict[int, Fraction | None]) -> None:
    """Two days of work by the weeks from this one on: what begins on a week's first day lies in the week before."""
    effort = "effort: 4h" if rows == ["start: 2026-11-17"] else "effort: 2d"
    found = _efforts(tmp_path, {"plan/e.md": _entry(*rows, "owner: Ana", effort)})
    by_week = {(monday - MONDAY).days // 7: share for (owner, monday), share in found.items() if owner == "Ana"}
    assert by_week.keys() == expected.keys()
    assert all(share is None or by_week[week] == share for week, share in expected.items())


def test_whose_work_it_is(tmp_path: Path) -> None:
    """That of whoever answers for the entry, by the id of their page, or nobody's; not of whom a deadline is for."""
    files = {
        "strategy/people/ana.md": "---\ntitle: Ana\naliases: [anna]\n---\n",
        "strategy/people/ben.md": "---\ntitle: Ben\n---\n",
        "plan/a.md": _entry(
            "owner: anna", "effort: 1d", "start: 2026-12-03", "deadlines: {x: {on: 2026-12-02, owner: ben}}"
        ),
        "plan/b.md": _entry("effort: 1d", "start: 2026-12-03"),
        "plan/c.md": _entry("owner: ben", "start: 2026-12-03"),
    }
    week = date(2026, 11, 30)
    assert _efforts(tmp_path, files) == {("ana", week): Fraction(1), ("", week): Fraction(1)}


# What is shown

entries = st.fixed_dictionaries(
    {
        "owner": st.sampled_from(["ana", "ben", None]),
        "effort": st.sampled_from([None, "1d", "3d", "4h", "90m", "1w", "2.5d", "9d"]),
        "status": st.sampled_from(["planned", "idea", "in-review", "scheduled", "done", "cancelled", "on-hold"]),
        "days": st.integers(-10, 100),
        "deadline": st.sampled_from([None, 3, 20]),
    }
)
IN_DAYS = {"1d": "1", "3d": "3", "4h": "1/2", "90m": "3/16", "1w": "5", "2.5d": "5/2", "9d": "9"}


def _by_hand(start: date, effort: str, deadline: date | None) -> dict[date, Fraction]:
    """Spread work as somebody would with a calendar: back from the day before, day by day."""
    amount = Fraction(IN_DAYS[effort])
    days: list[date] = []
    day = start - timedelta(days=1)
    while len(days) < ceil(amount) or (deadline is not None and day >= deadline):
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(days=1)
    return dict.fromkeys(days, amount / len(days))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, min_size=1, max_size=6))
def test_numbers_add_up(tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, object]]) -> None:
    """Every sum on pages, in CSV and in JSON is the one that somebody would make of the files by hand."""
    files = {
        "strategy/people/ana.md": "---\ntitle: Ana\ncapacity: 3d a week\n---\n",
        "strategy/people/ben.md": "---\ntitle: Ben\ncapacity: 4\n---\n",
    }
    mondays = [MONDAY + timedelta(weeks=number) for number in range(12)]
    planned: dict[tuple[str, date], Fraction] = {}
    for number, said in enumerate(made):
        start = TODAY + timedelta(days=int(str(said["days"])))
        due = start - timedelta(days=int(str(said["deadline"]))) if said["deadline"] else None
        rows = [f"start: {start}", f"status: {said['status']}"]
        rows += [f"{name}: {said[name]}" for name in ("owner", "effort") if said[name]]
        rows += [f"deadlines: {{draft: {due}}}"] if due else []
        files[f"plan/e{number}.md"] = _entry(*rows)
        if said["effort"] and said["status"] in ("planned", "idea", "in-review", "scheduled"):
            for day, share in _by_hand(start, str(said["effort"]), due).items():
                key = (str(said["owner"] or ""), day - timedelta(days=day.weekday()))
                planned[key] = planned.get(key, Fraction(0)) + share
    root = playbook(tmp_path_factory.mktemp("effort"), files, options={"fail_on": "never"})
    site = build_site(context_at(root))
    found = site.files
    pages = {document.uri: "".join(document.frame()) for document in site.documents}
    rows_by_id = {row["Id"]: row for row in csv.DictReader(io.StringIO(found["data/people.csv"].decode("utf-8-sig")))}
    table = _table(pages["calendar/workload.md"])
    for person, name in (("ana", "Ana"), ("ben", "Ben"), ("", "Nobody")):
        weeks = [planned.get((person, monday), Fraction(0)) for monday in mondays]
        if person:
            assert Decimal(rows_by_id[person]["Planned effort in days"] or 0) == hundredths(sum(weeks, Fraction(0)))
        if any(weeks) or person == "ana":
            expected = (
                [tenths(days) for days in (*weeks, sum(weeks, Fraction(0)))] if planned_here(planned, mondays) else []
            )
            assert table.get(name, []) == expected
        else:
            assert name not in table
    over = {monday for monday in mondays if tenths(planned.get(("ana", monday), Fraction(0))) > 3}
    assert pages["people/ana.md"].count("over the capacity of 3 days</strong>") == len(over)
    data = {page["id"]: page.get("fields", {}) for page in json.loads(found["data/playbook.json"])["pages"]["entry"]}
    for number, said in enumerate(made):
        days = hundredths(Fraction(IN_DAYS[str(said["effort"])])) if said["effort"] else None
        assert data[f"e{number}"].get("effort_days") == (float(days) if days is not None else None)


def planned_here(planned: dict[tuple[str, date], Fraction], mondays: list[date]) -> bool:
    """Tell whether anybody has work in some weeks: else there is no table of it."""
    return any(monday in mondays for _, monday in planned)


def _table(text: str) -> dict[str, list[Decimal]]:
    """The numbers in the table of planned effort, by the names of the rows; without them, none."""
    if "gp-load--effort" not in text:
        return {}
    body = text.partition("gp-load--effort")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in body.split("<tr ")[1:]:
        cells = row.split("<td")
        name = Html(("<" + cells[0]).encode()).text.split("capacity")[0].split(">")[-1].strip()
        found[name] = [
            Decimal(Html(f"<td{cell}".encode()).text.split("(")[0].replace("·", "").split()[0]) for cell in cells[1:]
        ]
    return found


def test_on_pages(tmp_path: Path) -> None:
    """Work by week, in words where it is too much, with what could move; on the page of the person too."""
    files = {
        "strategy/people/ana.md": "---\ntitle: Ana\ncapacity: 60 %\n---\n",
        "strategy/people/ben.md": "---\ntitle: Ben\ncapacity: 1\n---\n",
        "plan/a.md": _entry("owner: ana", "effort: 4d", "start: 2026-12-04").replace("title: E", "title: Long"),
        "plan/b.md": _entry("owner: ana", "effort: 4h", "start: 2026-12-03", "status: scheduled").replace(
            "title: E", "title: Fixed"
        ),
        "plan/c.md": _entry("owner: ben", "effort: 1d", "start: 2026-12-03").replace("title: E", "title: One"),
        "plan/d.md": _entry("owner: ben", "start: 2026-12-04", "status: idea").replace("title: E", "title: Two"),
    }
    made = build(playbook(tmp_path, files))
    said = " ".join(Html(made["calendar/workload/index.html"]).text.split())
    assert "4.5 (4.5 days: over the capacity of 3 days)" in said
    line = "Ana · 30 Nov – 6 Dec 2026 · 4.5 days: over the capacity of 3 days Could move (not scheduled yet): Long"
    assert line in said
    assert (
        "Ben · 30 Nov – 6 Dec 2026 · 2 entries: over the capacity of 1 Could move (not scheduled yet): Two One" in said
    )
    ana = " ".join(Html(made["people/ana/index.html"]).text.split())
    assert "Planned effort: 4.5 days in all, against 3 days of work a week. 1 week is over capacity." in ana
    assert line.removeprefix("Ana · ") in ana
    ben = " ".join(Html(made["people/ben/index.html"]).text.split())
    assert "Entries that begin and deadlines, against 1 a week. Planned effort: 1 day. 1 week is over capacity." in ben


def test_hidden_work_is_not_told(tmp_path: Path) -> None:
    """What is kept back counts nothing in public, and its name stands nowhere."""
    files = {
        "strategy/people/ana.md": "---\ntitle: Ana\ncapacity: 1d a week\n---\n",
        "plan/a.md": _entry("owner: ana", "effort: 4d", "start: 2026-12-04", "visibility: internal").replace(
            "title: E", "title: Merger"
        ),
        "plan/b.md": _entry("owner: ana", "effort: 1d", "start: 2026-12-03").replace("title: E", "title: Open"),
    }
    made = build(playbook(tmp_path, files))
    assert not any(b"Merger" in data or b"over capacity" in data for data in made.values())
    assert "1 day, capacity 1 day" in Html(made["calendar/workload/index.html"]).text


def test_an_effort_without_a_unit_is_none() -> None:
    """Nothing is taken for an amount of work that isn't one."""
    assert Effort().in_days(WEEK) == 0
    with pytest.raises(PydanticCustomError):
        parse_effort("3")
