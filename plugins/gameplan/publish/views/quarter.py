"""The quarters: a lane for each goal that is in force, below its goal area, on a strip of whole weeks.

What lasts three days or more is a bar with its title, in a row of the lane where its title has room too; the rest is counted by week,
in one link that leads to the first of those days in its month.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish import words
from gameplan.publish.actions import SUBSCRIBE
from gameplan.publish.document import Document
from gameplan.publish.icons import STAGES
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.templating import render
from gameplan.publish.views.chips import NOTHING, Chips, legend
from gameplan.publish.views.goals import below
from gameplan.publish.views.plan import URI, after, quarter_of, quarter_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from gameplan.model.page import Entry, Page
    from gameplan.publish.templating import Linker
    from gameplan.publish.views.chips import ChipParts
    from gameplan.publish.views.plan import Happening, Plan

_LEAST_DAYS = 3
_MOST_ROWS = 12
_MOST_DOTS = 8
_MOST_TITLES = 5
_DAYS_A_LETTER, _DAYS_OF_ICON, _MOST_LABEL_DAYS = 0.7, 4, 32
"""How much of the strip a bar's title takes where it is drawn wide."""


class Week(NamedTuple):
    """What a lane holds of single days in a week."""

    area: str
    """Its place in the grid."""
    url: str
    words: str
    titles: str
    dots: Markup
    """One for each entry; none where there are too many."""
    size: int


class Lane(NamedTuple):
    """A goal's row."""

    goal: Link
    depth: int
    size: int
    bars: list[Markup]
    weeks: list[Week]
    rows: int


class Area(NamedTuple):
    """A goal area with its lanes."""

    title: Link
    hue: int
    lanes: list[Lane]


class _Strip(NamedTuple):
    """The days of whole weeks that a quarter touches."""

    first: date
    last: date

    def column(self, day: date) -> int:
        """A day's column, of the first or last one where it lies outside."""
        return (min(max(day, self.first), self.last) - self.first).days + 1


def quarter_documents(plan: Plan, chips: dict[tuple[str, str], ChipParts]) -> Iterator[Document]:
    """A page for each quarter of which a month has one."""
    order = list(plan.quarters)
    for quarter, before, following in zip(order, [None, *order], [*order[1:], None], strict=False):
        yield Document(
            uri=quarter_uri(quarter),
            title=words.quarter_words(quarter),
            head=partial(_head, plan, chips, quarter, (before, following)),
            hide=("navigation", "toc"),
            search={"exclude": True},
            section=URI,
            previous=quarter_uri(before) if before else None,
            next=quarter_uri(following) if following else None,
        )


def _head(
    plan: Plan, known: dict[tuple[str, str], ChipParts], quarter: date, around: tuple[date | None, date | None]
) -> str:
    to = plan.edition.to(quarter_uri(quarter))
    last = after(quarter, 3) - timedelta(days=1)
    lanes = _Lanes(plan, to, Chips(plan.edition, to, known), quarter, last)
    happenings = plan.quarters[quarter]
    undated = plan.in_window(quarter, last)
    entries = {happening.entry: None for happening in happenings} | dict.fromkeys(undated)
    today = plan.edition.today
    here = quarter <= today <= last
    turn = [Link(words.quarter_words(other), to(quarter_uri(other))) if other else None for other in around]
    return render(
        "quarter.html",
        title=words.quarter_words(quarter),
        tabs=plan.tabs(to, "Quarter", today if here else quarter),
        before=turn[0],
        after=turn[1],
        now=to(quarter_uri(quarter_of(today))),
        current=here,
        subscribe=to(SUBSCRIBE),
        count=words.entries_words(len({happening.entry for happening in happenings})),
        days=lanes.strip.column(lanes.strip.last),
        months=list(lanes.months()),
        weeks=list(lanes.weeks()),
        today=lanes.strip.column(today) if here else 0,
        areas=list(lanes.areas(happenings)),
        undated=lanes.chips.windows(undated),
        statuses=[(label, STAGES[stage]) for label, stage in legend(plan.edition, to, entries)[1]],
    )


class _Lanes:
    """Makes the lanes of a quarter."""

    def __init__(self, plan: Plan, to: Linker, chips: Chips, first: date, last: date) -> None:
        self.plan, self.to, self.chips, self.first, self.last = plan, to, chips, first, last
        self.strip = _Strip(words.week_of(first)[0], words.week_of(last)[1])
        self._known_weeks: dict[date, str] = {}

    def months(self) -> Iterator[tuple[str, str]]:
        """The months' places and names."""
        for number in range(3):
            month = after(self.first, number)
            end = self.strip.column(after(month, 1) - timedelta(days=1)) + 1
            yield f"1/{self.strip.column(month)}/auto/{end}", words.month_name(month)

    def weeks(self) -> Iterator[tuple[str, int, str]]:
        """The weeks' places, numbers and addresses in the agenda."""
        monday = self.strip.first
        while monday < self.strip.last:
            column = self.strip.column(monday)
            yield f"2/{column}/auto/{column + 7}", monday.isocalendar().week, self.plan.week_url(self.to, monday)
            monday += timedelta(weeks=1)

    def areas(self, happenings: Iterable[Happening]) -> Iterator[Area]:
        """Every area of which a goal is in force, then what serves none of these."""
        edition = self.plan.edition
        by_goal: dict[str, list[Happening]] = {}
        goals: dict[str, tuple[Page, ...]] = {}
        all_happenings = list(happenings)
        for happening in all_happenings:
            path = happening.entry.path
            if path not in goals:
                goals[path] = edition.targets(happening.entry, "goals")
            for goal in goals[path]:
                by_goal.setdefault(goal.path, []).append(happening)
        shown: set[str] = set()
        for area in edition.playbook.goals:
            if area.path not in edition.areas:
                continue
            tree = [(goal, depth) for goal, depth in below(edition.playbook, area) if self._in_force(goal)]
            # An area's own lane says nothing where only its goals are served.
            tree = [item for item in tree if item[0] is not area or by_goal.get(area.path) or len(tree) == 1]
            shown |= {goal.path for goal, _ in tree}
            lanes = [self._lane(self._link(goal), depth, by_goal.get(goal.path, [])) for goal, depth in tree]
            if lanes:
                yield Area(self._link(area), edition.hue([area]), lanes)
        others = [item for item in all_happenings if not any(goal.path in shown for goal in goals[item.entry.path])]
        if others:
            yield Area(
                Link(say("Without a goal that is in force")), 0, [self._lane(Link(say("Other entries")), 1, others)]
            )

    def _link(self, goal: Page) -> Link:
        return Link(goal.title, self.to(self.plan.edition.uris[goal.path]))

    def _in_force(self, goal: Page) -> bool:
        fields = goal_fields(goal)
        first, last = in_force(fields)
        accepted = fields.lifecycle == "accepted" and not fields.non_goal
        return accepted and (not first or first <= self.last) and (not last or last >= self.first)

    def _lane(self, goal: Link, depth: int, happenings: list[Happening]) -> Lane:
        bars, rows = [], _Rows(self.strip.column(self.strip.last))
        singles: dict[date, list[Happening]] = {}
        for happening in happenings:
            first, last = happening.occurrence.first, happening.occurrence.last
            place = None
            if (last - first).days + 1 >= _LEAST_DAYS:
                place = rows.place(self.strip.column(first), self.strip.column(last), happening.entry.title)
            if place is None:
                monday, _ = words.week_of(max(first, self.first))
                singles.setdefault(monday, []).append(happening)
            else:
                bars.append(self.chips.strip(*happening, *place))
        row = rows.count + 1
        weeks = [self._week(row, monday, found) for monday, found in sorted(singles.items())]
        entries = {happening.entry for happening in happenings}
        return Lane(goal, min(depth, 3), len(entries), bars, weeks, row if weeks else max(rows.count, 1))

    def _week(self, row: int, monday: date, happenings: list[Happening]) -> Week:
        column = self.strip.column(monday)
        entries: list[Entry] = [happening.entry for happening in happenings]
        titles = [entry.title for entry in entries[:_MOST_TITLES]]
        if len(entries) > _MOST_TITLES:
            titles.append(say("and {count} more", count=len(entries) - _MOST_TITLES))
        day = max(min(happening.occurrence.first for happening in happenings), self.first)
        return Week(
            f"{row}/{column}/auto/{column + 7}",
            self.plan.day_url(self.to, day),
            f"{words.entries_words(len(entries))}, {self._week_words(monday)}",
            "\n".join(titles),
            NOTHING.join(self.chips.parts(entry).dot for entry in entries if len(entries) <= _MOST_DOTS),
            len(entries),
        )

    def _week_words(self, monday: date) -> str:
        if monday not in self._known_weeks:
            self._known_weeks[monday] = words.days_words(monday, monday + timedelta(days=6))
        return self._known_weeks[monday]


class _Rows:
    """Finds rows for bars, so that neither they nor their titles meet."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._taken: list[list[tuple[float, float]]] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._taken)

    def place(self, first: int, last: int, title: str) -> tuple[str, bool] | None:
        """A place in the grid, and whether the title ends with the bar instead of beginning with it; None where all is full."""
        label = min(len(title) * _DAYS_A_LETTER + _DAYS_OF_ICON, _MOST_LABEL_DAYS)
        backwards = first + label > self._columns
        begin, end = (min(first, last - label), last) if backwards else (first, max(last, first + label))
        row = next((row for row, taken in enumerate(self._taken) if _free(taken, begin, end)), self.count)
        if row == _MOST_ROWS:
            return None
        if row == self.count:
            self._taken.append([])
        self._taken[row].append((begin, end))
        return f"{row + 1}/{first}/auto/{last + 1}", backwards


def _free(taken: list[tuple[float, float]], begin: float, end: float) -> bool:
    return all(end < other_begin or begin > other_end for other_begin, other_end in taken)
