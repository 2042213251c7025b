"""A page of the strategy in brief, to be read without the site: how it stands, what it says, and what is ahead for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.page_plan import has_plan
from gameplan.model.pages import Goal
from gameplan.publish.views.entry.related import MOST_LINES, EntryLine, entry_line
from gameplan.publish.views.entry.why import KpiLine, kpi_line
from gameplan.publish.views.facts import facts
from gameplan.publish.views.ladder import Ladder, goal_ladder
from gameplan.publish.views.measures import HealthLine, health_line
from gameplan.publish.views.strategy.audience import Persona, persona
from gameplan.publish.views.strategy.journey import JourneyTable, journey_table
from gameplan.publish.views.strategy.message import message_proof
from gameplan.publish.views.strategy.short_facts import short_facts, state
from gameplan.publish.views.title_line import TitleLine, strategy_line

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.links import Fact

_MOST_KPIS = 24


class Sheet(NamedTuple):
    """A page of the strategy in brief; None and empty where its kind has no such part."""

    title: str
    line: TitleLine
    summary: str
    ladder: Ladder | None
    health: HealthLine | None
    kpis: tuple[KpiLine, ...]
    """By which a goal is judged."""
    persona: Persona | None
    proof: tuple[str, ...]
    journey: JourneyTable | None
    facts: tuple[Fact, ...]
    ahead: tuple[EntryLine, ...]
    more: int
    """How many entries that are ahead are left out."""


def sheet(context: Context, page: Page) -> Sheet:
    """Return a page of the strategy in brief."""
    lookups, uris = context.lookups, context.addresses.uris
    goal = isinstance(page.fields, Goal)
    ahead = context.analysis.page_plans.of(page).ahead if has_plan(page) else []
    kpis = context.analysis.scores.measures(page)[0] if goal else ()
    return Sheet(
        title=page.title,
        line=strategy_line(context, page, state(context, page), short_facts(context, page)),
        summary=page.fields.summary or "",
        ladder=goal_ladder(lookups, uris, page) if goal else None,
        health=health_line(context, page) if goal else None,
        kpis=tuple([kpi_line(context, kpi) for kpi in kpis[:_MOST_KPIS]]),
        persona=persona(page),
        proof=message_proof(context, page),
        journey=journey_table(context, page),
        facts=facts(lookups, uris, page, context.analysis.accounts),
        ahead=tuple([entry_line(context, entry) for entry in ahead[:MOST_LINES]]),
        more=max(len(ahead) - MOST_LINES, 0),
    )
