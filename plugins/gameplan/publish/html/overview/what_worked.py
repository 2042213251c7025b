"""What worked, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, linked, render
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.what_worked import SaidOf, TypeLine, WhatWorked, WorkedGroup, WorkedLine

_LINE = Fragment(
    '<tr class="gp-score__row gp-area-{area}"><th scope="row">{link} <small class="gp-quiet">{facts}</small>{said}</th>'
    '<td class="gp-score__number"><span class="gp-score__label">{label} </span><strong>{result}</strong></td>'
    '<td class="gp-score__number"><span class="gp-score__label">{against} </span>{expected}</td>'
    '<td class="gp-diff{side}">{difference}</td></tr>'
)
_EXPECTED = Fragment('{value} <span class="gp-quiet">{basis}</span>')
_SAID = Fragment('<span class="gp-said"><q>{text}</q> {review}</span>')
_TYPE = Fragment(
    '<tr class="gp-score__row"><th scope="row">{type}</th><td class="gp-score__goal">{kpi}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{pieces} </span>{size}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{middle} </span>{median}</td>'
    '<td class="gp-score__goal"><span class="gp-score__label">{first} </span><strong>{best}</strong> {best_of}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{price} </span>{cost}</td></tr>'
)
_SIDES = {"ahead": " gp-diff--ahead", "behind": " gp-diff--behind", "": ""}


def what_worked(view: WhatWorked, to: Linker) -> str:
    """Draw what pieces brought, KPI by KPI and type by type."""
    return render(
        "what_worked.html",
        title=view.title,
        lead=view.lead,
        counts=[(count.number, count.label, _SIDES[count.side]) for count in view.counts],
        groups=[_group(group, to) for group in view.groups],
        types=joined([_type(line, to) for line in view.types]),
    )


def _group(view: WorkedGroup, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "kpi": linked(view.kpi, to),
        "name": view.kpi.text,
        "sentence": view.sentence,
        "rows": joined([_line(line, to) for line in view.lines]),
        "more": view.more,
    }


def _line(view: WorkedLine, to: Linker) -> Markup:
    return _LINE(
        area=view.hue,
        link=linked(view.link, to),
        facts=view.facts,
        said=joined([_said(said, to) for said in view.said]),
        label=say("Result"),
        result=view.result,
        against=say("Expected"),
        expected=_EXPECTED(value=view.expected, basis=view.basis) if view.expected else "–",
        side=_SIDES[view.side],
        difference=view.difference or "–",
    )


def _said(view: SaidOf, to: Linker) -> Markup:
    return _SAID(text=view.text, review=linked(view.review, to))


def _type(view: TypeLine, to: Linker) -> Markup:
    return _TYPE(
        type=view.type,
        kpi=linked(view.kpi, to),
        size=view.size,
        median=view.median,
        best=view.best,
        best_of=linked(view.best_of, to),
        cost=view.cost or "–",
        pieces=say("Pieces"),
        middle=say("Median"),
        first=say("Best"),
        price=say("Cost of one result"),
    )
