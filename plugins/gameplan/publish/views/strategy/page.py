"""What stands above the author's text of a page of the strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Audience, Goal
from gameplan.publish.views.facts import facts
from gameplan.publish.views.ladder import Ladder, goal_ladder
from gameplan.publish.views.measures import HealthLine, KpiPanel, health_line, kpi_panel
from gameplan.publish.views.stages import StageStrip, stage_strips
from gameplan.publish.views.strategy.audience import Persona, persona
from gameplan.publish.views.strategy.journey import JourneyTable, journey_table
from gameplan.publish.views.strategy.review import ReviewCount, review_counts
from gameplan.publish.views.strategy.short_facts import short_facts, state
from gameplan.publish.views.title_line import TitleLine, strategy_line

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.links import Fact


class StrategyHead(NamedTuple):
    """What stands above the text of a page of the strategy; None and empty where its kind has no such part."""

    title: str
    line: TitleLine
    health: HealthLine | None
    why: bool
    """Whether it says why it is there."""
    ladder: Ladder | None
    """The way down to it; None where nothing is above it."""
    summary: str
    measure: KpiPanel | None
    persona: Persona | None
    strips: tuple[StageStrip, ...]
    counts: tuple[ReviewCount, ...]
    facts: tuple[Fact, ...]
    journey: JourneyTable | None


def strategy_head(context: Context, page: Page, title: str) -> StrategyHead:
    """Return what stands above the text of a page of the strategy.

    Args:
        context: what is published.
        page: the page.
        title: its title; empty where its text has it.
    """
    lookups, uris = context.lookups, context.addresses.uris
    goal = isinstance(page.fields, Goal)
    return StrategyHead(
        title=title,
        line=strategy_line(context, page, state(context, page), short_facts(context, page)),
        health=health_line(context, page) if goal else None,
        why=goal,
        ladder=goal_ladder(lookups, uris, page) if goal else None,
        summary=page.fields.summary or "",
        measure=kpi_panel(context, page),
        persona=persona(page),
        strips=stage_strips(context, page) if isinstance(page.fields, Audience) else (),
        counts=review_counts(context, page),
        facts=facts(lookups, uris, page, context.analysis.accounts),
        journey=journey_table(context, page),
    )
