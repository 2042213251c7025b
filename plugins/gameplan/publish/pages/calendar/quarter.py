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
from gameplan.publish.addresses import CALENDAR, SUBSCRIBE, quarter_uri
from gameplan.publish.document import Document
from gameplan.publish.html.chips import chip
from gameplan.publish.html.counted import counted_entries
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.icons import STAGES
from gameplan.publish.html.lanes import lane as draw_lane
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.templates import address_of, render
from gameplan.publish.views.chips import legend, window_chips
from gameplan.publish.views.colours import colour
from gameplan.publish.views.counted import Counting
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.lanes import Lanes, Strip
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_age import page_age
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.analysis.happenings import Happening
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context
    from gameplan.publish.html.lanes import DrawnLane
    from gameplan.publish.pages.calendar.tabs import Plan

_MOST_ROWS = 12


class Row(NamedTuple):
    """A goal's row."""

    goal: Link
    depth: int
    lane: DrawnLane


class Area(NamedTuple):
    """A goal area with its lanes."""

    title: Link
    colour: str
    rows: list[Row]

    @property
    def alone(self) -> bool:
        """Whether its own lane is its only one, so that one name is enough."""
        return [row.goal for row in self.rows] == [self.title]


def quarter_documents(plan: Plan) -> Iterator[Document]:
    """A page for each quarter of which a month has one."""
    order = list(plan.happenings.quarters)
    for quarter, before, following in zip(order, [None, *order], [*order[1:], None], strict=False):
        yield Document(
            uri=quarter_uri(quarter),
            title=words.quarter_words(quarter),
            head=partial(_head, plan, quarter, (before, following)),
            hide=("navigation", "toc"),
            landscape=True,
            search={"exclude": True},
            section=CALENDAR,
            previous=quarter_uri(before) if before else None,
            next=quarter_uri(following) if following else None,
        )


def _head(plan: Plan, quarter: date, around: tuple[date | None, date | None]) -> str:
    to = plan.context.addresses.to(quarter_uri(quarter))
    last = month_after(quarter, 3) - timedelta(days=1)
    strip = Strip(monday_of(quarter), week_of(last)[1])
    counted = Counting(plan.context)
    lanes = _Goals(
        plan.context,
        to,
        Lanes(plan.context, strip, first=quarter, most_rows=_MOST_ROWS, counting=counted),
        (quarter, last),
    )
    happenings = plan.happenings.quarters[quarter]
    undated = plan.happenings.in_window(quarter, last)
    entries = {happening.entry: None for happening in happenings} | dict.fromkeys(undated)
    today = plan.context.today
    here = quarter <= today <= last
    turn = [Link(words.quarter_words(other), to(quarter_uri(other))) if other else None for other in around]
    areas = list(lanes.areas(happenings))
    return render(
        "quarter.html",
        title=words.quarter_words(quarter),
        tabs=plan.tabs(to, "Quarter", today if here else quarter),
        before=turn[0],
        after=turn[1],
        now=plan.now(to, quarter_uri(quarter_of(today)), say("This quarter")),
        current=here,
        subscribe=to(SUBSCRIBE),
        count=words.entries_words(len({happening.entry for happening in happenings})),
        days=strip.days,
        months=[(area, words.month_name(month)) for area, month in strip.months()],
        weeks=[
            (area, monday.isocalendar().week, address_of(week_link(plan.happenings, monday), to))
            for area, monday in strip.weeks()
        ],
        today=strip.column(today) if here else 0,
        first=strip.first.isoformat(),
        areas=areas,
        counted=counted_entries(counted.items, to),
        undated=[chip(view, to) for view in window_chips(plan.context, undated)],
        statuses=[(badge.label, STAGES[badge.stage]) for badge in legend(plan.context, entries).statuses],
        here=f"{quarter.year}-q{quarter_number(quarter)}",
        pages=plan.pages,
        filters=filter_form(choices_of(plan.context).of_entries(entries), to),
        stamp=draw_page_age(page_age(plan.context)),
    )


class _Goals:
    """Makes the rows of a quarter."""

    def __init__(self, context: Context, to: Linker, lanes: Lanes, days: tuple[date, date]) -> None:
        self._context, self._to, self._lanes = context, to, lanes
        self._first, self._last = days

    def areas(self, happenings: Iterable[Happening]) -> Iterator[Area]:
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
                Row(self._link(goal), min(depth, 3), self._lane(by_goal.get(goal.path, []))) for goal, depth in tree
            ]
            if rows:
                yield Area(self._link(area), colour(context.lookups, [area]), rows)
        others = [item for item in all_happenings if not any(goal.path in shown for goal in goals[item.entry.path])]
        if others:
            yield Area(
                Link(say("Without a goal that is in force")),
                colour(context.lookups, ()),
                [Row(Link(say("Other entries")), 1, self._lane(others))],
            )

    def _lane(self, happenings: list[Happening]) -> DrawnLane:
        return draw_lane(self._lanes.lane(happenings), self._to)

    def _link(self, goal: Page) -> Link:
        return Link(goal.title, self._to(self._context.addresses.uris[goal.path]))

    def _in_force(self, goal: Page) -> bool:
        fields = goal_fields(goal)
        first, last = in_force(fields)
        accepted = fields.lifecycle == "accepted" and not fields.non_goal
        return accepted and (not first or first <= self._last) and (not last or last >= self._first)
