"""When: what is planned for a page, over time and as a list, and what to do where nothing is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gameplan.analysis.policies import is_general
from gameplan.model.pages import Audience, Goal, Journey, Kpi, Policy, in_force
from gameplan.publish.addresses import CALENDAR
from gameplan.publish.html.rows import row
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import Fragment, link_html, render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.pages.strategy.strip import plan_strip, strip_of
from gameplan.publish.views.buttons import plan_an_entry
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import entry_row
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_ROWS = 100
"""Rows of a list on a page; the rest is counted, and stands in the agenda."""
_CODE = Fragment("<code>{text}</code>")


def plan_panels(context: Context, page: Page) -> list[Panel]:
    """The plan of a page."""
    return [Panel(title=say("When: the plan"), id="when", make=partial(_plan, context, page))]


def _plan(context: Context, page: Page, to: Linker) -> str:
    plan = context.analysis.page_plans.of(page)
    staged = {entry for cell in context.analysis.coverage.of(page) for entry in cell.entries}
    coming = [(occurrence, entry) for occurrence, entry in plan.coming if entry not in staged]
    with_goal = not isinstance(page.fields, Goal) or bool(context.playbook.children(page))
    hue = context.lookups.hue([page]) if isinstance(page.fields, Goal) else 0
    more = len(coming) - MOST_ROWS
    before = len(plan.earlier) - MOST_ROWS
    agenda = link_html(Link(say("the plan"), to(CALENDAR)))
    return render(
        "plan_panel.html",
        strip=plan_strip(context, to, plan.entries, strip_of(context, page), hue),
        about=_about(context, to, page),
        ahead=[
            row(entry_row(context, entry, occurrence, with_goal=with_goal), to)
            for occurrence, entry in coming[:MOST_ROWS]
        ],
        earlier=[row(entry_row(context, entry, with_goal=with_goal), to) for entry in plan.earlier[:MOST_ROWS]],
        earlier_words=plural("{count} earlier entry", "{count} earlier entries", len(plan.earlier)),
        more=say("and {count} more in {agenda}", count=more, agenda=agenda) if more > 0 else "",
        more_earlier=say("and {count} before them in {agenda}", count=before, agenda=agenda) if before > 0 else "",
        nothing="" if plan.coming else _nothing(context, to, page),
    )


def _about(context: Context, to: Linker, page: Page) -> Markup | str:
    """Say which entries a list holds, where that isn't plain."""
    if isinstance(page.fields, Kpi):
        return say("The entries that name it, and those that serve the goals that it measures.")
    if isinstance(page.fields, Audience) and context.analysis.coverage.of(page):
        return say("Entries at a stage are listed there; these are at none.")
    if isinstance(page.fields, Policy) and is_general(context.playbook, page):
        agenda = link_html(Link(say("the plan"), to(CALENDAR)))
        return say("It applies to every entry of {agenda}.", agenda=agenda)
    return ""


def _nothing(context: Context, to: Linker, page: Page) -> Markup | str:
    """Say that nothing is ahead, why that may be, and what to do about it."""
    fields = page.fields
    if isinstance(fields, Goal):
        return _nothing_for_goal(context, to, page, fields)
    if isinstance(fields, Policy):
        general = is_general(context.playbook, page)
        return "" if general else say("No entry ahead is of a type or for a page that this policy names.")
    if isinstance(fields, Kpi):
        return _unserved(context, to, page)
    if isinstance(fields, Journey):
        return say(
            "No entry ahead is at a stage of this journey. {add}.", add=sentence_html(plan_an_entry(context, page), to)
        )
    return say(
        "No entry ahead names {title}. {add}.", title=page.title, add=sentence_html(plan_an_entry(context, page), to)
    )


def _nothing_for_goal(context: Context, to: Linker, page: Page, goal: Goal) -> Markup | str:
    if closed := _closed(goal):
        return closed
    first, last = in_force(goal)
    if reason := context.analysis.coverage.accepted_goals.get(page.id):
        return say("Nothing is planned, and that is accepted: {reason}", reason=reason)
    if last and last < context.today:
        return say("Nothing is ahead: the goal's time was over on {day}.", day=words.day_words(last))
    if goal.lifecycle == "proposed":
        return say("Nothing is planned yet: the goal is only proposed.")
    if first and first > context.today:
        return say("Nothing is planned yet: the goal is in force from {day} on.", day=words.day_words(first))
    return say(
        "Nothing is planned for this goal, although it is in force. {add}, or {close} the goal.",
        add=sentence_html(plan_an_entry(context, page), to),
        close=_close(context, page),
    )


def _closed(goal: Goal) -> str:
    """Say why nothing has to be ahead for a goal any more; empty where something has."""
    if goal.non_goal:
        return say("Nothing is planned, and nothing will be: we decided not to do this.")
    closed = {
        "achieved": say("Nothing is ahead: the goal is achieved."),
        "dropped": say("Nothing is ahead: the goal was dropped."),
    }
    return closed.get(goal.lifecycle, "")


def _unserved(context: Context, to: Linker, kpi: Page) -> Markup | str:
    goals = context.analysis.scores.goals(kpi)
    if not goals:
        return say(
            "Nothing is ahead for this KPI: it measures no goal. Name one under {field}.", field=_CODE(text="goals")
        )
    named = Markup(", ").join(
        link_html(Link(goal.title, f"{to(context.addresses.uris[goal.path])}#when")) for goal in goals[:3]
    )
    return say("Nothing is ahead for the goals that this KPI measures: {goals}.", goals=named)


def _close(context: Context, page: Page) -> Markup:
    text = say("close")
    if context.edition.host:
        return link_html(Link(text, context.edition.host.edit(page.path)))
    return say("{close} (with {code})", close=escape(text), code=_CODE(text="lifecycle: achieved"))
