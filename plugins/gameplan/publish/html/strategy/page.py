"""What stands above the author's text of a page of the strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.facts import fact_list
from gameplan.publish.html.ladder import ladder
from gameplan.publish.html.measures import health_line, kpi_panel
from gameplan.publish.html.stages import stage_strips
from gameplan.publish.html.strategy.audience import persona
from gameplan.publish.html.strategy.journey import journey_table
from gameplan.publish.html.templates import render
from gameplan.publish.html.title_line import title_line

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.page import StrategyHead


def strategy_head(view: StrategyHead, to: Linker) -> str:
    """Draw what stands above the text of a page of the strategy."""
    return render(
        "strategy_head.html",
        title=view.title,
        chips=title_line(view.line, to),
        health=health_line(view.health) if view.health else "",
        why=view.why,
        ladder=ladder(view.ladder, to) if view.ladder else "",
        summary=view.summary,
        measure=kpi_panel(view.measure) if view.measure else "",
        persona=persona(view.persona) if view.persona else "",
        strip=stage_strips(view.strips),
        counts=view.counts,
        facts=fact_list(view.facts, to),
        journey=journey_table(view.journey, to) if view.journey else "",
    )
