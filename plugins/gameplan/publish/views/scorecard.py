"""The scorecard: every KPI against its target, the most troubled first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.measure import KpiStatus
from gameplan.publish.document import Document
from gameplan.publish.language import say, word
from gameplan.publish.measures import by_trouble, score_table
from gameplan.publish.standings import state_chip
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.publish.edition import Edition

TITLE = word("Scorecard")


def scorecard_document(edition: Edition, kind: Kind) -> Document:
    """The index of the KPIs."""
    uri = f"{kind.folder}/index.md"
    to = edition.to(uri)
    kpis = by_trouble(edition)
    statuses = [edition.scores.kpi(kpi).status for kpi in kpis]
    intro = edition.intros.get(uri)
    title = intro.title if intro and intro.fields.title else say(TITLE)
    head = render(
        "scorecard.html",
        title=title,
        counts=[(statuses.count(status), state_chip(status)) for status in KpiStatus if status in statuses],
        table=score_table(edition, to, kpis, name=title),
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
