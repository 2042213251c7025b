"""The timeline: the next weeks, half-year or year on a strip, with lanes by goals, campaigns, channels, people or audiences.

In the next weeks every entry has a bar with its title; on longer strips those that last, and the others are counted by month. What has
no day yet is a soft bar through the time in which it will happen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import monday_of
from gameplan.publish.addresses import SUBSCRIBE, picture_uri, timeline_uri, year_uri
from gameplan.publish.views.calendar.known_days import Mark, marks
from gameplan.publish.views.calendar.plan import Frame, Tab
from gameplan.publish.views.calendar.quarter import QuarterArea, QuarterMonth, QuarterWeek, lane_areas, week_heads
from gameplan.publish.views.counted import CountedEntry, Counting
from gameplan.publish.views.lanes import Lanes, Strip
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.declared_values import called
from gameplan.wording.labels import inside
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.happenings import Happening
    from gameplan.publish.views.calendar.groups import Grouping
    from gameplan.publish.views.calendar.plan import Plan

_ROWS = {"": 8, "half-year": 10, "year": 10}


class Zoom(NamedTuple):
    """How much time a timeline shows."""

    name: str
    """As in its address; empty for the next weeks."""
    weeks: int
    least: int | None
    """How many days something lasts that has a bar of its own; None: as there is room for."""

    @property
    def title(self) -> str:
        """What it is called."""
        return {
            "": say("The next {count} weeks", count=self.weeks),
            "half-year": say("The next half-year"),
            "year": say("The next year"),
        }[self.name]


ZOOMS = (Zoom("", 13, 1), Zoom("half-year", 26, None), Zoom("year", 52, None))


class TimelinePage(NamedTuple):
    """A timeline."""

    title: str
    frame: Frame
    zooms: tuple[Tab, ...]
    """The ways to more and less time; none from a view of the playbook's own."""
    subscribe: Link | None
    """Where such a view's feed is."""
    picture: Link | None
    """To the same as a picture, where there is one."""
    size: str
    """How many entries it has, in words."""
    first: date
    days: int
    months: tuple[QuarterMonth, ...]
    weeks: tuple[QuarterWeek, ...]
    """None where there is no room for them."""
    today: int
    """The column of today."""
    marks: tuple[Mark, ...]
    """Quiet days, holidays and key dates, in the order of their days."""
    areas: tuple[QuarterArea, ...]
    by: str
    """What the lanes are, in words."""
    counted: tuple[CountedEntry, ...]


def timeline_title(zoom: Zoom, grouping: Grouping | None) -> str:
    """Return the title of a timeline."""
    return say("{time} by {field}", time=zoom.title, field=inside(called(grouping.own))) if grouping else zoom.title


def timeline_page(plan: Plan, zoom: Zoom, grouping: Grouping | None = None) -> TimelinePage:
    """Return what a timeline shows.

    Args:
        plan: the plan.
        zoom: how much time.
        grouping: the field by which it has lanes; default: goals.
    """
    context, today = plan.context, plan.context.today
    field = grouping.own.name if grouping else ""
    first = monday_of(today)
    strip = Strip(first, first + timedelta(weeks=zoom.weeks, days=-1))
    counting = Counting(context)
    lanes = Lanes(context, strip, first=first, most_rows=_ROWS[zoom.name], least=zoom.least, counting=counting)
    happenings = _happenings(plan, strip)
    areas = lane_areas(context, lanes, happenings, (strip.first, strip.last), grouping)
    frame = plan.frame("Timeline", today, (happening.entry for happening in happenings))
    return TimelinePage(
        title=plan.chosen.title if plan.chosen else timeline_title(zoom, grouping),
        frame=frame._replace(groups=() if plan.chosen else _lane_tabs(plan, zoom, field)),
        zooms=()
        if plan.chosen
        else (
            *(Tab(Link(each.title, uri=timeline_uri(each.name, field)), each == zoom) for each in ZOOMS),
            *_years(plan),
        ),
        subscribe=Link("", uri=SUBSCRIBE, place=f"own-{plan.chosen.name}") if plan.chosen else None,
        picture=_picture(plan, zoom, field),
        size=words.entries_words(len({happening.entry for happening in happenings})),
        first=strip.first,
        days=strip.days,
        months=tuple(
            [QuarterMonth(area, words.month_name(month, short=strip.by_month)) for area, month in strip.months()]
        ),
        weeks=week_heads(plan, strip) if zoom.name != "year" else (),
        today=strip.column(today),
        marks=marks(context, strip, plan.only),
        areas=areas,
        by=called(grouping.own) if grouping else say("Goal"),
        counted=counting.items,
    )


def _picture(plan: Plan, zoom: Zoom, field: str) -> Link | None:
    uri = picture_uri(zoom.name)
    return None if field or plan.chosen or not plan.context.addresses.is_free(uri) else Link("", uri=uri)


def _happenings(plan: Plan, strip: Strip) -> list[Happening]:
    """What touches the days of a strip: what has a day in order, then what only has a window."""
    found = [each for several in plan.happenings.touching(strip.first, strip.last).values() for each in several]
    found.sort(key=lambda each: (each.occurrence.first, each.entry.path))
    return [*found, *plan.happenings.windows(strip.first, strip.last)]


def _years(plan: Plan) -> Iterator[Tab]:
    """Yield the ways to this year and the next one as a whole, where they have a page."""
    year = plan.context.today.year
    for each in sorted({month.year for month in plan.happenings.months} & {year, year + 1}):
        yield Tab(Link(str(each), uri=year_uri(each)), current=False)


def _lane_tabs(plan: Plan, zoom: Zoom, field: str) -> tuple[Tab, ...]:
    """The ways to the same time with other lanes."""
    ways = (("", say("Goal")), *((each.own.name, called(each.own)) for each in plan.lane_groupings))
    return tuple([Tab(Link(text, uri=timeline_uri(zoom.name, name)), name == field) for name, text in ways])
