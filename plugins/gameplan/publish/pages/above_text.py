"""What stands above an author's text: the title, the short facts, why, and the rest of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Goal
from gameplan.publish.html.entry.page import entry_head as draw_entry_head
from gameplan.publish.html.facts import fact_list
from gameplan.publish.html.ladder import ladder
from gameplan.publish.html.measures import health_line as draw_health_line
from gameplan.publish.html.measures import kpi_panel as draw_kpi_panel
from gameplan.publish.html.stages import stage_strips as draw_stage_strips
from gameplan.publish.html.strategy.audience import persona as draw_persona
from gameplan.publish.html.strategy.journey import journey_table as draw_journey_table
from gameplan.publish.html.templates import render
from gameplan.publish.html.title_line import title_line
from gameplan.publish.pages.strategy.short_facts import short_facts, state
from gameplan.publish.views.entry.page import entry_head
from gameplan.publish.views.facts import facts
from gameplan.publish.views.ladder import goal_ladder
from gameplan.publish.views.measures import health_line, kpi_panel
from gameplan.publish.views.stages import stage_strips
from gameplan.publish.views.strategy.audience import persona
from gameplan.publish.views.strategy.journey import journey_table
from gameplan.publish.views.strategy.review import review_counts
from gameplan.publish.views.title_line import TitleLine, strategy_line

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


def head(context: Context, to: Linker, page: Page, title: str) -> str:
    """The HTML above a page's text.

    Args:
        context: what is published.
        to: makes addresses relative to the page.
        page: the page.
        title: its title; empty where its text has it.
    """
    if page.kind == PLAIN:
        return render("title.html", title=title) if title else ""
    if isinstance(page, Entry):
        return draw_entry_head(entry_head(context, page, title), to)
    values = {
        "title": title,
        "chips": title_line(_title_line(context, page), to),
        "facts": fact_list(facts(context.lookups, context.addresses.uris, page), to),
        "summary": page.fields.summary,
    }
    return render(
        "strategy_head.html",
        **values,
        why=isinstance(page.fields, Goal),
        ladder=_ladder(context, to, page) if isinstance(page.fields, Goal) else "",
        journey=draw_journey_table(table, to) if (table := journey_table(context, page)) else "",
        measure=draw_kpi_panel(measured) if (measured := kpi_panel(context, page)) else "",
        counts=review_counts(context, page),
        persona=draw_persona(card) if (card := persona(page)) else "",
        strip=draw_stage_strips(stage_strips(context, page)) if isinstance(page.fields, Audience) else "",
        health=draw_health_line(judged)
        if isinstance(page.fields, Goal) and (judged := health_line(context, page))
        else "",
    )


def _title_line(context: Context, page: Page) -> TitleLine:
    return strategy_line(context, page, state(context, page), short_facts(context, page))


def _ladder(context: Context, to: Linker, goal: Page) -> Markup:
    view = goal_ladder(context.lookups, context.addresses.uris, goal)
    return ladder(view, to) if view else Markup()
