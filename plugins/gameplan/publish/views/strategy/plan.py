"""When: what is planned for a page, over time and as a list, and what to do where nothing is.

The strip shows the twelve weeks around today: bars for what lasts, dots for the rest, and a line for today. A goal's shows the goal's
own time, where that is a year or less.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import is_general
from gameplan.model.days import monday_of, month_after, quarter_of, week_of
from gameplan.model.further_pages import Format
from gameplan.model.pages import Audience, Goal, Journey, Kpi, Policy, in_force
from gameplan.publish.addresses import CALENDAR, quarter_uri
from gameplan.publish.views.buttons import plan_an_entry
from gameplan.publish.views.lanes import Lane, Lanes, Strip
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import Row, entry_row
from gameplan.publish.views.sentences import Code, Sentence, sentence
from gameplan.wording import dates as words
from gameplan.wording.speech import hinted, plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

MOST_ROWS = 100
"""Rows of a list on a page; the rest is counted, and stands in the agenda."""
_WEEKS_BEFORE, _WEEKS = 3, 12
_MOST_WEEKS = 14
_MOST_MONTHS = 12
_MOST_ROWS = 6
_MOST_PARTS = 24
_LONGEST_CAMPAIGN = 366
_LABEL = 1.6
"""How much more of the strip a title takes than of a quarter's, which is wider."""


def strip_of(context: Context, page: Page) -> Strip:
    """Return the days that a page's strip shows."""
    first, last = in_force(page.fields) if isinstance(page.fields, Goal) else (None, None)
    if first and last and first <= last:
        weeks = Strip(monday_of(first), week_of(last)[1])
        if weeks.days <= _MOST_WEEKS * 7:
            return weeks
        months = Strip(first.replace(day=1), month_after(last.replace(day=1), 1) - timedelta(days=1))
        if months.last < month_after(months.first, _MOST_MONTHS):
            return months
    monday = monday_of(context.today)
    return Strip(
        monday - timedelta(weeks=_WEEKS_BEFORE), monday + timedelta(weeks=_WEEKS - _WEEKS_BEFORE) - timedelta(days=1)
    )


class Month(NamedTuple):
    """A month on a strip."""

    area: str
    """Its place in the grid."""
    name: str


class PlanStrip(NamedTuple):
    """Some entries on a strip."""

    about: str
    """Which days it shows."""
    nothing: str
    """What is said where nothing falls on it."""
    days: int
    by_month: bool
    hue: int
    """The number of the dots' colour."""
    months: tuple[Month, ...]
    lane: Lane | None
    """None where nothing falls on it."""
    today: int
    """The column of today; 0 where it isn't on the strip."""
    quarter: Link


class PlanPanel(NamedTuple):
    """What is planned for a page."""

    strip: PlanStrip | None
    """None where nothing has a day."""
    about: str | Sentence
    """Which entries these are, where that isn't plain."""
    ahead: tuple[Row, ...]
    more: Sentence | None
    earlier: tuple[Row, ...]
    earlier_words: str
    more_earlier: Sentence | None
    nothing: str | Sentence
    """Why nothing is ahead, and what to do about it."""


def plan_panel(context: Context, page: Page) -> PlanPanel:
    """Return what is planned for a page."""
    plan = context.analysis.page_plans.of(page)
    staged = {entry for cell in context.analysis.coverage.of(page) for entry in cell.entries}
    coming = [(occurrence, entry) for occurrence, entry in plan.coming if entry not in staged]
    with_goal = not isinstance(page.fields, Goal) or bool(context.playbook.children(page))
    more, before, agenda = len(coming) - MOST_ROWS, len(plan.earlier) - MOST_ROWS, _agenda()
    ahead = [entry_row(context, entry, occurrence, with_goal=with_goal) for occurrence, entry in coming[:MOST_ROWS]]
    return PlanPanel(
        strip=plan_strip(context, page, plan.entries),
        about=_about(context, page),
        ahead=tuple(ahead),
        more=sentence(say("and {count} more in {agenda}"), count=str(more), agenda=agenda) if more > 0 else None,
        earlier=tuple([entry_row(context, entry, with_goal=with_goal) for entry in plan.earlier[:MOST_ROWS]]),
        earlier_words=plural("{count} earlier entry", "{count} earlier entries", len(plan.earlier)),
        more_earlier=sentence(say("and {count} before them in {agenda}"), count=str(before), agenda=agenda)
        if before > 0
        else None,
        nothing="" if plan.coming else _nothing(context, page),
    )


def _agenda() -> Link:
    return Link(say("the plan"), uri=CALENDAR)


def plan_strip(context: Context, page: Page, entries: Iterable[Entry]) -> PlanStrip | None:
    """Return some entries on a page's strip; None where none has a day."""
    dated = [entry for entry in entries if entry.schedule.start]
    return _drawn(context, page, strip_of(context, page), dated) if dated else None


def campaign_strip(context: Context, campaign: Entry, parts: Iterable[Entry]) -> PlanStrip | None:
    """Return a campaign and its parts on a strip from the first to the last of them; None where none has a day."""
    dated = [entry for entry in (campaign, *parts) if entry.schedule.start]
    first = min((day for entry in dated if (day := entry.schedule.first_day)), default=None)
    if first is None:
        return None
    last = max((entry.schedule.last_day or first for entry in dated), default=first)
    strip = Strip(monday_of(first), week_of(min(last, first + timedelta(days=_LONGEST_CAMPAIGN)))[1])
    return _drawn(context, campaign, strip, dated, least=1, most_rows=_MOST_PARTS)


def _drawn(
    context: Context,
    page: Page,
    strip: Strip,
    dated: Sequence[Entry],
    *,
    least: int | None = None,
    most_rows: int = _MOST_ROWS,
) -> PlanStrip:
    today = context.today
    touching = context.analysis.happenings.touching(strip.first, strip.last)
    happenings = [happening for entry in dated for happening in touching.get(entry.path, ())]
    happenings.sort(key=lambda happening: (happening.occurrence.first, happening.entry.path))
    lanes = Lanes(context, strip, first=strip.first, most_rows=most_rows, label=_LABEL, least=least)
    first, last = words.day_words(strip.first, weekday=False), words.day_words(strip.last, weekday=False)
    quarter = quarter_of(today)
    said = say("All of {quarter}", quarter=words.quarter_words(quarter))
    return PlanStrip(
        about=say("The plan from {first} to {last}", first=first, last=last),
        nothing=say("None of it falls between {first} and {last}.", first=first, last=last),
        days=strip.days,
        by_month=strip.by_month,
        hue=context.lookups.hue([page]) if isinstance(page.fields, Goal) else 0,
        months=tuple([Month(area, _month(month, strip)) for area, month in strip.months()]),
        lane=lanes.lane(happenings) if happenings else None,
        today=strip.column(today) if strip.first <= today <= strip.last else 0,
        quarter=Link(said, uri=quarter_uri(quarter)),
    )


def _month(month: date, strip: Strip) -> str:
    """A month's name: short where there are many."""
    return words.month_name(month, short=True) if strip.by_month else words.month_words(month)


def _about(context: Context, page: Page) -> str | Sentence:
    """Say which entries a list holds, where that isn't plain."""
    if isinstance(page.fields, Kpi):
        return say("The entries that name it, and those that serve the goals that it measures.")
    if isinstance(page.fields, Audience) and context.analysis.coverage.of(page):
        return say("Entries at a stage are listed there; these are at none.")
    if isinstance(page.fields, Policy) and is_general(context.playbook, page):
        return sentence(say("It applies to every entry of {agenda}."), agenda=_agenda())
    return ""


def _nothing(context: Context, page: Page) -> str | Sentence:
    """Say that nothing is ahead, why that may be, and what to do about it."""
    fields = page.fields
    if isinstance(fields, Goal):
        return _nothing_for_goal(context, page, fields)
    if isinstance(fields, Policy):
        general = is_general(context.playbook, page)
        return "" if general else say("No entry ahead is of a type or for a page that this policy names.")
    if isinstance(fields, Kpi):
        return _unserved(context, page)
    add = plan_an_entry(context, page)
    if isinstance(fields, Journey):
        return sentence(hinted("No entry ahead is at a stage of this journey. {add}."), add=add)
    if isinstance(fields, Format):
        return sentence(hinted("No entry ahead is of this type. {add}."), add=add)
    return sentence(hinted("No entry ahead names {title}. {add}."), title=page.title, add=add)


def _nothing_for_goal(context: Context, page: Page, goal: Goal) -> str | Sentence:
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
    return sentence(
        hinted("Nothing is planned for this goal, although it is in force. {add}, or {close} the goal."),
        add=plan_an_entry(context, page),
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


def _unserved(context: Context, kpi: Page) -> Sentence:
    goals, uris = context.analysis.scores.goals(kpi), context.addresses.uris
    if not goals:
        text = hinted("Nothing is ahead for this KPI: it measures no goal. Name one under {field}.")
        return sentence(text, field=Code("goals"))
    named = tuple([Link(goal.title, uri=uris[goal.path], place="when") for goal in goals[:3]])
    return sentence(say("Nothing is ahead for the goals that this KPI measures: {goals}."), goals=named)


def _close(context: Context, page: Page) -> Link | Sentence:
    text = say("close")
    if context.edition.host:
        return Link(text, context.edition.host.edit(page.path))
    return sentence(say("{close} (with {code})"), close=text, code=Code("lifecycle: achieved"))
