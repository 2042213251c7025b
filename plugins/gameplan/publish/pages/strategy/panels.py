"""The parts of a strategy page below its author's text, kind by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.page_plan import has_plan
from gameplan.analysis.plays import runs
from gameplan.analysis.policies import quiet_days
from gameplan.model.further_pages import Play
from gameplan.model.pages import Audience, Channel, Goal, Kpi, Message, Person, Policy, Review
from gameplan.model.playbook import goal_fields
from gameplan.publish.html import measures as html_measures
from gameplan.publish.html import stages as html_stages
from gameplan.publish.html.strategy import brought as html_brought
from gameplan.publish.html.strategy import cadence as html_cadence
from gameplan.publish.html.strategy import decisions as html_decisions
from gameplan.publish.html.strategy import goal as html_goal
from gameplan.publish.html.strategy import message as html_message
from gameplan.publish.html.strategy import person as html_person
from gameplan.publish.html.strategy import plan as html_plan
from gameplan.publish.html.strategy import policy as html_policy
from gameplan.publish.html.strategy import review as html_review
from gameplan.publish.html.strategy import runs as html_runs
from gameplan.publish.html.strategy.serves import serves
from gameplan.publish.pages.strategy.panel import Maker, Panel
from gameplan.publish.views.measures import chart_ids, goal_measure, has_measure
from gameplan.publish.views.stages import stage_anchors, stage_panel
from gameplan.publish.views.strategy.brought import brought_panel, brought_title, found_by
from gameplan.publish.views.strategy.cadence import cadence, cadence_ids
from gameplan.publish.views.strategy.decisions import decisions, has_decisions
from gameplan.publish.views.strategy.goal import goal_audiences, goal_parts
from gameplan.publish.views.strategy.message import message_audiences, message_proof, message_use
from gameplan.publish.views.strategy.person import owned, person_load, person_owns, person_plan, plan_ids, work_of
from gameplan.publish.views.strategy.plan import plan_panel
from gameplan.publish.views.strategy.policy import applies, quiet_periods
from gameplan.publish.views.strategy.review import list_ids, review_kpis, review_plan, review_waiting
from gameplan.publish.views.strategy.runs import play_runs
from gameplan.publish.views.strategy.serves import channel_serves, kpi_serves, message_serves
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Page
    from gameplan.model.pages import PageFields
    from gameplan.publish.context import Context

    Panels = Callable[[Context, Page], list[Panel]]


def panels(context: Context, page: Page) -> list[Panel]:
    """A page's parts, in their order; none for entries and for pages without a plan."""
    if not has_plan(page):
        return []
    if isinstance(page.fields, Person):
        return _person(context, page)
    if isinstance(page.fields, Review):
        return _review(context, page)
    before, after = next((parts for type_, *parts in _PARTS if isinstance(page.fields, type_)), ((), ()))
    makers = (*before, _plan, *after)
    return [panel for make in makers for panel in make(context, page)]


def _plan(context: Context, page: Page) -> list[Panel]:
    make = Maker(context, page, plan_panel, html_plan.plan_panel)
    return [Panel(title=say("When: the plan"), id="when", make=make)]


def _measure(context: Context, goal: Page) -> list[Panel]:
    if not has_measure(goal):
        return []
    make = Maker(context, goal, goal_measure, html_measures.goal_measure)
    return [Panel(title=say("How we measure it"), id="measure", make=make, ids=chart_ids(context, goal))]


def _audiences(context: Context, goal: Page) -> list[Panel]:
    """Whom a goal is for; a non-goal is for nobody."""
    if goal_fields(goal).non_goal:
        return []
    make = Maker(context, goal, goal_audiences, html_goal.goal_audiences)
    return [Panel(title=say("Who it is for"), id="who", make=make)]


def _parts(context: Context, goal: Page) -> list[Panel]:
    if not context.playbook.children(goal):
        return []
    return [Panel(title=say("Its parts"), id="parts", make=Maker(context, goal, goal_parts, html_goal.goal_parts))]


def _stages(context: Context, audience: Page) -> list[Panel]:
    if not context.analysis.coverage.of(audience):
        return []
    ids = tuple(stage_anchors(context.analysis.coverage, audience).values())
    make = Maker(context, audience, stage_panel, html_stages.stage_panel)
    return [Panel(title=say("Stage by stage"), id="stages", make=make, ids=ids)]


def _cadence(context: Context, page: Page) -> list[Panel]:
    """The charts of a page's commitments; for a channel also that it makes none."""
    records = context.analysis.coverage.commitments_of(page)
    if not records and not isinstance(page.fields, Channel):
        return []
    make = Maker(context, page, cadence, html_cadence.cadence)
    return [Panel(title=say("Cadence"), id="cadence", make=make, ids=cadence_ids(records))]


def _channel(context: Context, channel: Page) -> list[Panel]:
    return [Panel(title=say("Goals it serves"), id="why", make=Maker(context, channel, channel_serves, serves))]


def _kpi(context: Context, kpi: Page) -> list[Panel]:
    return [Panel(title=say("Goals it measures"), id="why", make=Maker(context, kpi, kpi_serves, serves))]


def _message(context: Context, message: Page) -> list[Panel]:
    """A message's proof, then why and for whom it is said, and how often."""
    proof = Maker(context, message, message_proof, html_message.message_proof)
    whom = Maker(context, message, message_audiences, html_message.message_audiences)
    use = Maker(context, message, message_use, html_message.message_use)
    return [
        Panel(title=say("Proof"), id="proof", make=proof),
        Panel(title=say("Goals it serves"), id="why", make=Maker(context, message, message_serves, serves)),
        Panel(title=say("Who it is for"), id="who", make=whom),
        Panel(title=say("How often it is said"), id="use", make=use),
    ]


def _brought(context: Context, page: Page) -> list[Panel]:
    """What the entries of a page brought; nothing where none has a result."""
    if not found_by(context, page):
        return []
    make = Maker(context, page, brought_panel, html_brought.brought)
    return [Panel(title=brought_title(page), id="brought", make=make)]


def _policy(context: Context, policy: Page) -> list[Panel]:
    """What a policy applies to, and its quiet days where it has some."""
    make = Maker(context, policy, applies, html_policy.applies)
    found = [Panel(title=say("What it applies to"), id="applies", make=make)]
    if quiet_days(policy):
        quiet = Maker(context, policy, quiet_periods, html_policy.quiet_periods)
        found.append(Panel(title=say("Quiet days"), id="quiet", make=quiet))
    return found


def _person(context: Context, person: Page) -> list[Panel]:
    """A person's weeks, then what else they answer for."""
    load = Maker(context, person, person_load, html_person.person_load)
    plan = Maker(context, person, person_plan, html_person.person_plan)
    found = [
        Panel(title=say("Load"), id="load", make=load),
        Panel(title=say("When: the plan"), id="when", make=plan, ids=plan_ids(work_of(context, person))),
    ]
    if owned(context, person):
        make = Maker(context, person, person_owns, html_person.person_owns)
        found.append(Panel(title=say("Owns"), id="owns", make=make))
    return found


def _runs(context: Context, play: Page) -> list[Panel]:
    if not runs(context.playbook, play):
        return []
    make = Maker(context, play, play_runs, html_runs.play_runs)
    return [Panel(title=say("Where it was used"), id="runs", make=make)]


def _decisions(context: Context, review: Page) -> list[Panel]:
    if not has_decisions(context, review):
        return []
    return [
        Panel(title=say("Decisions"), id="decisions", make=Maker(context, review, decisions, html_decisions.decisions))
    ]


def _review(context: Context, page: Page) -> list[Panel]:
    """What became of the plan, and of the KPIs, in the period that a review names."""
    found, title = context.analysis.reviewed(page), say("The plan of the period")
    decided = _decisions(context, page)
    if found is None or found.coming:
        waiting = Maker(context, page, review_waiting, html_review.review_waiting)
        return [*decided, Panel(title=title, id="when", make=waiting)]
    make = Maker(context, page, review_plan, html_review.review_plan)
    made = [*decided, Panel(title=title, id="when", make=make, ids=list_ids(found)), *_brought(context, page)]
    if context.playbook.of_kind("kpi"):
        kpis = Maker(context, page, review_kpis, html_review.review_kpis)
        made.append(Panel(title=say("The KPIs of the period"), id="measure", make=kpis))
    return made


_PARTS: tuple[tuple[type[PageFields], tuple[Panels, ...], tuple[Panels, ...]], ...] = (
    (Goal, (_measure, _audiences), (_parts, _cadence, _brought)),
    (Audience, (_stages,), (_cadence,)),
    (Message, (_message,), ()),
    (Policy, (_policy,), ()),
    (Kpi, (_kpi,), (_brought,)),
    (Channel, (_cadence, _channel), (_brought,)),
    (Play, (_runs,), ()),
)
"""What stands before the plan and after it, by the fields of a kind."""
