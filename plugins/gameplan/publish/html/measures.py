"""How things are measured: the panel of a KPI, that of a goal, and KPIs as rows of a scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.charts import line_chart, progress, sparkline
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, address_of, icon_html, joined, linked, render
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.measures import (
        GoalMeasure,
        HealthLine,
        KpiChart,
        KpiPanel,
        KpiTile,
        ScoreRow,
        ScoreTable,
        Value,
    )

_ROW = Fragment(
    '<tr class="gp-score__row gp-area-{area}"><th scope="row"><a href="{url}">{title}</a>{hidden}</th>'
    '<td class="gp-score__number"><span class="gp-score__label">{latest_label} </span>{latest}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{target_label} </span>{target}</td>'
    '<td class="gp-score__number">{difference}</td>'
    '<td class="gp-score__status">{status}</td><td class="gp-score__spark">{spark}</td>{goals}</tr>'
)
_VALUE = Fragment('<strong>{value}</strong> <span class="gp-quiet">{more}</span>')
_GOALS = Fragment('<td class="gp-score__goal">{goals}</td>')
_GOAL = Fragment("<div>{goal}</div>")
_NONE = Fragment('<span class="gp-gap">{what}</span>')
_QUIET = Fragment('<span class="gp-quiet">{what}</span>')
_HIDDEN = Fragment(' <span class="gp-chip">{icon}{visibility}</span>')
_TILE = Fragment(
    '<li class="gp-kpi-tile gp-area-{area}"><a class="gp-kpi-tile__title" href="{url}">{title}</a>{hidden}'
    '<p class="gp-kpi-tile__now">{latest}</p>'
    '<p class="gp-kpi-tile__state">{status}{change}</p>{spark}<p class="gp-kpi-tile__way">{way}</p></li>'
)
_CHANGE = Fragment('<span class="gp-kpi-tile__change{style}">{words}</span>')
_LINE = Fragment('<p class="gp-standing">{what}</p>')
_WARNING = Fragment('<p class="gp-warning">{icon}{what}</p>')


def score_table(view: ScoreTable, to: Linker) -> Markup:
    """Draw KPIs as a table, on narrow screens as cards; nothing where there are none."""
    if not view.rows:
        return Markup()
    rows = joined([_row(each, to, with_goal=view.with_goal) for each in view.rows])
    made = render("score_table.html", rows=rows, label=view.name, with_goal=view.with_goal)
    return Markup(made)  # noqa: S704 - a template's HTML


def kpi_tile(view: KpiTile, to: Linker) -> Markup:
    """Draw a KPI as an item of a list."""
    row, moved = view.row, view.change
    style = (
        ""
        if moved is None or moved.better is None
        else " gp-kpi-tile__change--better"
        if moved.better
        else " gp-kpi-tile__change--worse"
    )
    return _TILE(
        area=row.hue,
        url=address_of(row.link, to),
        title=row.link.text,
        hidden=_hidden(row),
        latest=_value(row.latest) if row.latest else _NONE(what=say("no reading")),
        status=state_chip(row.state),
        change=_CHANGE(style=style, words=moved.words) if moved else "",
        spark=sparkline(view.trend, row.sentence),
        way=progress(view.share, view.share_words) + _QUIET(what=view.share_words) if view.share else "",
    )


def _hidden(view: ScoreRow) -> Markup:
    return _HIDDEN(icon=icon_html("lock-outline"), visibility=view.visibility) if view.visibility else Markup()


def _row(view: ScoreRow, to: Linker, *, with_goal: bool) -> Markup:
    return _ROW(
        area=view.hue,
        url=address_of(view.link, to),
        title=view.link.text,
        hidden=_hidden(view),
        latest_label=say(word("latest", "before a reading")),
        target_label=say(word("target", "before a value")),
        latest=_value(view.latest) if view.latest else _NONE(what=say("no reading")),
        target=_value(view.target) if view.target else _NONE(what=say(word("none", "no target"))),
        difference=_value(view.difference) if view.difference else _QUIET(what="–"),
        status=state_chip(view.state),
        spark=sparkline(view.spark, view.sentence),
        goals=_goals(view, to) if with_goal else "",
    )


def _value(view: Value) -> Markup:
    return _QUIET(what=view.words) if view.quiet else _VALUE(value=view.words, more=view.more)


def _goals(view: ScoreRow, to: Linker) -> Markup:
    if not view.goals:
        return _GOALS(goals=_NONE(what=say("serves no goal")))
    shown = [_GOAL(goal=linked(goal, to, icon=True)) for goal in view.goals]
    if view.more_goals:
        shown.append(_QUIET(what=say("and {count} more", count=view.more_goals)))
    return _GOALS(goals=joined(shown))


def kpi_panel(view: KpiPanel) -> Markup:
    """Draw how a KPI stands: a sentence, the chart, and every number."""
    made = render(
        "measure.html",
        sentence=view.chart.sentence,
        chart=_chart(view.chart),
        meter=progress(view.share, view.share_words) if view.share else "",
        share=view.share_words,
        target=view.chart.has_target,
        rows=view.readings,
        earlier=view.earlier,
    )
    return Markup(made)  # noqa: S704 - a template's HTML


def _chart(view: KpiChart) -> Markup:
    return line_chart(view.chart, view.id, view.title, view.sentence, (view.latest, view.target))


def goal_measure(view: GoalMeasure, to: Linker) -> str:
    """Draw how a goal is measured: its KPIs, or those of the goals below it; a lone one with its chart."""
    return render(
        "goal_measure.html",
        own=view.own,
        sentence=view.chart.sentence if view.chart else "",
        chart=_chart(view.chart) if view.chart else "",
        target=view.chart is not None and view.chart.has_target,
        table=score_table(view.table, to),
        more=view.more,
        scorecard=linked(view.scorecard, to),
    )


def health_line(view: HealthLine) -> Markup:
    """Say who judged how a goal stands, and warn where that judgement and the numbers disagree."""
    line = _LINE(what=view.judged) if view.judged else Markup()
    return line + _WARNING(icon=icon_html("alert"), what=view.disputed) if view.disputed else line
