"""The plan over time, as a strip: bars for what lasts, dots for the rest, and a line for today.

The strip shows the twelve weeks around today; a goal's shows the goal's own time, where that is a year or less.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.pages import Goal, in_force
from gameplan.publish import words
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.templating import render
from gameplan.publish.views.chips import Chips
from gameplan.publish.views.lanes import Lanes, Strip
from gameplan.publish.views.plan import after, quarter_of, quarter_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

_WEEKS_BEFORE, _WEEKS = 3, 12
_MOST_WEEKS = 14
_MOST_MONTHS = 12
_MOST_ROWS = 6
_LABEL = 1.6
"""How much more of the strip a title takes than of a quarter's, which is wider."""


def strip_of(edition: Edition, page: Page) -> Strip:
    """The days that a page's strip shows."""
    first, last = in_force(page.fields) if isinstance(page.fields, Goal) else (None, None)
    if first and last and first <= last:
        weeks = Strip(words.week_of(first)[0], words.week_of(last)[1])
        if weeks.days <= _MOST_WEEKS * 7:
            return weeks
        months = Strip(first.replace(day=1), after(last.replace(day=1), 1) - timedelta(days=1))
        if months.last < after(months.first, _MOST_MONTHS):
            return months
    monday, _ = words.week_of(edition.today)
    return Strip(
        monday - timedelta(weeks=_WEEKS_BEFORE), monday + timedelta(weeks=_WEEKS - _WEEKS_BEFORE) - timedelta(days=1)
    )


def plan_strip(edition: Edition, to: Linker, entries: Iterable[Entry], strip: Strip, hue: int) -> Markup:
    """Some entries on a strip; a sentence where none falls on it, and nothing where none has a day.

    Args:
        edition: what is published.
        to: makes addresses.
        entries: the entries.
        strip: the days.
        hue: the number of the dots' colour.
    """
    dated = [entry for entry in entries if entry.schedule.start]
    if not dated:
        return Markup()
    touching = edition.plan.touching(strip.first, strip.last)
    happenings = [happening for entry in dated for happening in touching.get(entry.path, ())]
    happenings.sort(key=lambda happening: (happening.occurrence.first, happening.entry.path))
    chips = Chips(edition, to, edition.chips)
    lanes = Lanes(chips, strip, first=strip.first, most_rows=_MOST_ROWS, label=_LABEL)
    today = edition.today
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
