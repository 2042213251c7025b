"""The scorecard: every KPI against its target, the most troubled first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.measure import KpiStatus
from gameplan.publish.addresses import index_uri
from gameplan.publish.document import Document
from gameplan.publish.html.measures import score_table as draw_score_table
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import render
from gameplan.publish.views.measures import by_trouble, score_table
from gameplan.publish.views.states import state_of
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.publish.context import Context

TITLE = word("Scorecard")


def scorecard_document(context: Context, kind: Kind) -> Document:
    """The index of the KPIs."""
    uri = index_uri(kind)
    to = context.addresses.to(uri)
    kpis = by_trouble(context)
    statuses = [context.analysis.scores.kpi(kpi).status for kpi in kpis]
    intro = context.addresses.intros.get(uri)
    title = intro.title if intro and intro.fields.title else say(TITLE)
    head = render(
        "scorecard.html",
        title=title,
        counts=[(statuses.count(status), state_chip(state_of(status))) for status in KpiStatus if status in statuses],
        table=draw_score_table(score_table(context, kpis, name=title), to),
    )
    return Document(
        uri=uri,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        hide=("navigation", "toc"),
        section=uri,
    )
