"""The results of an entry as a table, the ways to its neighbours, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.entry.related import entry_line
from gameplan.publish.html.templates import Fragment, joined, linked
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.results import KpiEffect, Neighbours, PastChange

_RESULTS = Fragment(
    '<h2 id="results">{title}</h2>\n<div class="gp-scroll" tabindex="0" role="region" aria-label="{title}">'
    '<table class="gp-table"><thead><tr><th scope="col">{kpi}</th><th scope="col">{planned}</th><th scope="col">{result}</th>'
    '<th scope="col">{difference}</th></tr></thead><tbody>{rows}</tbody></table></div>'
)
_RESULT = Fragment(
    '<tr><th scope="row">{link}</th><td>{planned}</td><td><strong>{result}</strong></td><td class="gp-diff{side}">{difference}</td></tr>'
)
_SIDES = {"ahead": " gp-diff--ahead", "behind": " gp-diff--behind", "": ""}
_ALONG = Fragment(
    '<h2 id="along">{title}</h2>\n<p class="gp-quiet">{goal}</p>\n<nav class="gp-along" aria-label="{title}">{links}</nav>'
)
_NEIGHBOUR = Fragment('<p class="gp-along__{side}"><span class="gp-along__label">{label}</span>{line}</p>')
_HISTORY = Fragment('<h2 id="history">{title}</h2>\n{pace}<ol class="gp-history">{items}</ol>')
_PACE = Fragment("<p>{words}</p>\n")
_CHANGE = Fragment('<li><time datetime="{day}">{words}</time> <span>{sentence}</span></li>')


def results(views: Sequence[KpiEffect], to: Linker) -> Markup:
    """Draw the results beside what was planned; nothing where there are none."""
    if not views:
        return Markup()
    return _RESULTS(
        title=say("Results"),
        kpi=say("KPI"),
        planned=say("Planned"),
        result=say("Result"),
        difference=say("Difference"),
        rows=joined([_row(view, to) for view in views]),
    )


def _row(view: KpiEffect, to: Linker) -> Markup:
    return _RESULT(
        link=linked(view.kpi, to),
        planned=view.planned or "–",
        result=view.result,
        side=_SIDES[view.side],
        difference=view.difference or "–",
    )


def neighbours(view: Neighbours | None, to: Linker) -> Markup:
    """Draw the ways to what comes before and after on the same goal; nothing where this is all."""
    if view is None:
        return Markup()
    made = []
    if view.before:
        made.append(_NEIGHBOUR(side="before", label=say("Before this"), line=entry_line(view.before, to)))
    if view.after:
        made.append(_NEIGHBOUR(side="after", label=say("After this"), line=entry_line(view.after, to)))
    return _ALONG(title=say("On the same goal"), goal=linked(view.goal, to, icon=True), links=joined(made))


def history(views: Sequence[PastChange], pace: str = "") -> Markup:
    """Draw how an entry changed, newest first, below how it moved in all; nothing where that isn't known."""
    items = [_CHANGE(day=view.day.isoformat(), words=view.words, sentence=view.sentence) for view in views]
    said = _PACE(words=pace) if pace else ""
    return _HISTORY(title=say("History"), pace=said, items=joined(items)) if items else Markup()
