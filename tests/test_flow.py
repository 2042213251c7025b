"""How work flows: lead times, promises kept, moves and reviews, by the history of the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builds import context_at, playbook
from gameplan.analysis.flow import Flow, Pace
from gameplan.analysis.lookups import Lookups
from gameplan.analysis.spread import spread
from gameplan.model.revisions import Course, Revisions, State
from gameplan.publish.site import build_site
from repository import Repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.playbook import Playbook

BEGAN = datetime(2026, 1, 1, 12, tzinfo=UTC)
Step = tuple[float, str, str]
"""Days after the beginning, a day or window, a status; `gone` where it wasn't there."""


def entry(start: str = "2026-03-01", status: str = "planned", more: str = "") -> str:
    """An entry's file."""
    return f"---\ngoals: [grow]\nstart: {start}\nstatus: {status}\n{more}---\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """A playbook with an entry for each way to end."""
    files = {
        "plan/open.md": entry(),
        "plan/out.md": entry("2026-03-10", "published", "published: 2026-03-12\ntype: article\n"),
        "plan/held.md": entry("2026-03-10", "on-hold"),
        "plan/weekly.md": entry(more="repeat: {every: week}\n"),
        "plan/draft.md": entry(more="visibility: draft\n"),
    }
    root = playbook(tmp_path_factory.mktemp("flow"), files, options={"internal": True, "fail_on": "never"})
    return context_at(root).playbook


def flow(plan: Playbook, courses: Mapping[str, list[Step]]) -> Flow:
    """How a plan's work flows with a history of some states."""
    made = tuple(
        Course(id=name, title=name, states=tuple(_state(*step) for step in steps)) for name, steps in courses.items()
    )
    return Flow(Lookups(plan), Revisions(courses=made, began=BEGAN, latest=BEGAN + timedelta(days=300)))


def _state(days: float, day: str, status: str) -> State:
    here = status != "gone"
    return State(BEGAN + timedelta(days=days), here=here, day=day if here else "", status=status if here else "")


def pace(plan: Playbook, name: str, *steps: Step) -> Pace:
    """How one entry came along."""
    [found] = flow(plan, {name: list(steps)}).paces
    return found


def numbers(found: Pace) -> tuple[int | None, str, int, int, int, int]:
    """The numbers of an entry."""
    return found.lead, found.first, found.moves, found.later, found.rounds, found.back


@pytest.mark.parametrize(
    ("name", "steps", "expected"),
    [
        # It came on 2 January, was promised for 5 March, and went out on 12 March by its own word.
        (
            "out",
            [(1, "2026-Q1", "idea"), (9, "2026-03-05", "planned"), (72, "2026-03-10", "published")],
            (69, "2026-03-05", 0, 7, 0, 0),
        ),
        # There when the history began: nobody knows since when. What is known of its moves counts.
        ("out", [(0, "2026-03-05", "planned"), (72, "2026-03-10", "published")], (None, "2026-03-05", 0, 7, 0, 0)),
        # Out when it came.
        ("out", [(1, "2026-03-10", "published")], (None, "", 0, 0, 0, 0)),
        # Written down after it went out.
        ("out", [(80, "2026-03-10", "planned"), (81, "2026-03-10", "published")], (None, "2026-03-10", 0, 2, 0, 0)),
        # An idea promises nothing, whatever day it has.
        ("open", [(1, "2026-01-20", "idea"), (2, "2026-03-01", "planned")], (None, "2026-03-01", 0, 0, 0, 0)),
        # To say more exactly when is no move; to leave the window is one, counted from its end.
        (
            "open",
            [(1, "2026-Q1", "planned"), (2, "2026-03-20", "planned"), (3, "2026-04-02", "planned")],
            (None, "2026-Q1", 1, 2, 0, 0),
        ),
        # Several times on one day, in the playbook's zone: from how it stood in the morning to how it stood in the evening.
        (
            "open",
            [(1, "2026-03-01", "planned"), (2.4, "2026-03-05", "planned"), (2.45, "2026-03-04", "planned")],
            (None, "2026-03-01", 1, 3, 0, 0),
        ),
        (
            "open",
            [(1, "2026-03-01", "planned"), (2.4, "2026-03-05", "planned"), (2.45, "2026-03-01", "planned")],
            (None, "2026-03-01", 0, 0, 0, 0),
        ),
        # 11:30 pm and half past midnight in Berlin are two days, though one in UTC.
        (
            "open",
            [(1, "2026-03-01", "planned"), (2.43, "2026-03-05", "planned"), (2.48, "2026-03-09", "planned")],
            (None, "2026-03-01", 2, 8, 0, 0),
        ),
        # Put off without a day, and taken up again.
        (
            "open",
            [(1, "2026-03-01", "planned"), (2, "TBD", "on-hold"), (3, "2026-02-20", "planned"), (4, "", "planned")],
            (None, "2026-03-01", 1, -9, 0, 0),
        ),
        # What is corrected once it went out is no move.
        (
            "out",
            [(1, "2026-03-12", "planned"), (71, "2026-03-12", "published"), (80, "2026-03-10", "published")],
            (69, "2026-03-12", 0, 0, 0, 0),
        ),
        # Into review twice, once back to work, once ahead and back into review; a status that nobody knows any more is passed over.
        (
            "open",
            [
                (1, "2026-03-01", "in-progress"),
                (2, "2026-03-01", "in-review"),
                (3, "2026-03-01", "checked-by-legal"),
                (4, "2026-03-01", "in-progress"),
                (5, "2026-03-01", "in-review"),
                (6, "2026-03-01", "approved"),
                (7, "2026-03-01", "in-review"),
            ],
            (None, "2026-03-01", 0, 0, 3, 1),
        ),
        # Nothing of what it was before it was hidden, or before it was seen at all; and so not how long it took.
        (
            "out",
            [
                (1, "2026-02-01", "in-review"),
                (2, "", "gone"),
                (3, "2026-03-12", "planned"),
                (71, "2026-03-12", "published"),
            ],
            (None, "2026-03-12", 0, 0, 0, 0),
        ),
        (
            "out",
            [(1, "", "gone"), (3, "2026-03-12", "planned"), (71, "2026-03-12", "published")],
            (None, "2026-03-12", 0, 0, 0, 0),
        ),
    ],
)
def test_how_an_entry_came_along(
    plan: Playbook, name: str, steps: list[Step], expected: tuple[int | None, str, int, int, int, int]
) -> None:
    """Days from idea to published, the first promise, moves, days later, rounds of review, and times sent back."""
    assert numbers(pace(plan, name, *steps)) == expected


@pytest.mark.parametrize(
    ("promised", "kept"), [("2026-03-11", False), ("2026-03-12", True), ("2026-03", True), ("2026-Q4", True)]
)
def test_what_is_on_time(plan: Playbook, promised: str, kept: bool) -> None:  # noqa: FBT001 - a parameter
    """By the day, or within the window, for which it was promised, and before; it went out on 12 March by its own word."""
    found = flow(plan, {"out": [(1, promised, "planned"), (70, "2026-03-10", "published")]})
    assert [pace.kept for pace in found.due] == [kept]
    [row] = found.types
    assert (row.type, row.kept, row.promised) == ("article", int(kept), 1)
    assert found.late.size == int(not kept)


def test_who_got_through_review(plan: Playbook) -> None:
    """To what is ready or out; not back to work, and not to what is put off."""
    day = "2026-03-01"
    ends = {"approved": True, "published": True, "in-progress": False, "on-hold": False, "in-review": False}
    for status, passed in ends.items():
        assert pace(plan, "open", (1, day, "in-review"), (2, day, status)).passed is passed
    assert not pace(plan, "open", (1, day, "in-progress"), (2, day, "approved")).passed


def test_what_has_no_pace(plan: Playbook) -> None:
    """What returns, drafts, what is gone, and what history says nothing of."""
    steps: list[Step] = [(1, "2026-03-01", "planned"), (2, "2026-03-09", "planned")]
    found = flow(plan, {"weekly": steps, "draft": steps, "nobody": steps, "open": [*steps, (3, "", "gone")]})
    assert found.paces == ()
    assert not found.told
    assert not Flow(Lookups(plan), Revisions()).told


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(date.isoformat)
STATUSES = st.sampled_from(["idea", "planned", "in-progress", "in-review", "approved", "on-hold", "gone", "odd"])
HISTORIES = st.lists(st.tuples(st.integers(0, 60), DAYS, STATUSES), max_size=12).map(
    lambda found: sorted(found, key=lambda step: step[0])
)


@given(st.fixed_dictionaries({"open": HISTORIES, "out": HISTORIES, "held": HISTORIES}), st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_add_up(plan: Playbook, histories: dict[str, list[tuple[int, str, str]]], published: bool) -> None:  # noqa: FBT001 - drawn
    """What the page adds up is what its entries have; single days that follow each other add up to how far it is."""
    courses: dict[str, list[Step]] = {name: list(steps) for name, steps in histories.items() if steps}
    if published and "out" in courses:
        courses["out"].append((70, "2026-03-10", "published"))
    found = flow(plan, courses)
    types = found.types
    assert sum(each.lead.size for each in types) == found.lead.size <= len(found.paces)
    assert sum(each.promised for each in types) == len(found.due)
    assert sum(each.kept for each in types) == len(found.due) - found.late.size
    assert {pace.entry.path for pace in found.moved} <= {pace.entry.path for pace in found.promised}
    assert found.apart.size == len(found.moved)
    assert all(pace.rounds >= pace.back >= 0 for pace in found.paces)
    assert all(pace.lead is None or pace.lead >= 0 for pace in found.paces)
    for each in found.paces:
        assert each.moves or each.out or not each.later
        assert each.moves < len(courses[each.entry.id])


@given(st.lists(DAYS, min_size=1, max_size=8))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_moves_add_up(plan: Playbook, days: list[str]) -> None:
    """Of an entry that is promised for one day after the other, each another day is a move, and all of them make how far it is."""
    steps: list[Step] = [(number, day, "planned") for number, day in enumerate(days, 1)]
    found = pace(plan, "open", *steps)
    moves = [
        (date.fromisoformat(then) - date.fromisoformat(before)).days
        for before, then in pairwise(days)
        if before != then
    ]
    assert (found.first, found.moves, found.later) == (days[0], len(moves), sum(moves))


def test_numbers_taken_together() -> None:
    """The middle one, and the ends; from three on they say something."""
    assert spread([]) == (0, 0, 0, 0)
    assert spread([4, 1]) == (2, 2.5, 1, 4)
    assert [spread(range(size)).enough for size in range(5)] == [False, False, False, True, True]


HIDDEN = "zqxmarker"


def test_the_past_of_what_was_hidden_stays_hidden(tmp_path: Path) -> None:
    """No page tells by which days and steps of work an entry went as long as nobody was to know of it, nor what is hidden now."""
    repository = Repository(tmp_path / "plan")
    root = playbook(tmp_path / "plan", {}, options={"fail_on": "never"})
    (root / "plan/launch.md").unlink()
    hidden = "visibility: internal\n"
    commits: list[dict[str, str]] = [
        {"plan/seen.md": entry("2026-03-01"), "plan/base.md": entry("2026-03-01")},
        {"plan/late.md": entry("2026-02-02", "in-review", f"title: {HIDDEN} code name\n{hidden}")},
        {f"plan/{HIDDEN}.md": entry("2026-02-03", "planned", hidden)},
        {"plan/late.md": entry("2026-02-27", "in-progress", hidden), "plan/seen.md": entry("2026-03-09")},
        {f"plan/{HIDDEN}.md": entry("2026-02-09", "in-review", hidden)},
        {"plan/late.md": entry("2026-03-03", "planned")},
        {"plan/late.md": entry("2026-03-08", "planned")},
    ]
    for number, files in enumerate(commits):
        repository.commit(files, BEGAN + timedelta(days=number))
    context = context_at(root)
    found = {each.entry.id: numbers(each) for each in context.analysis.flow.paces}
    assert found == {
        "base": (None, "2026-03-01", 0, 0, 0, 0),
        "seen": (None, "2026-03-01", 1, 8, 0, 0),
        "late": (None, "2026-03-03", 1, 5, 0, 0),
    }
    pages = {document.uri: "".join(document.frame()) for document in build_site(context).documents}
    assert "2 entries moved, 2 times in all." in pages["work-in-numbers/index.md"]
    for uri in ("work-in-numbers/index.md", "plan/late.md", "whats-new/index.md"):
        assert HIDDEN not in pages[uri]
        assert "27 Feb" not in pages[uri]
        assert "2 Feb" not in pages[uri]
        assert "review" not in pages[uri].partition("gp-figures")[2].partition("</ul>")[2]


def test_a_page_only_where_the_history_tells_something(tmp_path: Path) -> None:
    """Without a history, and with one that tells nothing, there is neither a page nor a line of the navigation."""
    root = playbook(tmp_path / "plan", {}, options={"fail_on": "never"})
    context = context_at(root)
    began = datetime(2026, 11, 1, tzinfo=UTC)
    states = (State(began, here=True, day="2026-12-01", status="planned"),)
    course = Course(id="launch", title="Launch", states=states)
    moved = replace(
        course, states=(*states, State(began + timedelta(days=2), here=True, day="2026-12-09", status="planned"))
    )
    for courses, there in ((), False), ((course,), False), ((moved,), True):
        site = build_site(context.having(revisions=Revisions(courses=courses, began=began, latest=began)))
        assert ("work-in-numbers/index.md" in {document.uri for document in site.documents}) is there
        assert ("work-in-numbers/index.md" in str(site.navigation)) is there
