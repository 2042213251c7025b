"""What became of the plan in the period of a review, and what the KPIs did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.charts import sparkline
from gameplan.publish.html.rows import row
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, address_of, icon_html, joined, linked, relative, render
from gameplan.publish.views.strategy.review_measures import ChangeLine
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.measures import Value
    from gameplan.publish.views.rows import Row
    from gameplan.publish.views.strategy.review import AreaRow, ReviewGroup, ReviewPlan, ReviewWaiting
    from gameplan.publish.views.strategy.review_measures import ListedLines, PeriodScore, PeriodScores

_CHANGE = Fragment(
    '<li class="gp-change gp-area-{area}">{icon}<div><p>{title} <span>{sentence}</span></p>{goals}</div></li>'
)
_GOALS = Fragment('<p class="gp-row__facts">{goals}</p>')
_AREA = Fragment('<tr class="gp-area-{area}"><th scope="row">{title}</th>{cells}</tr>')
_NUMBER = Fragment("<td>{number}</td>")
_ROW = Fragment(
    '<tr class="gp-score__row gp-area-{area}"><th scope="row">{title}</th>'
    '<td class="gp-score__number"><span class="gp-score__label">{from_} </span>{before}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{to} </span>{after}</td>'
    '<td class="gp-score__number">{change}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{line} </span>{expected}</td>'
    '<td class="gp-score__status">{status}</td><td class="gp-score__spark">{spark}</td></tr>'
)
_VALUE = Fragment('<strong>{value}</strong> <span class="gp-quiet">{more}</span>')
_QUIET = Fragment('<span class="gp-quiet">{what}</span>')
_ITEM = Fragment(
    '<li class="gp-change gp-area-{area}">{icon}<div><p>{title} <span>{what}</span></p>'
    '<p class="gp-row__facts">{goals}</p></div></li>'
)


def review_waiting(view: ReviewWaiting, to: Linker) -> str:
    """Draw what there is to say of a period that has not begun, or of none."""
    return render(
        "review_waiting.html",
        begins=view.begins,
        period=view.period,
        planned=view.planned,
        agenda=address_of(view.agenda, to),
    )


def review_plan(view: ReviewPlan, to: Linker) -> str:
    """Draw what became of the plan of a period."""
    return render(
        "review.html",
        period=view.period,
        ends=view.ends,
        history=view.history,
        balance=view.balance,
        columns=view.columns,
        areas=joined([_area(area, to) for area in view.areas]),
        groups=[_group(group, to) for group in view.groups],
        returning=_listed(view.returning, to) if view.returning else None,
        deadlines=_listed(view.deadlines, to) if view.deadlines else None,
    )


def _area(view: AreaRow, to: Linker) -> Markup:
    cells = joined([_NUMBER(number=number) for number in view.numbers])
    return _AREA(area=view.hue, title=linked(view.link, to), cells=cells)


def _group(view: ReviewGroup, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "title": view.title,
        "rows": _rows(view.rows, to),
        "added": _rows(view.added, to),
        "changes": view.changes,
        "more": view.more,
    }


def _rows(views: Iterable[Row | ChangeLine], to: Linker) -> list[Markup]:
    return [_change(view, to) if isinstance(view, ChangeLine) else row(view, to) for view in views]


def _change(view: ChangeLine, to: Linker) -> Markup:
    return _CHANGE(
        area=view.hue,
        icon=icon_html(view.icon),
        title=linked(view.link, to),
        sentence=view.words,
        goals=_GOALS(goals=_goals(view, to)) if view.goals else "",
    )


def _goals(view: ChangeLine, to: Linker) -> Markup:
    return joined([linked(goal, to, icon=True) for goal in view.goals])


def _listed(view: ListedLines, to: Linker) -> dict[str, object]:
    return {"sentence": view.sentence, "rows": [_item(line, to) for line in view.lines], "more": view.more}


def _item(view: ChangeLine, to: Linker) -> Markup:
    return _ITEM(
        area=view.hue,
        icon=icon_html(view.icon),
        title=linked(view.link, to),
        what=view.words,
        goals=_goals(view, to),
    )


def review_kpis(view: PeriodScores, to: Linker) -> str:
    """Draw what the KPIs did in a period."""
    rows = joined([_score(score, to) for score in view.rows])
    silent = [relative(kpi, to) for kpi in view.silent]
    return render(
        "review_kpis.html",
        period=view.period,
        ends=view.running,
        kpis={"rows": rows, "silent": silent, "more": view.more},
        scorecard=address_of(view.scorecard, to),
    )


def _score(view: PeriodScore, to: Linker) -> Markup:
    return _ROW(
        area=view.hue,
        title=linked(view.link, to),
        from_=say("from"),
        to=say("to"),
        line=say("expected"),
        before=_value(view.before) if view.before else _QUIET(what=say("not measured")),
        after=_value(view.after),
        change=_value(view.change) if view.change else _QUIET(what="–"),
        expected=_value(view.expected) if view.expected else _QUIET(what=say("no target")),
        status=state_chip(view.state),
        spark=sparkline(view.spark, view.sentence),
    )


def _value(view: Value) -> Markup:
    return _QUIET(what=view.words) if view.quiet else _VALUE(value=view.words, more=view.more)
