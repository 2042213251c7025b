"""The scorecard: every KPI against its target, the most troubled first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.measure import KpiStatus
from gameplan.publish.addresses import SCORECARD_PICTURE, index_uri
from gameplan.publish.views.links import Link
from gameplan.publish.views.measures import ScoreTable, by_trouble, score_table
from gameplan.publish.views.overview.what_worked import worked_link
from gameplan.publish.views.states import State, state_of
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.publish.context import Context

TITLE = word("Scorecard")


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many KPIs stand alike."""

    size: int
    state: State


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All KPIs."""

    title: str
    counts: tuple[StateCount, ...]
    table: ScoreTable
    worked: Link | None
    """To what pieces brought."""
    picture: Link | None
    """To the same as a picture."""


def scorecard(context: Context, kind: Kind) -> Scorecard:
    """Return what the scorecard shows.

    Args:
        context: what is published.
        kind: that of the KPIs.
    """
    kpis = by_trouble(context)
    found = [context.analysis.scores.kpi(kpi).status for kpi in kpis]
    intro = context.addresses.intros.get(index_uri(kind))
    title = intro.title if intro and intro.fields.title else say(TITLE)
    picture = Link("", uri=SCORECARD_PICTURE) if context.addresses.is_free(SCORECARD_PICTURE) else None
    counts = [StateCount(found.count(status), state_of(status)) for status in KpiStatus if status in found]
    return Scorecard(title, tuple(counts), score_table(context, kpis, name=title), worked_link(context), picture)
