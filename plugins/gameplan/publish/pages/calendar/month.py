"""The months: a table with a row for each week; on narrow pages the same table is a list by day.

Weeks begin on the day on which they do where the language is spoken; a row has the number of the ISO week of its Thursday, in which
most of its days lie.

An entry of several days is a bar: a part of it stands in the cell of each day, in the same lane all week, and the parts touch.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish.addresses import CALENDAR, SUBSCRIBE, month_uri, place_id
from gameplan.publish.document import Document
from gameplan.publish.html.chips import bar_day as draw_bar_day
from gameplan.publish.html.chips import bar_part as draw_bar_part
from gameplan.publish.html.chips import chip as draw_chip
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.icons import STAGES
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import address_of, relative, render
from gameplan.publish.views.buttons import add_entry
from gameplan.publish.views.chips import bar_day, bar_part, chip, legend, window_chips
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_age import page_age
from gameplan.publish.views.rows import placed_row
from gameplan.wording import dates as words
from gameplan.wording.locales import iso_week
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.happenings import Happening
    from gameplan.publish.addresses import Linker
    from gameplan.publish.pages.calendar.tabs import Plan

MOST_CHIPS = 5
"""Chips of single days in a cell; the others are folded."""
_MOST_LANES = 8
_WEEKEND, _WEEKEND_WIDTH = 5, 0.69
_GAP = Markup('<li class="gp-bar gp-bar--gap" aria-hidden="true"></li>')
_HEAT = (1, 2, 4)
"""From how many entries on a day of the small month is shaded a little, more, and most."""


class Day(NamedTuple):
    """A cell of the table."""

    date: date
    inside: bool
    """Whether it is a day of this month."""
    today: bool
    around: tuple[str, str]
    """What stands before and after its number."""
    bars: list[Markup]
    """A part of a bar for each lane; nothing where a lane is free."""
    chips: list[Markup]
    folded: list[Markup]
    begins: int
    """How many entries a list of the month names on this day."""
    add: str = ""
    """Where an entry of this day is begun: from today on, where nothing is planned, and the host is known."""

    @property
    def heat(self) -> int:
        """How full it is, from 0 to 3."""
        return sum(self.begins >= least for least in _HEAT)


class Week(NamedTuple):
    """A row of the table."""

    number: int
    url: str
    days: list[Day]


class _Bar(NamedTuple):
    """What of a bar is in a week."""

    happening: Happening
    first: date
    last: date
    lane: int


def month_documents(plan: Plan) -> Iterator[Document]:
    """A page for each month from the first to the last."""
    order = list(plan.happenings.months)
    for month, before, after in zip(order, [None, *order], [*order[1:], None], strict=False):
        yield Document(
            uri=month_uri(month),
            title=words.month_title(month),
            head=partial(_head, plan, month, (before, after)),
            ids=(
                "calendar",
                *(f"d-{day}" for day in _days_of(month)),
                *map(place_id, plan.context.addresses.brief.get(month, ())),
            ),
            hide=("navigation", "toc"),
            landscape=True,
            search={"exclude": True},
            section=CALENDAR,
            previous=month_uri(before) if before else None,
            next=month_uri(after) if after else None,
        )


def _days_of(month: date) -> list[date]:
    return [month.replace(day=day + 1) for day in range(calendar.monthrange(month.year, month.month)[1])]


def _head(plan: Plan, month: date, around: tuple[date | None, date | None]) -> str:
    to = plan.context.addresses.to(month_uri(month))
    happenings = plan.happenings.months[month]
    weeks = list(_weeks(plan, to, month))
    undated = plan.happenings.in_window(month, _days_of(month)[-1])
    entries = {happening.entry: None for happening in happenings} | dict.fromkeys(undated)
    explained = legend(plan.context, entries)
    turn = [Link(words.short_month_words(other), to(month_uri(other))) if other else None for other in around]
    return render(
        "month.html",
        title=words.month_title(month),
        month=words.month_words(month),
        tabs=plan.tabs(to, "Month", month),
        before=turn[0],
        after=turn[1],
        now=plan.now(to, month_uri(plan.context.today), say("This month")),
        current=plan.context.today.replace(day=1) == month,
        subscribe=to(SUBSCRIBE),
        count=words.entries_words(len({happening.entry for happening in happenings})),
        weekdays=words.weekday_names(words.first_weekday()),
        weeks=weeks,
        month_name=words.month_name(month),
        offset=(month.weekday() - words.first_weekday()) % 7 + 1,
        undated=[draw_chip(view, to) for view in window_chips(plan.context, undated)],
        areas=[(relative(area.link, to), area.colour) for area in explained.areas],
        statuses=[(badge.label, STAGES[badge.stage]) for badge in explained.statuses],
        agenda=to(CALENDAR),
        empty=not happenings,
        brief=[row(placed_row(plan.context, entry), to) for entry in plan.context.addresses.brief.get(month, ())],
        gap=_GAP,
        here=f"{month:%Y-%m}",
        pages=plan.pages,
        filters=filter_form(choices_of(plan.context).of_entries(entries), to),
        stamp=draw_page_age(page_age(plan.context)),
        free=[day for week in weeks for day in week.days if day.add],
    )


def _weeks(plan: Plan, to: Linker, month: date) -> Iterator[Week]:
    days = _days_of(month)
    singles: dict[date, list[Happening]] = {}
    spans = []
    for happening in plan.happenings.months[month]:
        if happening.occurrence.last > happening.occurrence.first:
            spans.append(happening)
        else:
            singles.setdefault(happening.occurrence.first, []).append(happening)
    for days_of_week in calendar.Calendar(words.first_weekday()).monthdatescalendar(month.year, month.month):
        bars = _lanes(spans, max(days_of_week[0], days[0]), min(days_of_week[-1], days[-1]))
        yield Week(
            iso_week(days_of_week),
            address_of(week_link(plan.happenings, days_of_week[0] + timedelta(days=3)), to),
            [_day(plan, to, day, month, bars, singles.get(day, [])) for day in days_of_week],
        )


def _lanes(spans: list[Happening], first: date, last: date) -> list[_Bar]:
    """The bars of a week's days: those that began first, and longer ones, higher up."""
    found: list[_Bar] = []
    ends: list[date] = []
    touching = [span for span in spans if span.occurrence.first <= last and span.occurrence.last >= first]
    for span in sorted(
        touching, key=lambda span: (max(span.occurrence.first, first), -span.occurrence.last.toordinal())
    ):
        begin, end = max(span.occurrence.first, first), min(span.occurrence.last, last)
        lane = next((lane for lane, taken in enumerate(ends) if taken < begin), len(ends))
        ends[lane : lane + 1] = [end]
        found.append(_Bar(span, begin, end, lane))
    return found


def _day(plan: Plan, to: Linker, day: date, month: date, bars: list[_Bar], singles: list[Happening]) -> Day:
    inside = (day.year, day.month) == (month.year, month.month)
    if not inside:
        singles = []
    here = [bar for bar in bars if bar.first <= day <= bar.last] if inside else []
    lanes = {bar.lane: _part(plan, to, bar, day, month) for bar in here if bar.lane < _MOST_LANES}
    begun = [bar for bar in here if day == max(bar.happening.occurrence.first, month)]
    crowded = [bar.happening for bar in begun if bar.lane >= _MOST_LANES]
    shown = [draw_chip(chip(plan.context, *happening), to) for happening in singles]
    folded = [draw_chip(chip(plan.context, *happening, note=_until(happening)), to) for happening in crowded]
    return Day(
        date=day,
        inside=inside,
        today=inside and day == plan.context.today,
        around=words.day_parts(day),
        bars=[lanes.get(lane, Markup()) for lane in range(max(lanes, default=-1) + 1)],
        chips=shown[:MOST_CHIPS],
        folded=shown[MOST_CHIPS:] + folded,
        begins=len(singles) + len(begun),
        add=_add(plan, day) if inside and not here and not singles else "",
    )


def _add(plan: Plan, day: date) -> str:
    context = plan.context
    if context.edition.host is None or day < context.today:
        return ""
    return add_entry(context.edition.host, context.playbook.plan, start=day.isoformat()).url or ""


def _part(plan: Plan, to: Linker, bar: _Bar, day: date, month: date) -> Markup:
    entry, occurrence = bar.happening
    first = day == max(occurrence.first, month)
    if not first and day != bar.first:
        return draw_bar_day(bar_day(plan.context, entry, occurrence, day), to)
    left = [day + timedelta(days=number) for number in range((bar.last - day).days + 1)]
    widths = [_WEEKEND_WIDTH if each.weekday() >= _WEEKEND else 1 for each in left]
    units, last = f"{sum(widths) / widths[0]:.3g}", day == occurrence.last
    view = bar_part(plan.context, entry, occurrence, day, units, first=first, last=last)
    return draw_bar_part(view, to)


def _until(happening: Happening) -> str:
    return say("until {day}", day=words.day_words(happening.occurrence.last, weekday=False))
