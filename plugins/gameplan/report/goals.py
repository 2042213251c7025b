"""Goals as a tree, with how they are measured and how they stand."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import is_quiet
from gameplan.analysis.health import HealthState
from gameplan.model.pages import Kpi, in_force
from gameplan.model.playbook import goal_fields
from gameplan.report.texts import cell, left_out, quiet, state, strong, table, text, told
from gameplan.report.value import Column, Figure, Line, Section, Style, Tone
from gameplan.summary.value import Said
from gameplan.wording import dates as words
from gameplan.wording.labels import life_label
from gameplan.wording.standings import health_sentence, state_label

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.health import Health
    from gameplan.model.page import Page
    from gameplan.model.pages import Goal
    from gameplan.report.scope import Scope
    from gameplan.report.value import Cell
    from gameplan.summary.value import Row

_MOST_GOALS = 45
_MOST_KPIS = 3
_MOST_SUCCESS = 2
_MOST_ASIDE = 12
_DEEPEST = 4
_ORDER = (
    *(HealthState.ON_TRACK, HealthState.AT_RISK, HealthState.OFF_TRACK, HealthState.NOT_MEASURED, HealthState.DONE),
)


def pursued(scope: Scope) -> list[tuple[Page, int]]:
    """Return the goals that the period has to do with, with their depths: no non-goals, none that was dropped or is long over."""
    return [
        (goal, depth)
        for goal, depth in scope.tree
        if not (fields := goal_fields(goal)).non_goal and fields.lifecycle != "dropped" and not _over(scope, fields)
    ]


def _over(scope: Scope, fields: Goal) -> bool:
    last = in_force(fields)[1]
    return last is not None and last < scope.period.first


def goal_figure(scope: Scope) -> Figure:
    """Return how many goals stand how."""
    healths = [scope.analysis.scores.goal(goal) for goal, _ in pursued(scope)]
    counts = Counter(health.state for health in healths if health)
    lines = tuple(
        Line((f"{counts[each]} {state_label(each).lower()}",), Style.STATE, state(each).tone)
        for each in _ORDER
        if counts[each]
    )
    proposed = sum(health is None for health in healths)
    more = (Line((f"{proposed} proposed",), Style.STATE, Tone.QUIET),) if proposed else ()
    return Figure("Goals", str(len(healths)), (*lines, *more))


def goal_sections(scope: Scope) -> tuple[Section, ...]:
    """Return the goals, and what was decided against."""
    found = pursued(scope)
    rows = tuple(_row(scope, goal, min(depth, _DEEPEST)) for goal, depth in found[:_MOST_GOALS])
    columns = (Column("Goal", 40), Column("When", 14), Column("Measured by", 30), Column("Standing", 16))
    made = table(columns, rows, left_out(len(found) - _MOST_GOALS, "goals"))
    lead = ("Each number is told as it was at first, as it is now, and as it is to be.",)
    return (
        Section("Goals", (made,), lead if any(column.title == "Measured by" for column in made.columns) else ()),
        _aside(scope),
    )


def _aside(scope: Scope) -> Section:
    found = [
        goal
        for goal, _ in scope.tree
        if is_quiet(goal) and (goal_fields(goal).non_goal or goal_fields(goal).lifecycle == "dropped")
    ]
    points = [
        (scope.said(goal), *((": ", Said(why)) if (why := scope.lookups.summary(goal)) and why != goal.title else ()))
        for goal in found[:_MOST_ASIDE]
    ]
    more = left_out(len(found) - _MOST_ASIDE)
    return Section("What we decided not to do", points=(*points, *(((more,),) if more else ())))


def _row(scope: Scope, goal: Page, depth: int) -> tuple[Cell, ...]:
    fields = goal_fields(goal)
    health = scope.analysis.scores.goal(goal)
    owner = scope.owners(goal)
    success = told(fields.success, _MOST_SUCCESS)
    named = cell(strong(scope.said(goal)), *success, quiet(Said(owner)) if owner else None, level=depth)
    standing = cell(*_standing(fields, health))
    return (named, cell(text(_when(fields))), cell(*_measures(scope, goal, health)), standing)


def _when(fields: Goal) -> str:
    if fields.period:
        return words.span_words(fields.period)
    begin, end = fields.start, fields.end
    first = _edge(begin, whole=begin.day == 1) if begin else ""
    last = _edge(end, whole=(end + timedelta(days=1)).day == 1) if end else ""
    if first and last:
        return f"{first} – {last}"
    return f"until {last}" if last else f"from {first}" if first else ""


def _edge(day: date, *, whole: bool) -> str:
    """The first or the last day of a goal: its month where the whole month is in it."""
    said = words.short_month_words(day) if whole else words.day_words(day, weekday=False)
    return said.replace(" ", "\u00a0")


def _standing(fields: Goal, health: Health | None) -> tuple[Line, ...]:
    if health is None:
        return (Line((life_label(fields.lifecycle),), Style.STATE, Tone.QUIET),)
    if health.by_hand:
        return (state(health.state), *((quiet(Said(health.reason)),) if health.reason else ()))
    return (state(health.state),)


def _measures(scope: Scope, goal: Page, health: Health | None) -> tuple[Line, ...]:
    kpis = scope.analysis.scores.kpis(goal)
    if not kpis:
        return (quiet(health_sentence(health)),) if health and health.kpis and not health.by_hand else ()
    lines = [line for kpi in kpis[:_MOST_KPIS] for line in kpi_lines(scope, kpi)]
    more = left_out(len(kpis) - _MOST_KPIS)
    return (*lines, *((quiet(more),) if more else ()))


def kpi_lines(scope: Scope, kpi: Page) -> tuple[Line, ...]:
    """Return a KPI's name, and its numbers: baseline, latest reading, target."""
    fields = kpi.fields
    if not isinstance(fields, Kpi):
        return ()
    standing = scope.analysis.scores.kpi(kpi)
    unit = fields.unit if words.is_symbol(fields.unit) else ""
    points = (fields.baseline, standing.last, fields.target)
    values = [words.measure(point.value, unit) for point in points if point is not None]
    if not standing.points:
        return (text(scope.said(kpi)), quiet(*_chain(values, fields), ", " if values else "", "not measured yet"))
    return (text(scope.said(kpi)), quiet(*_chain(values, fields)))


def _chain(values: list[str], fields: Kpi) -> Row:
    """Numbers one after the other, with their unit and the target's day."""
    unit = (" ", Said(fields.unit)) if values and fields.unit and not words.is_symbol(fields.unit) else ()
    by = f" by {words.day_words(fields.target.on, weekday=False)}" if fields.target and fields.target.on else ""
    return (" → ".join(values), *unit, by)


def goals_in_state(scope: Scope, wanted: HealthState) -> list[Page]:
    """Return the goals that stand in a way, in the tree's order."""
    healths = [(goal, scope.analysis.scores.goal(goal)) for goal, _ in pursued(scope)]
    return [goal for goal, health in healths if health and health.state is wanted]
