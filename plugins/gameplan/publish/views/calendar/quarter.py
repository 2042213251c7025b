"""The quarters: a lane for each goal that is in force, below its goal area, on a strip of whole weeks.

What lasts three days or more is a bar with its title, in a row of the lane where its title has room too; the rest is counted by week,
in one link that leads to the first of those days in its month.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.goal_tree import below
from gameplan.model.days import monday_of, month_after, quarter_number, quarter_of, week_of
from gameplan.model.pages import in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish.addresses import SUBSCRIBE, quarter_uri
from gameplan.publish.views.calendar.known_days import Mark, marks
from gameplan.publish.views.calendar.plan import Frame, Turn, name_of
from gameplan.publish.views.chips import Chip, window_chips
from gameplan.publish.views.colours import NEUTRAL, colour
from gameplan.publish.views.counted import CountedEntry, Counting
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.lanes import Lane, Lanes, Strip
from gameplan.publish.views.links import Link
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.declared_values import called
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gameplan.analysis.happenings import Happening
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.calendar.groups import Grouping
    from gameplan.publish.views.calendar.plan import Plan

_MOST_ROWS = 12


class QuarterRow(NamedTuple):
    """A goal's row."""

    goal: Link
    depth: int
    lane: Lane
    state: State | None = None
    """How a goal stands; None where nobody knows, and for whatever else has a lane."""


class QuarterArea(NamedTuple):
    """A goal area with its lanes."""

    title: Link
    colour: str
    rows: tuple[QuarterRow, ...]

    @property
    def alone(self) -> bool:
        """Whether its own lane is its only one, so that one name is enough."""
        return [row.goal for row in self.rows] == [self.title]


class QuarterMonth(NamedTuple):
    """A month at the head of a quarter."""

    area: str
    """Its place in the grid."""
    name: str


class QuarterWeek(NamedTuple):
    """A week at the head of a quarter."""

    area: str
    day: str
    """Its first day, as a number."""
    words: str
    link: Link


class QuarterPage(NamedTuple):
    """A quarter."""

    title: str
    name: str
    """As in its address."""
    frame: Frame
    turn: Turn
    size: str
    """How many entries it has, in words."""
    first: date
    days: int
    months: tuple[QuarterMonth, ...]
    weeks: tuple[QuarterWeek, ...]
    today: int
    """The column of today; 0 where it isn't in the quarter."""
    marks: tuple[Mark, ...]
    """Quiet days, holidays and key dates, in the order of their days."""
    areas: tuple[QuarterArea, ...]
    """Or groups, each with one row."""
    grouped: str
    """By what, in words, where that isn't goals."""
    counted: tuple[CountedEntry, ...]
    undated: tuple[Chip, ...]


def quarter_page(
    plan: Plan, quarter: date, around: tuple[date | None, date | None], grouping: Grouping | None = None
) -> QuarterPage:
    """Return what the page of a quarter shows.

    Args:
        plan: the plan.
        quarter: its first day.
        around: the first days of the quarters before and after it that have a page.
        grouping: the field that has a row for each of its values; default: goals have one.
    """
    field = grouping.own.name if grouping else ""
    context, today = plan.context, plan.context.today
    last = month_after(quarter, 3) - timedelta(days=1)
    strip, counting = Strip(monday_of(quarter), week_of(last)[1]), Counting(context)
    lanes = Lanes(context, strip, first=quarter, most_rows=_MOST_ROWS, least=1, counting=counting)
    happenings = [*plan.happenings.quarters[quarter], *plan.happenings.windows(quarter, last)]
    undated = plan.happenings.in_window(quarter, last)
    entries = {happening.entry: None for happening in happenings} | dict.fromkeys(undated)
    here, now = quarter <= today <= last, quarter_of(today)
    beside = [Link(words.quarter_words(other), uri=quarter_uri(other, field)) if other else None for other in around]
    areas = lane_areas(context, lanes, happenings, (quarter, last), grouping)
    frame = plan.frame("Quarter", today if here else quarter, entries)
    return QuarterPage(
        title=quarter_title(quarter, grouping),
        name=f"{quarter.year}-q{quarter_number(quarter)}",
        frame=frame._replace(groups=plan.groups(say("Goal"), partial(quarter_uri, quarter), field)),
        turn=Turn(
            before=beside[0],
            after=beside[1],
            now=Link(say("This quarter"), uri=quarter_uri(now, field if now in plan.happenings.quarters else "")),
            now_name=name_of(quarter_uri(now)),
            current=here,
            subscribe=Link("", uri=SUBSCRIBE),
        ),
        size=words.entries_words(len({happening.entry for happening in happenings})),
        first=strip.first,
        days=strip.days,
        months=tuple([QuarterMonth(area, words.month_name(month)) for area, month in strip.months()]),
        weeks=week_heads(plan, strip),
        today=strip.column(today) if here else 0,
        marks=marks(context, strip),
        areas=areas,
        grouped=called(grouping.own) if grouping else "",
        counted=counting.items,
        undated=window_chips(context, undated),
    )


def quarter_title(quarter: date, grouping: Grouping | None) -> str:
    """Return the title of a quarter, or of one that is grouped by a field."""
    name = words.quarter_words(quarter)
    return say("{quarter} by {field}", quarter=name, field=called(grouping.own)) if grouping else name


def week_heads(plan: Plan, strip: Strip) -> tuple[QuarterWeek, ...]:
    """Return the weeks at the head of a strip, each by its first day."""
    return tuple(
        [
            QuarterWeek(
                area,
                str(monday.day),
                say("Week of {day}", day=words.day_words(monday, weekday=False)),
                # More weeks than these are too narrow for a finger.
                Link("") if strip.by_month else week_link(plan.happenings, monday),
            )
            for area, monday in strip.weeks()
        ]
    )


def lane_areas(
    context: Context,
    lanes: Lanes,
    happenings: Sequence[Happening],
    days: tuple[date, date],
    grouping: Grouping | None,
) -> tuple[QuarterArea, ...]:
    """Return lanes by goals, or by what a field says.

    Args:
        context: what is published.
        lanes: the strip.
        happenings: what is on it.
        days: the first and the last day that count.
        grouping: the field; default: goals.
    """
    found = _rows(grouping, lanes, happenings) if grouping else _Goals(context, lanes, days).areas(happenings)
    areas = tuple(found)
    made = iter(lanes.with_lines([row.lane for area in areas for row in area.rows]))
    return tuple([area._replace(rows=tuple([row._replace(lane=next(made)) for row in area.rows])) for area in areas])


def _rows(grouping: Grouping, lanes: Lanes, happenings: Iterable[Happening]) -> Iterator[QuarterArea]:
    """Yield a row for each word of a field, for each page that something names, and for what says nothing."""
    by_group: dict[str, list[Happening]] = {}
    for happening in happenings:
        for key in grouping.of(happening.entry):
            by_group.setdefault(key, []).append(happening)
    for group in grouping.groups:
        if group.key in by_group or group.key in grouping.own.of:
            row = QuarterRow(group.title, 0, lanes.lane(by_group.get(group.key, [])))
            yield QuarterArea(group.title, NEUTRAL, (row,))


class _Goals:
    """Makes the rows of a quarter."""

    def __init__(self, context: Context, lanes: Lanes, days: tuple[date, date]) -> None:
        self._context, self._lanes = context, lanes
        self._first, self._last = days

    def areas(self, happenings: Iterable[Happening]) -> Iterator[QuarterArea]:
        """Every area of which a goal is in force, then what serves none of these."""
        context = self._context
        by_goal: dict[str, list[Happening]] = {}
        goals: dict[str, tuple[Page, ...]] = {}
        all_happenings = list(happenings)
        for happening in all_happenings:
            path = happening.entry.path
            if path not in goals:
                goals[path] = context.lookups.targets(happening.entry, "goals")
            for goal in goals[path]:
                by_goal.setdefault(goal.path, []).append(happening)
        shown: set[str] = set()
        for area in context.playbook.goals:
            if area.path not in context.lookups.areas:
                continue
            tree = [(goal, depth) for goal, depth in below(context.playbook, area) if self._in_force(goal)]
            # An area's own lane says nothing where only its goals are served.
            tree = [item for item in tree if item[0] is not area or by_goal.get(area.path) or len(tree) == 1]
            shown |= {goal.path for goal, _ in tree}
            rows = [
                QuarterRow(
                    self._link(goal), min(depth, 3), self._lanes.lane(by_goal.get(goal.path, [])), self._state(goal)
                )
                for goal, depth in tree
            ]
            if rows:
                yield QuarterArea(self._link(area), colour(context.lookups, [area]), tuple(rows))
        others = [item for item in all_happenings if not any(goal.path in shown for goal in goals[item.entry.path])]
        if others:
            yield QuarterArea(
                Link(say("Without a goal that is in force")),
                colour(context.lookups, ()),
                (QuarterRow(Link(say("Other entries")), 1, self._lanes.lane(others)),),
            )

    def _link(self, goal: Page) -> Link:
        return Link(goal.title, uri=self._context.addresses.uris[goal.path])

    def _state(self, goal: Page) -> State | None:
        health = self._context.analysis.scores.goal(goal)
        return state_of(health.state) if health else None

    def _in_force(self, goal: Page) -> bool:
        fields = goal_fields(goal)
        first, last = in_force(fields)
        accepted = fields.lifecycle == "accepted" and not fields.non_goal
        return accepted and (not first or first <= self._last) and (not last or last >= self._first)
