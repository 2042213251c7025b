"""The short facts in the head of a strategy page: how it stands, when, who answers for it, and what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.page_plan import has_plan
from gameplan.analysis.policies import is_general
from gameplan.model.pages import Channel, Goal, Journey, Kpi, Person, Review, in_force
from gameplan.publish.views.links import Link, people_of
from gameplan.publish.views.states import State, state_of
from gameplan.publish.views.strategy.person import work_of
from gameplan.wording import dates as words
from gameplan.wording.ahead import next_words
from gameplan.wording.labels import choice_words, life_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.context import Context


def state(context: Context, page: Page) -> State | None:
    """Return how a goal or a KPI stands; None for all other pages."""
    if isinstance(page.fields, Goal):
        health = context.analysis.scores.goal(page)
        return state_of(health.state) if health else None
    return state_of(context.analysis.scores.kpi(page).status) if isinstance(page.fields, Kpi) else None


def short_facts(context: Context, page: Page) -> Iterator[Link]:
    """Yield the rest of a page's short facts, in order."""
    fields = page.fields
    if isinstance(fields, Goal):
        yield from _goal(fields)
    elif isinstance(fields, Channel) and fields.medium:
        yield Link(words.capital(choice_words(fields.medium)))
    elif isinstance(fields, Journey):
        audiences = {cell.audience for cell in context.analysis.coverage.on(page) if cell.asked}
        yield Link(plural("{count} stage", "{count} stages", len(fields.stages)))
        yield Link(plural("{count} audience", "{count} audiences", len(audiences)), "#who")
    elif isinstance(fields, Person) and fields.role:
        yield Link(fields.role)
    elif isinstance(fields, Kpi) and fields.leading:
        yield Link(say("Tells early"))
    yield from people_of(context.addresses.uris, context.lookups.targets(page, "owner"), page.fields.owner)
    yield from _ahead(context, page)


def _goal(goal: Goal) -> Iterator[Link]:
    """Yield where a goal is in its life, unless it is accepted as most are; and its time."""
    if goal.lifecycle != "accepted":
        yield Link(life_label(goal.lifecycle), None, "target")
    first, last = in_force(goal)
    if goal.period and "/" not in goal.period.label:
        yield Link(words.window_words(goal.period.label), None, "calendar-blank-outline")
    elif first and last:
        yield Link(words.days_words(first, max(first, last)), None, "calendar-blank-outline")
    elif first:
        yield Link(say("from {day}", day=words.day_words(first, weekday=False)), None, "calendar-blank-outline")
    elif last:
        yield Link(say("by {day}", day=words.day_words(last, weekday=False)), None, "calendar-blank-outline")


def _ahead(context: Context, page: Page) -> Iterator[Link]:
    """Yield how much is ahead, and for a person what is overdue."""
    if isinstance(page.fields, Person):
        work = work_of(context, page)
        if late := len(work.late) + len(work.late_tasks):
            yield Link(plural("{count} overdue", "{count} overdue", late), "#overdue", "timer-sand")
    elif isinstance(page.fields, Review) or (page.kind.name == "policy" and is_general(context.playbook, page)):
        return
    if not has_plan(page):
        return
    ahead = context.analysis.page_plans.of(page).ahead
    said = say("nothing planned")
    if ahead:
        coming = next_words(ahead, context.analysis.ahead)
        said = plural("{count} ahead · {next}", "{count} ahead · {next}", len(ahead), next=coming)
    yield Link(said, "#when", "calendar-check-outline")
