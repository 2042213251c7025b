"""How things are measured: the panel of a KPI, that of a goal, and KPIs as rows of a scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.pages import Goal, Kpi
from gameplan.publish.addresses import KPIS
from gameplan.publish.html.charts import line_chart, progress, sparkline
from gameplan.publish.html.links import links
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render
from gameplan.publish.views.charts import chart, spark
from gameplan.publish.views.links import Link
from gameplan.publish.views.states import state_of
from gameplan.wording import dates as words
from gameplan.wording.labels import visibility
from gameplan.wording.speech import say, word
from gameplan.wording.standings import Side, health_sentence, numbers, sentence, side_words, state_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.analysis.measure import Standing
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_MOST_READINGS = 120
_MOST_KPIS = 24
_MOST_GOALS = 2

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
_LINE = Fragment('<p class="gp-standing">{what}</p>')
_WARNING = Fragment('<p class="gp-warning">{icon}{what}</p>')


def score_table(context: Context, to: Linker, kpis: Iterable[Page], *, name: str, with_goal: bool = True) -> Markup:
    """KPIs as a table, on narrow screens as cards; nothing where there are none.

    Args:
        context: what is published.
        to: makes addresses.
        kpis: the KPIs, in their order.
        name: what the table is called.
        with_goal: whether it names the goals that they measure.
    """
    rows = Markup().join(_row(context, to, kpi, with_goal=with_goal) for kpi in kpis)
    made = render("score_table.html", rows=rows, label=name, with_goal=with_goal) if rows else ""
    return Markup(made)  # noqa: S704 - a template's HTML


def by_trouble(context: Context) -> list[Page]:
    """The KPIs, the most troubled first."""
    scores = context.analysis.scores
    return sorted(
        context.playbook.of_kind("kpi"), key=lambda kpi: (scores.kpi(kpi).trouble, kpi.title.casefold(), kpi.path)
    )


def _row(context: Context, to: Linker, kpi: Page, *, with_goal: bool) -> Markup:
    standing = context.analysis.scores.kpi(kpi)
    said = numbers(kpi, standing)
    goals = context.analysis.scores.goals(kpi)
    difference: Markup = _QUIET(what="–")
    if said.side is Side.LEVEL:
        difference = _QUIET(what=side_words(said))
    elif said.side:
        difference = _VALUE(value=side_words(said), more=say("{expected} expected", expected=said.expected))
    cell = Markup()
    if with_goal:
        shown = [_GOAL(goal=link_html(link, icon=True)) for link in links(context, to, goals[:_MOST_GOALS])]
        more = (
            [_QUIET(what=say("and {count} more", count=len(goals) - _MOST_GOALS))] if len(goals) > _MOST_GOALS else []
        )
        cell = _GOALS(goals=Markup().join([*shown, *more]) if shown else _NONE(what=say("serves no goal")))
    return _ROW(
        area=context.lookups.hue(goals),
        url=to(context.addresses.uris[kpi.path]),
        title=kpi.title,
        hidden="" if kpi.public else _HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(kpi)),
        latest_label=say(word("latest", "before a reading")),
        target_label=say(word("target", "before a value")),
        latest=_VALUE(value=said.latest, more=", ".join(part for part in (said.unit, said.month) if part))
        if said.latest
        else _NONE(what=say("no reading")),
        target=_VALUE(value=said.target, more=say("by {day}", day=said.by) if said.by else "")
        if said.target
        else _NONE(what=say(word("none", "no target"))),
        difference=difference,
        status=state_chip(state_of(standing.status)),
        spark=sparkline(spark(standing), sentence(kpi, standing)),
        goals=cell,
    )


def kpi_panel(context: Context, kpi: Page) -> Markup:
    """Draw how a KPI stands: a sentence, the chart, and every number."""
    fields = kpi.fields
    if not isinstance(fields, Kpi):
        return Markup()
    standing = context.analysis.scores.kpi(kpi)
    said = numbers(kpi, standing)
    rows = [
        (
            words.day_words(point.day, weekday=False),
            words.measure(point.value, fields.unit),
            _expected(standing, point.day),
        )
        for point in standing.points[-_MOST_READINGS:]
    ]
    share = ""
    if standing.share:
        share = say("{share} of the way to {target}", share=words.percent_words(standing.share), target=said.target)
    made = render(
        "measure.html",
        sentence=sentence(kpi, standing),
        chart=_chart(context, kpi),
        meter=progress(standing.share, share) if standing.share else "",
        share=share,
        target=standing.line is not None,
        rows=rows[::-1],
        earlier=max(len(standing.points) - _MOST_READINGS, 0),
    )
    return Markup(made)  # noqa: S704 - a template's HTML


def _expected(standing: Standing, day: date) -> str:
    """The value on the line to the target; empty before the line begins."""
    line = standing.line
    if line is None or (line.start and day < line.start.day):
        return ""
    return words.number_words(round(line.at(day), 2))


def _chart(context: Context, kpi: Page) -> Markup:
    standing = context.analysis.scores.kpi(kpi)
    said = numbers(kpi, standing)
    labels = (said.latest, say("target {value}", value=said.target) if said.target else "")
    return line_chart(
        chart(standing), f"chart-{kpi.id}", say("{kpi}: readings", kpi=kpi.title), sentence(kpi, standing), labels
    )


def chart_ids(context: Context, page: Page) -> tuple[str, ...]:
    """The ids in the chart on a page, if it has one: of a KPI, or of a goal with one KPI of its own."""
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


def goal_panel(context: Context, to: Linker, goal: Page) -> str:
    """Draw how a goal is measured: its KPIs, or those of the goals below it; a lone one with its chart."""
    kpis, own = context.analysis.scores.measures(goal)
    shown = kpis[:_MOST_KPIS]
    alone = _alone(context, goal)
    return render(
        "goal_measure.html",
        own=own,
        sentence=sentence(alone, context.analysis.scores.kpi(alone)) if alone else "",
        chart=_chart(context, alone) if alone else "",
        target=alone is not None and context.analysis.scores.kpi(alone).line is not None,
        table=score_table(context, to, shown, name=say("KPIs"), with_goal=not own),
        more=len(kpis) - len(shown),
        scorecard=Link(say("Scorecard"), to(KPIS)) if kpis else None,
    )


def health_line(context: Context, goal: Page) -> Markup:
    """Say who judged how a goal stands, and warn where that judgement and the numbers disagree."""
    health = context.analysis.scores.goal(goal)
    if health is None:
        return Markup()
    line = _LINE(what=health_sentence(health)) if health.by_hand or (health.kpis and not health.own) else Markup()
    if health.disputed and health.computed:
        by_hand, computed = state_words(health.state), state_words(health.computed)
        said = say("By hand this goal is {state}; its numbers say {computed}.", state=by_hand, computed=computed)
        line += _WARNING(icon=icon_html("alert"), what=said)
    return line
