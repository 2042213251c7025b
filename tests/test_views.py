"""What pages show, as values: equal where the same is shown, and whole after a trip through a file."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import pytest
from markupsafe import Markup

from builds import context_at, copy_of_sample, playbook
from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry
from gameplan.model.revisions import Course, Revisions, State
from gameplan.publish.edition import Crossing
from gameplan.publish.feeds.feed import build_feeds
from gameplan.publish.hosts import Host
from gameplan.publish.inventory import live_entries
from gameplan.publish.pages.strategy.panels import panels
from gameplan.publish.views.calendar.agenda import agenda
from gameplan.publish.views.calendar.board import board
from gameplan.publish.views.calendar.month import month_page
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.calendar.quarter import quarter_page
from gameplan.publish.views.calendar.workload import workload
from gameplan.publish.views.entry.page import entry_head, entry_tail
from gameplan.publish.views.entry.results import KpiEffect, results
from gameplan.publish.views.links import Link
from gameplan.publish.views.mentions import mentions
from gameplan.publish.views.overview.coverage import coverage_page
from gameplan.publish.views.overview.goals import strategy_map
from gameplan.publish.views.overview.home import home_page
from gameplan.publish.views.overview.inventory import inventory_page
from gameplan.publish.views.overview.lists import list_page, plan_frame
from gameplan.publish.views.overview.numbers import work_in_numbers
from gameplan.publish.views.overview.problems import problems_page
from gameplan.publish.views.overview.scorecard import scorecard
from gameplan.publish.views.overview.start import doors
from gameplan.publish.views.overview.subscribe import subscribe_page
from gameplan.publish.views.overview.what_worked import what_worked
from gameplan.publish.views.overview.whats_new import news_page
from gameplan.publish.views.strategy.page import strategy_head
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gameplan.publish.context import Context


def views(context: Context) -> Iterator[object]:
    """All views of a playbook's pages."""
    with speaking(context.edition.language):
        for entry in context.playbook.entries:
            yield entry_head(context, entry, entry.title)
            yield entry_tail(context, entry)
        for page in context.playbook.pages:
            if not isinstance(page, Entry) and page.kind != PLAIN:
                yield strategy_head(context, page, page.title)
                yield from (panel.make.view() for panel in panels(context, page))
            yield mentions(context, page)
        plan = Plan(context)
        yield from (agenda(plan), board(plan), workload(plan))
        yield from (month_page(plan, month, (None, None)) for month in plan.happenings.months)
        yield from (quarter_page(plan, quarter, (None, None)) for quarter in plan.happenings.quarters)
        yield from overview(context)


def overview(context: Context) -> Iterator[object]:
    """The views of the pages over all of a playbook."""
    yield coverage_page(context)
    crossings = (Crossing("channels", "types"), Crossing("audiences", "messages", "What we tell whom"))
    host = Host("https://github.com/team/plan/", "edit/main/", github=True)
    yield coverage_page(context.having(crossings=crossings, host=host))
    for kind in context.lookups.shown_kinds:
        yield list_page(context, kind, context.playbook.of_kind(kind.name), "All")
        if kind.name == "goal":
            yield strategy_map(context, kind)
        if kind.name == "kpi":
            yield scorecard(context, kind)
    yield from (home_page(context, context.lookups.home), home_page(context, None), doors(context))
    yield from (news_page(context), problems_page(context), subscribe_page(context, build_feeds(context.feeds)))
    yield what_worked(context)
    yield work_in_numbers(context)
    moved = context.having(revisions=history_of(context))
    assert moved.analysis.flow.moved
    yield work_in_numbers(moved)
    yield from (entry_tail(moved, entry) for entry in moved.playbook.entries[:5])
    live = live_entries(context)
    yield inventory_page(context, live, 1, 2, len(live))
    yield inventory_page(context, live[:1], 2, 2, len(live))
    plan = Plan(context)
    yield list_page(
        context, context.playbook.vocabulary.entry, context.playbook.entries, "", plan_frame(plan, "later.md", "")
    )


def history_of(context: Context) -> Revisions:
    """A history in which each entry moved, and was reviewed twice."""
    began = datetime(2025, 1, 1, tzinfo=UTC)
    steps = (
        ("2026-11-02", "planned"),
        ("2026-11-09", "in-review"),
        ("2026-11-09", "in-progress"),
        ("2026-11-16", "in-review"),
    )
    states = tuple(
        State(began + timedelta(days=number), here=True, day=day, status=status)
        for number, (day, status) in enumerate(steps, 1)
    )
    courses = [Course(id=entry.id, title=entry.title, states=states) for entry in context.playbook.entries]
    return Revisions(courses=tuple(courses), began=began, latest=states[-1].since)


def parts(value: object) -> Iterator[object]:
    """A value, and all that it holds."""
    yield value
    held = value if isinstance(value, tuple) else [getattr(value, name) for name in getattr(value, "__slots__", ())]
    for each in held:
        yield from parts(each)


def test_views_are_values(tmp_path: Path) -> None:
    """Views made twice are equal; they pickle, and hold neither HTML nor pages nor anything that could change."""
    root = copy_of_sample(tmp_path / "sample")
    made = list(views(context_at(root)))
    assert len(made) > 100
    assert made == list(views(context_at(root)))
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own
    kinds = {type(part) for view in made for part in parts(view)}
    assert Markup not in kinds
    ours = {
        kind.__name__
        for kind in kinds
        if kind.__module__.startswith("gameplan.publish.views.") or kind.__name__ in ("Load", "EffortLoad", "Change")
    }
    assert {kind.__name__ for kind in kinds} - ours == {"str", "int", "bool", "date", "Decimal", "NoneType", "tuple"}


def test_shared_parts_are_made_once(tmp_path: Path) -> None:
    """Entries that serve the same goals share one ladder, so that it is drawn once."""
    context = context_at(copy_of_sample(tmp_path / "sample"))
    by_goals: dict[tuple[str, ...], set[int]] = {}
    for entry in context.playbook.entries:
        goals = tuple(goal.path for goal in context.lookups.targets(entry, "goals"))
        by_goals.setdefault(goals, set()).add(id(entry_head(context, entry, "").why.reasons))
    assert {len(found) for found in by_goals.values()} == {1}


KPI = (
    "---\ntitle: Rate\nunit: '%'\ndirection: {direction}\nbaseline: {{value: 10, on: 2026-01-01}}\n"
    "target: {{value: 20, on: 2026-12-31}}\n---\n"
)


@pytest.mark.parametrize(
    ("direction", "value", "side", "difference"),
    [
        ("up", "15.1", "ahead", "+0.1, better"),
        ("up", "15", "ahead", "as planned"),
        ("up", "14.9", "behind", "−0.1, worse"),
        ("down", "14.9", "ahead", "−0.1, better"),
        ("down", "15", "ahead", "as planned"),
        ("down", "15.1", "behind", "+0.1, worse"),
    ],
)
def test_results_as_planned_are_no_failure(
    tmp_path: Path, direction: str, value: str, side: Literal["ahead", "behind"], difference: str
) -> None:
    """A result counts as reached from the planned value on, whichever way is good; what is coloured by it has no words of its own."""
    launch = (
        f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-07-02\nstatus: published\nresults: {{rate: {value}}}\n---\n"
    )
    context = context_at(
        playbook(tmp_path, {"strategy/kpis/rate.md": KPI.format(direction=direction), "plan/launch.md": launch})
    )
    (entry,) = (entry for entry in context.playbook.entries if entry.id == "launch")
    link = Link("Rate", uri="kpis/rate.md")
    assert results(context, entry) == (KpiEffect(link, f"{value}\u202f%", "15\u202f%", difference, side),)
