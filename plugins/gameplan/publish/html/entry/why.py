"""Why an entry is done: the ladder, and the lines of the KPIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish.html.charts import sparkline
from gameplan.publish.html.ladder import ladder_of, steps
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, drawn_once, icon_html, joined, linked
from gameplan.wording.speech import hinted, say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.why import KpiLine, Measures, Reasons, Why

_WHY = Fragment('<section id="why" class="gp-why" aria-label="{label}">{ladder}{measures}</section>')
_KPI = Fragment('<div class="gp-kpi">{spark}<p>{what} {chip}</p></div>')
_VALUE = Fragment("<strong>{value}</strong>")
_NOTE = Fragment('<p class="gp-kpi__note">{icon}{what}</p>')
_MORE = Fragment('<p class="gp-quiet">{what}</p>')
_NO_GOAL = Fragment('<p class="gp-empty">{icon}{what}</p>')


class _Drawn(NamedTuple):
    """What is the same for all entries that serve some goals."""

    steps: Markup
    measures: Markup


def why(view: Why, to: Linker) -> Markup:
    """Draw the ladder down to an entry, with its KPIs; say what to write where it has no goal."""
    own = _measures(view.own, to) if view.own else Markup()
    if view.reasons is None:
        said = hinted("This entry cites no goal: nobody can say why it is worth its effort. Name one under goals:.")
        return _WHY(label=say("Why"), ladder=_NO_GOAL(icon=icon_html("alert"), what=said), measures=own)
    drawn = drawn_once(view.reasons, to, _reasons)
    ladder = ladder_of(drawn.steps, view.reasons.height, say("This entry"), view.title)
    return _WHY(label=say("Why"), ladder=ladder, measures=own if view.own else drawn.measures)


def _reasons(view: Reasons, to: Linker) -> _Drawn:
    return _Drawn(steps(view.steps, to), _measures(view.measures, to))


def _measures(view: Measures, to: Linker) -> Markup:
    made = []
    for group in view.groups:
        if group.note:
            made.append(_NOTE(icon=icon_html("alert"), what=group.note))
        made += [drawn_once(kpi, to, kpi_line) for kpi in group.kpis]
    if view.missing:
        made.append(_NOTE(icon=icon_html("help-circle-outline"), what=view.missing))
    if view.more:
        made.append(_MORE(what=view.more))
    return joined(made)


def kpi_line(view: KpiLine, to: Linker) -> Markup:
    """Draw a KPI in a line."""
    return _KPI(spark=sparkline(view.spark, view.sentence), what=_standing(view, to), chip=state_chip(view.state))


def _standing(view: KpiLine, to: Linker) -> Markup:
    link = linked(view.link, to, icon=True)
    if not view.value:
        return say("{kpi}: no reading yet", kpi=link)
    value, month = _VALUE(value=view.value), Markup.escape(view.month)
    if not view.target:
        return say("{kpi}: {value} in {month}, no target", kpi=link, value=value, month=month)
    target = Markup.escape(view.target)
    return say("{kpi}: {value} in {month}, target {target}", kpi=link, value=value, month=month, target=target)
