"""The parts of a strategy page below its author's text, kind by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.analysis.page_plan import has_plan
from gameplan.model.pages import Audience, Channel, Goal, Kpi, Message, Person, Policy, Review
from gameplan.publish.html.measures import goal_measure as draw_goal_measure
from gameplan.publish.html.stages import stage_panel
from gameplan.publish.pages.strategy.cadence import cadence_panels
from gameplan.publish.pages.strategy.channel import channel_panels
from gameplan.publish.pages.strategy.goal import part_panels, who_panels
from gameplan.publish.pages.strategy.kpi import kpi_panels
from gameplan.publish.pages.strategy.message import message_panels
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.pages.strategy.person import person_panels
from gameplan.publish.pages.strategy.plan import plan_panels
from gameplan.publish.pages.strategy.policy import policy_panels
from gameplan.publish.pages.strategy.review import review_panels
from gameplan.publish.views.measures import chart_ids, goal_measure, has_measure
from gameplan.publish.views.stages import stage_anchors
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Page
    from gameplan.model.pages import PageFields
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

    Maker = Callable[[Context, Page], list[Panel]]


def panels(context: Context, page: Page) -> list[Panel]:
    """A page's parts, in their order; none for entries and for pages without a plan."""
    if not has_plan(page):
        return []
    if isinstance(page.fields, Person):
        return person_panels(context, page)
    if isinstance(page.fields, Review):
        return review_panels(context, page)
    before, after = next((parts for type_, *parts in _PARTS if isinstance(page.fields, type_)), ((), ()))
    makers = (*before, plan_panels, *after)
    return [panel for make in makers for panel in make(context, page)]


def _measure_panels(context: Context, goal: Page) -> list[Panel]:
    if not has_measure(goal):
        return []

    def make(to: Linker) -> str:
        return draw_goal_measure(goal_measure(context, goal), to)

    return [Panel(title=say("How we measure it"), id="measure", make=make, ids=chart_ids(context, goal))]


def _stage_panels(context: Context, audience: Page) -> list[Panel]:
    if not context.analysis.coverage.of(audience):
        return []
    ids = tuple(stage_anchors(context.analysis.coverage, audience).values())
    return [Panel(title=say("Stage by stage"), id="stages", make=partial(stage_panel, context, audience), ids=ids)]


_PARTS: tuple[tuple[type[PageFields], tuple[Maker, ...], tuple[Maker, ...]], ...] = (
    (Goal, (_measure_panels, who_panels), (part_panels, cadence_panels)),
    (Audience, (_stage_panels,), (cadence_panels,)),
    (Message, (message_panels,), ()),
    (Policy, (policy_panels,), ()),
    (Kpi, (kpi_panels,), ()),
    (Channel, (cadence_panels, channel_panels), ()),
)
"""What stands before the plan and after it, by the fields of a kind."""
