"""A year: twelve small months, each day as dark as it is full, with quiet days; above them the campaigns as bars."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import MONTHS
from gameplan.publish.addresses import month_uri, quarter_uri, year_uri
from gameplan.publish.views.calendar.known_days import Known, known_days
from gameplan.publish.views.calendar.quarter import QuarterMonth
from gameplan.publish.views.day_links import day_link
from gameplan.publish.views.lanes import Lane, Lanes, Strip
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.happenings import Happening
    from gameplan.publish.views.calendar.plan import Frame, Plan

_MOST_ROWS = 12
_LONGEST = 62
"""Days: what lasts longer says nothing of a single one of them."""
HEATS = (1, 2, 4, 7)
"""From how many entries on a day is shaded a little, more, and most."""


class YearDay(NamedTuple):
    """A day of a small month."""

    number: int
    link: Link
    """To it in its month, and what is on; leads nowhere where nothing is."""
    heat: int
    """How full it is, from 0 to 4."""
    quiet: bool
    """Whether nothing goes out on it."""
    today: bool


class YearMonth(NamedTuple):
    """A small month."""

    title: Link
    size: str
    """How many entries it has, in words."""
    offset: int
    """The place of its first day in a week, from 1."""
    days: tuple[YearDay, ...]


class YearPage(NamedTuple):
    """A year."""

    title: str
    frame: Frame
    before: Link | None
    after: Link | None
    quarters: tuple[Link, ...]
    size: str
    months: tuple[YearMonth, ...]
    first: date
    days: int
    heads: tuple[QuarterMonth, ...]
    today: int
    """The column of today; 0 where it isn't in the year."""
    campaigns: Lane | None
    """What lasts and has parts; None where there is nothing of that kind."""


def years_of(plan: Plan) -> list[int]:
    """Return the years that have a page, in order: those of which a month has one."""
    return sorted({month.year for month in plan.happenings.months})


def year_title(year: int) -> str:
    """Return the title of a year."""
    return str(year)


def year_page(plan: Plan, year: int) -> YearPage:
    """Return what the page of a year shows."""
    context, today, years = plan.context, plan.context.today, years_of(plan)
    first, last = date(year, 1, 1), date(year, 12, 31)
    place = years.index(year)
    months = [date(year, number + 1, 1) for number in range(MONTHS)]
    happenings = [each for month in months for each in plan.happenings.months.get(month, ())]
    near = today if today.year == year else first
    quiet = {
        days.first + timedelta(days=number)
        for days in known_days(context, first, last, entries=False)
        if days.kind is Known.QUIET
        for number in range((days.last - days.first).days + 1)
    }
    quarters = [quarter for quarter in plan.happenings.quarters if quarter.year == year]
    strip = Strip(first, last)
    return YearPage(
        title=year_title(year),
        frame=plan.frame("", near, (each.entry for each in happenings)),
        before=Link(str(years[place - 1]), uri=year_uri(years[place - 1])) if place else None,
        after=Link(str(years[place + 1]), uri=year_uri(years[place + 1])) if place + 1 < len(years) else None,
        quarters=tuple([Link(words.quarter_words(each), uri=quarter_uri(each)) for each in quarters]),
        size=words.entries_words(len({each.entry for each in happenings})),
        months=tuple([_month(plan, month, quiet) for month in months]),
        first=first,
        days=strip.days,
        heads=tuple([QuarterMonth(area, words.month_name(month, short=True)) for area, month in strip.months()]),
        today=strip.column(today) if today.year == year else 0,
        campaigns=_campaigns(plan, strip, happenings),
    )


def _month(plan: Plan, month: date, quiet: set[date]) -> YearMonth:
    happenings = plan.happenings.months.get(month, [])
    counts = Counter(day for each in happenings for day in _days(each))
    size = words.entries_words(len({each.entry for each in happenings}))
    return YearMonth(
        title=Link(words.month_name(month), uri=month_uri(month) if month in plan.happenings.months else ""),
        size=size if happenings else "",
        offset=(month.weekday() - words.first_weekday()) % 7 + 1,
        days=tuple(
            [
                _day(plan, month.replace(day=number + 1), counts, quiet)
                for number in range(calendar.monthrange(month.year, month.month)[1])
            ]
        ),
    )


def _days(happening: Happening) -> Iterator[date]:
    first, last = happening.occurrence.first, happening.occurrence.last
    # Of what goes on for a whole season the first day counts: else every day would be full of it.
    for number in range((last - first).days + 1 if (last - first).days < _LONGEST else 1):
        yield first + timedelta(days=number)


def _day(plan: Plan, day: date, counts: Counter[date], quiet: set[date]) -> YearDay:
    told = [words.day_words(day, year=False)]
    if counts[day]:
        told.append(words.entries_words(counts[day]))
    if day in quiet:
        told.append(say("nothing goes out"))
    text = ", ".join(told)
    return YearDay(
        number=day.day,
        link=day_link(plan.happenings, day, text) if counts[day] else Link(text),
        heat=sum(counts[day] >= least for least in HEATS),
        quiet=day in quiet,
        today=day == plan.context.today,
    )


def _campaigns(plan: Plan, strip: Strip, happenings: list[Happening]) -> Lane | None:
    context = plan.context
    happenings = [*happenings, *plan.happenings.windows(strip.first, strip.last)]
    found = dict.fromkeys(each for each in happenings if each.entry.path in context.lookups.campaigns)
    if not found:
        return None
    ordered = sorted(found, key=lambda each: (each.occurrence.first, each.entry.path))
    return Lanes(context, strip, first=strip.first, most_rows=_MOST_ROWS, least=1).lane(ordered)
