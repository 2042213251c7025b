"""The scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.measures import score_table
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.scorecard import Scorecard


def scorecard(view: Scorecard, to: Linker) -> str:
    """Draw all KPIs."""
    return render(
        "scorecard.html",
        title=view.title,
        counts=[(count.size, state_chip(count.state)) for count in view.counts],
        table=score_table(view.table, to),
        picture=address_of(view.picture, to) if view.picture else "",
        worked=relative(view.worked, to) if view.worked else None,
    )
