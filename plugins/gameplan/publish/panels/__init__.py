"""The parts of a strategy page below its author's text, kind by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.pages import Audience, Channel, Goal, Kpi, Message, Person, Policy, Review
from gameplan.publish.language import say
from gameplan.publish.measures import chart_ids, goal_panel, has_measure
from gameplan.publish.page_plan import has_plan
from gameplan.publish.panels.cadence import cadence_panels
from gameplan.publish.panels.channel import channel_panels
from gameplan.publish.panels.goal import part_panels, who_panels
from gameplan.publish.panels.kpi import kpi_panels
from gameplan.publish.panels.message import message_panels
from gameplan.publish.panels.panel import Panel
from gameplan.publish.panels.person import person_panels
from gameplan.publish.panels.plan import plan_panels
from gameplan.publish.panels.policy import policy_panels
from gameplan.publish.panels.review import review_panels
from gameplan.publish.stages import stage_anchors, stage_panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Page
    from gameplan.model.pages import PageFields
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

    Maker = Callable[[Edition, Page], list[Panel]]


def panels(edition: Edition, page: Page) -> list[Panel]:
    """A page's parts, in their order; none for entries and for pages without a plan."""
    if not has_plan(page):
        return []
    if isinstance(page.fields, Person):
        return person_panels(edition, page)
    if isinstance(page.fields, Review):
        return review_panels(edition, page)
    before, after = next((parts for type_, *parts in _PARTS if isinstance(page.fields, type_)), ((), ()))
    makers = (*before, plan_panels, *after)
    return [panel for make in makers for panel in make(edition, page)]


def _measure_panels(edition: Edition, goal: Page) -> list[Panel]:
    if not has_measure(goal):
        return []

    def make(to: Linker) -> str:
        return goal_panel(edition, to, goal)

    return [Panel(title=say("How we measure it"), id="measure", make=make, ids=chart_ids(edition, goal))]


def _stage_panels(edition: Edition, audience: Page) -> list[Panel]:
    if not edition.coverage.of(audience):
        return []
    ids = tuple(stage_anchors(edition, audience).values())
    return [Panel(title=say("Stage by stage"), id="stages", make=partial(stage_panel, edition, audience), ids=ids)]


_PARTS: tuple[tuple[type[PageFields], tuple[Maker, ...], tuple[Maker, ...]], ...] = (
    (Goal, (_measure_panels, who_panels), (part_panels, cadence_panels)),
    (Audience, (_stage_panels,), (cadence_panels,)),
    (Message, (message_panels,), ()),
    (Policy, (policy_panels,), ()),
    (Kpi, (kpi_panels,), ()),
    (Channel, (cadence_panels, channel_panels), ()),
)
"""What stands before the plan and after it, by the fields of a kind."""
