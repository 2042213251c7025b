"""How things are measured: the panel of a KPI, that of a goal, and KPIs as rows of a scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Goal, Kpi
from gameplan.publish.addresses import KPIS
from gameplan.publish.views.charts import Chart, chart, spark, trend
from gameplan.publish.views.links import Link, link_to, links_to
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.labels import visibility
from gameplan.wording.speech import say
from gameplan.wording.standings import Change, Side, change, health_sentence, numbers, sentence, side_words, state_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from gameplan.analysis.measure import Standing
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_MOST_READINGS = 120
_MOST_KPIS = 24
_MOST_GOALS = 2


class Value(NamedTuple):
    """A value in words, with what else there is to say of it."""

    words: str
    more: str = ""
    quiet: bool = False
    """Whether it is nothing remarkable."""


class ScoreRow(NamedTuple):
    """A KPI as a row of a table."""

    hue: int
    link: Link
    visibility: str
    """Who may see it; empty where all may."""
    latest: Value | None
    target: Value | None
    difference: Value | None
    """How far it is from what was expected."""
    state: State
    spark: Chart | None
    sentence: str
    goals: tuple[Link, ...]
    more_goals: int
    """How many are left out."""


class ScoreTable(NamedTuple):
    """KPIs as a table."""

    name: str
    rows: tuple[ScoreRow, ...]
    with_goal: bool
    """Whether it names the goals that they measure."""


class KpiTile(NamedTuple):
    """A KPI as one of a few: its value, whether that got better, and how far it is on the way to its target."""

    row: ScoreRow
    change: Change | None
    """Since the reading before the last one."""
    share: Decimal | None
    """How much of the way to the target is done, from 0 to 1."""
    share_words: str
    trend: Chart | None
    """Its last readings, on their own scale."""


class KpiChart(NamedTuple):
    """The chart of a KPI."""

    id: str
    """What its ids begin with."""
    title: str
    sentence: str
    latest: str
    target: str
    chart: Chart | None
    has_target: bool


class ReadingLine(NamedTuple):
    """A reading in a table."""

    day: str
    value: str
    expected: str


class KpiPanel(NamedTuple):
    """How a KPI stands."""

    chart: KpiChart
    share: Decimal | None
    """How much of the way to the target is done, from 0 to 1; None where nothing is, or nobody knows."""
    share_words: str
    readings: tuple[ReadingLine, ...]
    """The latest ones, the last first."""
    earlier: int
    """How many are left out."""


class GoalMeasure(NamedTuple):
    """How a goal is measured."""

    own: bool
    """Whether by KPIs of its own, and not by those of the goals below it."""
    chart: KpiChart | None
    """Of a lone KPI."""
    table: ScoreTable
    more: int
    scorecard: Link


class HealthLine(NamedTuple):
    """Who judged how a goal stands, and whether the numbers agree."""

    judged: str
    disputed: str


def score_table(context: Context, kpis: Iterable[Page], *, name: str, with_goal: bool = True) -> ScoreTable:
    """Return KPIs as a table.

    Args:
        context: what is published.
        kpis: the KPIs, in their order.
        name: what the table is called.
        with_goal: whether it names the goals that they measure.
    """
    return ScoreTable(name, tuple([_row(context, kpi, with_goal=with_goal) for kpi in kpis]), with_goal)


def kpi_tiles(context: Context, kpis: Iterable[Page]) -> tuple[KpiTile, ...]:
    """Return KPIs as tiles, in their order."""
    return tuple([_tile(context, kpi) for kpi in kpis])


def _tile(context: Context, kpi: Page) -> KpiTile:
    standing = context.analysis.scores.kpi(kpi)
    return KpiTile(
        row=_row(context, kpi, with_goal=False),
        change=change(kpi, standing),
        share=standing.share or None,
        share_words=_share_words(kpi, standing),
        trend=trend(standing),
    )


def _share_words(kpi: Page, standing: Standing) -> str:
    if not standing.share:
        return ""
    target = numbers(kpi, standing).target
    return say("{share} of the way to {target}", share=words.percent_words(standing.share), target=target)


def by_trouble(context: Context) -> list[Page]:
    """Return the KPIs, the most troubled first."""
    scores = context.analysis.scores
    return sorted(
        context.playbook.of_kind("kpi"), key=lambda kpi: (scores.kpi(kpi).trouble, kpi.title.casefold(), kpi.path)
    )


def _row(context: Context, kpi: Page, *, with_goal: bool) -> ScoreRow:
    standing = context.analysis.scores.kpi(kpi)
    said = numbers(kpi, standing)
    goals, uris = context.analysis.scores.goals(kpi), context.addresses.uris
    difference = None
    if said.side is Side.LEVEL:
        difference = Value(side_words(said), quiet=True)
    elif said.side:
        difference = Value(side_words(said), say("{expected} expected", expected=said.expected))
    latest = Value(said.latest, ", ".join(part for part in (said.unit, said.month) if part))
    return ScoreRow(
        hue=context.lookups.hue(goals),
        link=link_to(uris, kpi),
        visibility="" if kpi.public else visibility(kpi),
        latest=latest if said.latest else None,
        target=Value(said.target, say("by {day}", day=said.by) if said.by else "") if said.target else None,
        difference=difference,
        state=state_of(standing.status),
        spark=spark(standing),
        sentence=sentence(kpi, standing),
        goals=links_to(uris, goals[:_MOST_GOALS]) if with_goal else (),
        more_goals=max(len(goals) - _MOST_GOALS, 0),
    )


def kpi_panel(context: Context, kpi: Page) -> KpiPanel | None:
    """Return how a KPI stands: a sentence, the chart, and every number; None for all other pages."""
    fields = kpi.fields
    if not isinstance(fields, Kpi):
        return None
    standing = context.analysis.scores.kpi(kpi)
    rows = [
        ReadingLine(
            words.day_words(point.day, weekday=False),
            words.measure(point.value, fields.unit),
            _expected(standing, point.day),
        )
        for point in standing.points[-_MOST_READINGS:]
    ]
    return KpiPanel(
        chart=_chart(context, kpi),
        share=standing.share or None,
        share_words=_share_words(kpi, standing),
        readings=tuple(rows[::-1]),
        earlier=max(len(standing.points) - _MOST_READINGS, 0),
    )


def _expected(standing: Standing, day: date) -> str:
    """The value on the line to the target; empty before the line begins."""
    line = standing.line
    if line is None or (line.start and day < line.start.day):
        return ""
    return words.number_words(round(line.at(day), 2))


def _chart(context: Context, kpi: Page) -> KpiChart:
    standing = context.analysis.scores.kpi(kpi)
    said = numbers(kpi, standing)
    return KpiChart(
        id=f"chart-{kpi.id}",
        title=say("{kpi}: readings", kpi=kpi.title),
        sentence=sentence(kpi, standing),
        latest=said.latest,
        target=say("target {value}", value=said.target) if said.target else "",
        chart=chart(standing),
        has_target=standing.line is not None,
    )


def chart_ids(context: Context, page: Page) -> tuple[str, ...]:
    """Return the ids in the chart on a page, if it has one: of a KPI, or of a goal with one KPI of its own."""
    kpi = page if isinstance(page.fields, Kpi) else _alone(context, page) if has_measure(page) else None
    if kpi is None or not context.analysis.scores.kpi(kpi).points:
        return ()
    return (f"chart-{kpi.id}-title", f"chart-{kpi.id}-desc")


def _alone(context: Context, goal: Page) -> Page | None:
    """The only KPI of a goal's own."""
    kpis, own = context.analysis.scores.measures(goal)
    return kpis[0] if own and len(kpis) == 1 else None


def has_measure(page: Page) -> bool:
    """Tell whether a page says how it is measured below its text."""
    return isinstance(page.fields, Goal) and not page.fields.non_goal and page.fields.lifecycle != "dropped"


def goal_measure(context: Context, goal: Page) -> GoalMeasure:
    """Return how a goal is measured: its KPIs, or those of the goals below it; a lone one with its chart."""
    kpis, own = context.analysis.scores.measures(goal)
    shown = kpis[:_MOST_KPIS]
    alone = _alone(context, goal)
    return GoalMeasure(
        own=own,
        chart=_chart(context, alone) if alone else None,
        table=score_table(context, shown, name=say("KPIs"), with_goal=not own),
        more=len(kpis) - len(shown),
        scorecard=Link(say("scorecard"), uri=KPIS),
    )


def health_line(context: Context, goal: Page) -> HealthLine | None:
    """Return who judged how a goal stands, and whether that judgement and the numbers agree; None where nobody did."""
    health = context.analysis.scores.goal(goal)
    if health is None:
        return None
    disputed = ""
    if health.disputed and health.computed:
        by_hand, computed = state_words(health.state), state_words(health.computed)
        disputed = say("The owner says {state}; the KPIs say {computed}.", state=by_hand, computed=computed)
    told = health.by_hand or (health.kpis and not health.own)
    return HealthLine(health_sentence(health) if told else "", disputed)
