"""The plan over time, as a strip: bars for what lasts, dots for the rest, and a line for today.

The strip shows the twelve weeks around today; a goal's shows the goal's own time, where that is a year or less.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.days import monday_of, month_after, quarter_of, week_of
from gameplan.model.pages import Goal, in_force
from gameplan.publish.addresses import quarter_uri
from gameplan.publish.html.chips import Chips
from gameplan.publish.html.lanes import Lanes, Strip
from gameplan.publish.html.templates import render
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_WEEKS_BEFORE, _WEEKS = 3, 12
_MOST_WEEKS = 14
_MOST_MONTHS = 12
_MOST_ROWS = 6
_LABEL = 1.6
"""How much more of the strip a title takes than of a quarter's, which is wider."""


def strip_of(context: Context, page: Page) -> Strip:
    """The days that a page's strip shows."""
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


def plan_strip(context: Context, to: Linker, entries: Iterable[Entry], strip: Strip, hue: int) -> Markup:
    """Some entries on a strip; a sentence where none falls on it, and nothing where none has a day.

    Args:
        context: what is published.
        to: makes addresses.
        entries: the entries.
        strip: the days.
        hue: the number of the dots' colour.
    """
    dated = [entry for entry in entries if entry.schedule.start]
    if not dated:
        return Markup()
    touching = context.analysis.happenings.touching(strip.first, strip.last)
    happenings = [happening for entry in dated for happening in touching.get(entry.path, ())]
    happenings.sort(key=lambda happening: (happening.occurrence.first, happening.entry.path))
    chips = Chips(context, to)
    lanes = Lanes(chips, strip, first=strip.first, most_rows=_MOST_ROWS, label=_LABEL)
    today = context.today
    quarter = quarter_of(today)
    made = render(
        "plan_strip.html",
        about=say(
            "The plan from {first} to {last}",
            first=words.day_words(strip.first, weekday=False),
            last=words.day_words(strip.last, weekday=False),
        ),
        nothing=_nothing(strip),
        days=strip.days,
        by_month=strip.by_month,
        hue=hue,
        months=[(area, _month(month, strip)) for area, month in strip.months()],
        lane=lanes.lane(happenings) if happenings else None,
        today=strip.column(today) if strip.first <= today <= strip.last else 0,
        quarter=Link(say("All of {quarter}", quarter=words.quarter_words(quarter)), to(quarter_uri(quarter))),
    )
    return Markup(made)  # noqa: S704 - a template's HTML


def _nothing(strip: Strip) -> str:
    return say(
        "None of it falls between {first} and {last}.",
        first=words.day_words(strip.first, weekday=False),
        last=words.day_words(strip.last, weekday=False),
    )


def _month(month: date, strip: Strip) -> str:
    """A month's name: short where there are many."""
    return words.month_name(month, short=True) if strip.by_month else words.month_words(month)
