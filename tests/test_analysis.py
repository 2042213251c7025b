"""What a plan amounts to, as values: above all on the first and the last day of everything, where a slip is easiest."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from builds import playbook, sample_context
from gameplan.analysis.ahead import Ahead, happens, is_ahead
from gameplan.analysis.analysis import Analysis
from gameplan.analysis.commitments import periods, went_out
from gameplan.analysis.goal_tree import forest
from gameplan.analysis.happenings import between
from gameplan.analysis.outcomes import Outcome, ReviewedPeriod
from gameplan.analysis.policies import quiet_days, within
from gameplan.analysis.workload import capacity_of, weeks
from gameplan.model.conventions import Conventions
from gameplan.model.days import month_after, quarter_number, quarter_of, week_id, week_of
from gameplan.model.pages import Commitment
from gameplan.model.revisions import Revisions
from gameplan.model.zones import zone
from gameplan.pipeline import run
from gameplan.publish.context import Context
from gameplan.publish.site import build_site
from gameplan.settings import load_settings
from random_playbooks import page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.page import Entry

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def analysis(root: Path, files: Mapping[str, str]) -> Analysis:
    """What a playbook of some files and those of `builds` amounts to on the day."""
    root = playbook(root, files)
    read = run(root, load_settings(root).options, TODAY).playbook
    return Analysis(read, TODAY, Conventions(), Revisions())


def entry(start: object, **front: object) -> str:
    """An entry that serves the goal."""
    return page({"title": f"On {start}", "goals": ["grow"], "start": f"{start}", **front})


def named(found: Analysis, name: str) -> Entry:
    """An entry by its id."""
    return next(each for each in found.playbook.entries if each.id == name)


def test_what_is_next(tmp_path: Path) -> None:
    """What begins today is; what began yesterday isn't, unless it returns."""
    found = analysis(
        tmp_path,
        {
            "plan/today.md": entry(TODAY),
            "plan/begun.md": entry(YESTERDAY, end=str(TOMORROW)),
            "plan/weekly.md": entry(TODAY - timedelta(days=7), repeat={"every": "week", "count": 3}),
            "plan/over.md": entry(TODAY - timedelta(days=8), repeat={"every": "week", "count": 2}),
        },
    )
    nexts = {name: found.coverage.begins_next(named(found, name)) for name in ("today", "begun", "weekly", "over")}
    assert nexts == {"today": TODAY, "begun": None, "weekly": TODAY, "over": None}


@pytest.mark.parametrize(
    ("start", "front", "ahead"),
    [
        (TODAY, {"status": "published"}, True),
        (YESTERDAY, {"status": "published"}, False),
        (YESTERDAY, {"status": "published", "end": str(TODAY)}, True),
        (YESTERDAY, {"status": "planned"}, True),
        (TODAY - timedelta(days=365), {"status": "planned"}, True),
        (TODAY - timedelta(days=366), {"status": "planned"}, False),
        (YESTERDAY, {"status": "idea"}, False),
        (TODAY, {"status": "idea"}, True),
        (TOMORROW, {"status": "cancelled"}, False),
        ("TBD", {"status": "planned"}, True),
        ("2026-Q4", {"status": "planned"}, True),
        ("2026-10", {"status": "idea"}, False),
    ],
)
def test_what_is_ahead(start: object, front: dict[str, object], ahead: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Until its last day is over; what is late stays for a year."""
    found = analysis(tmp_path, {"plan/x.md": entry(start, **front)})
    assert is_ahead(named(found, "x"), TODAY) is ahead
    assert Ahead(found.playbook, TODAY).has(named(found, "x")) is ahead


@pytest.mark.parametrize(("ends", "shown"), [(TODAY, True), (YESTERDAY, False)])
def test_a_goal_on_its_last_day(ends: date, shown: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """It is in force on that day, and not on the next."""
    goal = page({"title": "Sell", "start": "2026-01-01", "end": str(ends)})
    found = analysis(tmp_path, {"strategy/goals/sell.md": goal})
    rows = [row for row in found.coverage.goals if row.goal.id == "sell"]
    assert bool(rows) is shown
    assert [each.id for each in found.coverage.idle if each.id == "sell"] == ["sell"] * shown
    # In the months after its last one there is nothing to count.
    assert all(row.counts[1:] == (None,) * (len(row.counts) - 1) for row in rows)


def test_what_has_only_a_window_may_happen_to_its_last_day(tmp_path: Path) -> None:
    """On that day there is something ahead for its goal; on the next there isn't, and before the first there isn't yet."""
    window = named(analysis(tmp_path, {"plan/x.md": entry("2026-11")}), "x")
    spans = [(date(2026, 11, 30), date(2026, 12, 31)), (date(2026, 12, 1), date(2026, 12, 31))]
    spans += [(date(2026, 10, 1), date(2026, 11, 1)), (date(2026, 10, 1), date(2026, 10, 31))]
    assert [happens(window, *span) for span in spans] == [True, False, True, False]


def test_goals_are_counted_for_six_months(tmp_path: Path) -> None:
    """This one included; what begins on the first of a month counts in it and not before."""
    goal = page({"title": "Sell", "start": "2026-12-01"})
    found = analysis(tmp_path, {"strategy/goals/sell.md": goal, "plan/x.md": entry("2027-04-30", goals=["sell"])})
    assert found.coverage.months == (
        date(2026, 11, 1),
        date(2026, 12, 1),
        *(date(2027, month, 1) for month in range(1, 5)),
    )
    [row] = [row for row in found.coverage.goals if row.goal.id == "sell"]
    assert row.counts == (None, 0, 0, 0, 0, 1)


def test_goals_are_nested_five_levels_deep(tmp_path: Path) -> None:
    """What lies deeper stands on the fifth, and says what it is part of."""
    chain = {
        f"strategy/goals/g{number}.md": page({"title": f"G{number}", "parent": f"g{number - 1}" if number else "grow"})
        for number in range(7)
    }
    [area] = forest(analysis(tmp_path, chain).lookups).areas
    assert [(node.goal.id, node.level, node.above and node.above.id) for node in area.all_below()] == [
        *((f"g{number}", number + 1, None) for number in range(5)),
        ("g5", 5, "g4"),
        ("g6", 5, "g5"),
    ]


def test_a_goal_that_begins_in_a_month(tmp_path: Path) -> None:
    """From that month on it is counted, whatever the day."""
    goal = page({"title": "Sell", "start": "2026-12-31"})
    found = analysis(tmp_path, {"strategy/goals/sell.md": goal})
    [row] = [row for row in found.coverage.goals if row.goal.id == "sell"]
    assert row.counts[:3] == (None, 0, 0)
    assert "sell" not in [each.id for each in found.coverage.idle]


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 9, 30)])
def test_the_ends_of_a_period_belong_to_it(day: date, tmp_path: Path) -> None:
    """An entry, a deadline and an occurrence on its first and on its last day are in it; a day before or after, in none."""
    outside = day + timedelta(days=1 if day.month == 9 else -1)
    files = {
        "plan/in.md": entry(day, status="published", deadlines={"draft": str(day)}),
        "plan/out.md": entry(outside, status="published", deadlines={"draft": str(outside)}),
        "plan/daily.md": entry(day, repeat={"every": "day", "count": 1}, status="published"),
        "strategy/reviews/q3.md": page({"title": "Q3", "period": "2026-Q3"}),
    }
    found = analysis(tmp_path, files)
    review = next(each for each in found.playbook.pages if each.id == "q3")
    reviewed = found.reviewed(review)
    assert reviewed is not None
    assert found.reviewed(review) is reviewed, "found once"
    assert [due.entry.id for due in reviewed.deadlines] == ["in"]
    assert [(each.entry.id, each.outcome) for each in reviewed.results if each.entry] == [("in", Outcome.PUBLISHED)]
    assert [(each.entry.id, each.times) for each in reviewed.returning] == [("daily", 1)]


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 9, 30)])
def test_what_was_planned_for_the_ends_of_a_period_and_is_not_done(day: date, tmp_path: Path) -> None:
    """It is part of the period's plan, and open."""
    outside = day + timedelta(days=1 if day.month == 9 else -1)
    lookups = analysis(tmp_path, {"plan/in.md": entry(day), "plan/out.md": entry(outside)}).lookups
    period = ReviewedPeriod(lookups, Revisions(), TODAY, date(2026, 7, 1), date(2026, 9, 30))
    assert [(each.entry.id, each.outcome) for each in period.results if each.entry] == [("in", Outcome.OPEN)]


@pytest.mark.parametrize(
    ("today", "coming", "running"),
    [
        (date(2026, 6, 30), True, False),
        (date(2026, 7, 1), False, True),
        (date(2026, 9, 30), False, True),
        (date(2026, 10, 1), False, False),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(
    today: date,
    coming: bool,  # noqa: FBT001 - a row's value
    running: bool,  # noqa: FBT001 - a row's value
    tmp_path: Path,
) -> None:
    """The day before it is to come, the day after it is over."""
    lookups = analysis(tmp_path, {}).lookups
    period = ReviewedPeriod(lookups, Revisions(), today, date(2026, 7, 1), date(2026, 9, 30))
    assert (period.coming, period.running) == (coming, running)


def test_the_horizon_s_last_day_is_looked_at() -> None:
    """A month that begins on it is one of those that promises are held against; one that begins the day after isn't."""
    assert [span.label for span in periods("month", date(2026, 11, 2), timedelta(days=91))][-1] == "Feb 2027"
    assert [span.label for span in periods("month", date(2026, 11, 1), timedelta(days=91))][-1] == "Jan 2027"


@pytest.mark.parametrize(("day", "first"), [(date(2026, 9, 30), "Sep 2026"), (date(2026, 10, 1), "Oct 2026")])
def test_looking_back_begins_with_the_first_that_went_out(day: date, first: str, tmp_path: Path) -> None:
    """In the month in which it did, on whatever day."""
    found = analysis(tmp_path, {"plan/x.md": entry(day, status="published")})
    commitment = Commitment.model_construct(at_least=1, of=None, every="month")
    kept = went_out(commitment, [named(found, "x")], TODAY)
    assert (kept[0].label, kept[0].planned, kept[-1].label) == (first, 1, "Oct 2026")


def test_the_work_of_some_days(tmp_path: Path) -> None:
    """Entries and deadlines on the first and on the last of them are in it, those beside are not; nor is what is on hold."""
    days = [TODAY + timedelta(days=number) for number in (-7, -6, 0, 1)]
    files = {f"plan/e{number}.md": entry(day, owner="Ana") for number, day in enumerate(days)}
    files |= {
        f"plan/d{number}.md": entry("2027-05-01", owner="Ana", deadlines={"draft": str(day)})
        for number, day in enumerate(days)
    }
    files["plan/held.md"] = entry(TODAY, owner="Ana", status="on-hold")
    found = weeks(analysis(tmp_path, files).playbook, days[1], days[2])
    assert {key: [(task.entry.id, task.day) for task in tasks] for key, tasks in found.items()} == {
        ("Ana", days[1]): [("e1", days[1]), ("e2", days[2]), ("d1", days[1]), ("d2", days[2])]
    }


def test_what_a_person_can_do_in_a_week(tmp_path: Path) -> None:
    """As the person's page says, and else four."""
    files = {
        "strategy/people/ana.md": page({"title": "Ana"}),
        "strategy/people/bo.md": page({"title": "Bo", "capacity": 2.5}),
        "strategy/people/cy.md": page({"title": "Cy", "capacity": 0}),
    }
    people = analysis(tmp_path, files).playbook.of_kind("person")
    assert [capacity_of(person) for person in people] == [Decimal(4), Decimal("2.5"), Decimal(0)]


def test_quiet_days_hold_to_their_last_one(tmp_path: Path) -> None:
    """What touches the first or the last of them is on in them; the days beside are not theirs."""
    policy = page({"title": "Holidays", "blackouts": [{"start": "2026-12-24", "end": "2026-12-26", "reason": "Rest"}]})
    files = {f"plan/e{day}.md": entry(f"2026-12-{day}") for day in range(23, 28)}
    found = analysis(tmp_path, {"strategy/policies/holidays.md": policy, **files})
    [quiet] = quiet_days(next(each for each in found.playbook.pages if each.id == "holidays"))
    on = [each.entry.id for each in within(found.happenings, found.ahead, quiet, None)]
    assert on == ["e24", "e25", "e26"]
    [days] = found.citations.quiet
    assert (days.first, days.last) == (date(2026, 12, 24), date(2026, 12, 26))


def test_the_nearest_kpis(tmp_path: Path) -> None:
    """Those of the goal, else those of the nearest goal above it that has any; what an entry names comes first."""
    files = {
        "strategy/goals/sub.md": page({"title": "Sub", "parent": "grow"}),
        "strategy/goals/alone.md": page({"title": "Alone"}),
        "strategy/kpis/trials.md": page({"title": "Trials", "goals": ["grow"]}),
        "strategy/kpis/own.md": page({"title": "Own"}),
        "plan/sub.md": entry(TODAY, goals=["sub", "grow"]),
        "plan/own.md": entry(TODAY, kpis=["own"]),
    }
    found = analysis(tmp_path, files)
    goals = {goal.id: found.nearest_kpis.to(goal) for goal in found.playbook.goals}
    assert {name: ([kpi.id for kpi in near.kpis], near.own) for name, near in goals.items()} == {
        "grow": (["trials"], True),
        "sub": (["trials"], False),
        "alone": ([], True),
    }
    assert [kpi.id for kpi in found.nearest_kpis.of(named(found, "sub"))] == ["trials"], "each once"
    assert [kpi.id for kpi in found.nearest_kpis.of(named(found, "own"))] == ["own"]


def test_the_plan_of_a_page(tmp_path: Path) -> None:
    """What is ahead by its next time, then what was, the latest first; each entry once."""
    files = {
        "plan/launch.md": entry(TOMORROW),
        "plan/late.md": entry(YESTERDAY),
        "plan/old.md": entry("2026-01-10", status="published"),
        "plan/older.md": entry("2026-01-09", status="done"),
        "plan/weekly.md": entry("2026-01-04", repeat={"every": "week"}),
        "plan/open.md": entry("TBD"),
    }
    found = analysis(tmp_path, files)
    [grow] = found.playbook.goals
    plan = found.page_plans.of(grow)
    assert [(each.id, occurrence.first if occurrence else None) for occurrence, each in plan.coming] == [
        ("late", None),
        ("weekly", TODAY),
        ("launch", None),
        ("open", None),
    ]
    assert [each.id for each in plan.earlier] == ["old", "older"]
    assert [each.id for each in found.ahead.of(grow)] == ["weekly", "late", "launch", "open"]


def test_what_happens_when(tmp_path: Path) -> None:
    """An entry is in each month that it touches, to its last day; months between are there, and a gap of years is left out."""
    files = {
        "plan/launch.md": entry("2026-11-30", end="2026-12-01"),
        "plan/far.md": entry("2029-12-01"),
        "plan/window.md": entry("2026-Q4"),
    }
    happenings = analysis(tmp_path, files).happenings
    touched = {month: [each.entry.id for each in on] for month, on in happenings.months.items()}
    assert touched == {date(2026, 11, 1): ["launch"], date(2026, 12, 1): ["launch"], date(2029, 12, 1): ["far"]}
    assert happenings.near(date(2026, 12, 31)) == date(2026, 12, 1)
    assert happenings.near(date(2027, 1, 1)) == date(2029, 12, 1)
    assert happenings.near(date(2030, 1, 1)) == date(2029, 12, 1)
    assert set(happenings.touching(date(2026, 12, 1), date(2026, 12, 1))) == {"plan/launch.md"}
    assert happenings.touching(date(2026, 12, 2), date(2026, 12, 31)) == {}
    assert [each.id for each in happenings.in_window(date(2026, 12, 31), date(2027, 1, 1))] == ["window"]
    assert happenings.in_window(date(2027, 1, 1), date(2027, 1, 2)) == []
    assert [each.entry.id for each in between(happenings.all, date(2026, 11, 30), date(2029, 12, 1))] == [
        "launch",
        "far",
    ]
    assert [each.entry.id for each in between(happenings.all, date(2026, 11, 30), date(2029, 11, 30))] == ["launch"]
    assert list(between(happenings.all, date(2026, 12, 1), date(2026, 12, 1))) == []
    assert happenings.weeks[:2] == (date(2026, 11, 9), date(2026, 11, 16))


def test_days() -> None:
    """Weeks, months and quarters, over the ends of years."""
    assert [quarter_number(date(2026, month, 1)) for month in (1, 3, 4, 6, 7, 9, 10, 12)] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
    assert [month_after(date(2026, 11, 1), months) for months in (0, 1, 2, 14, -11)] == [
        *(date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2028, 1, 1), date(2025, 12, 1)),
    ]
    assert week_id(date(2027, 1, 1)) == "2026-w53"
    assert week_of(date(2027, 1, 3)) == (date(2026, 12, 28), date(2027, 1, 3))


def test_an_edition_outlives_its_process() -> None:
    """Pickled and read again, it makes the same pages, feeds and files; what was worked out of it may go along."""
    _, context = sample_context()
    edition, found = pickle.loads(pickle.dumps((context.edition, context.analysis)))  # noqa: S301 - our own
    assert found.coverage.overdue == tuple(
        each for each in found.playbook.entries if each.id in {late.id for late in context.analysis.coverage.overdue}
    )
    one, other = build_site(context), build_site(Context(edition))
    assert one.files == other.files
    assert [(made.uri, *made.frame()) for made in one.documents] == [
        (made.uri, *made.frame()) for made in other.documents
    ]


def test_kinds_of_a_team_s_own_outlive_their_process(tmp_path: Path) -> None:
    """Entries that cite them are what they were: no module has the class of their fields."""
    options = {"kinds": {"region": {"plural": "regions"}}}
    files = {"strategy/regions/north.md": page({"title": "North"}), "plan/x.md": entry(TODAY, regions=["north"])}
    root = playbook(tmp_path, files, options=options)
    read = run(root, load_settings(root).options, TODAY).playbook
    again = pickle.loads(pickle.dumps(read))  # noqa: S301 - our own
    [cited] = [each for each in again.entries if each.id == "x"]
    assert [each.title for each in again.targets(cited, "regions")] == ["North"]
    assert cited.kind == again.vocabulary.entry == read.vocabulary.entry


def test_zones_are_those_of_their_names() -> None:
    """A moment that was pickled is in the same zone, also in summer time."""
    moment = datetime(2026, 7, 1, 12, tzinfo=zone("Europe/Lisbon"))
    again = pickle.loads(pickle.dumps(moment))  # noqa: S301 - our own
    assert (again, again.utcoffset(), again.tzinfo) == (moment, timedelta(hours=1), zone("Europe/Lisbon"))
