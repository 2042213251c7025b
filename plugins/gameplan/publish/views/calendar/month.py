"""The months: a row for each week.

Weeks begin on the day on which they do where the language is spoken; a row has the number of the ISO week of its Thursday, in which
most of its days lie. An entry of several days is a bar: a part of it stands in the cell of each day, in the same lane all week.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.addresses import CALENDAR, SUBSCRIBE, month_uri
from gameplan.publish.views.buttons import add_entry
from gameplan.publish.views.calendar.known_days import Known, due_marks, known_days
from gameplan.publish.views.calendar.plan import Frame, Turn, name_of
from gameplan.publish.views.chips import BarDay, BarPart, Chip, bar_day, bar_part, chip, window_chips
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import Row, placed_row
from gameplan.wording import dates as words
from gameplan.wording.locales import iso_week
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.analysis.happenings import Happening
    from gameplan.publish.views.calendar.known_days import DueMark, KnownDays
from gameplan.publish.views.calendar.plan import Plan

MOST_DUE = 3
"""Deadlines of a day that have a line each; more of them are folded."""
MOST_CHIPS = 5
"""Chips of single days in a cell; the others are folded."""
_MOST_LANES = 8
_WEEKEND, _WEEKEND_WIDTH = 5, 0.69
_HEAT = (1, 2, 4)
"""From how many entries on a day of the small month is shaded a little, more, and most."""


class DayNote(NamedTuple):
    """Something to know of a day."""

    kind: Known
    link: Link
    again: bool
    """Whether the day before says the same, in the same row."""


class MonthDay(NamedTuple):
    """A cell of the table."""

    date: date
    inside: bool
    """Whether it is a day of this month."""
    today: bool
    around: tuple[str, str]
    """What stands before and after its number."""
    bars: tuple[BarPart | BarDay | None, ...]
    """A part of a bar for each lane; None where a lane is free."""
    chips: tuple[Chip, ...]
    folded: tuple[Chip, ...]
    begins: int
    """How many entries a list of the month names on this day."""
    known: tuple[DayNote, ...] = ()
    """What else there is to know of it."""
    due: tuple[DueMark, ...] = ()
    """What must be done by it."""
    add: str = ""
    """Where an entry of this day is begun: from today on, where nothing is planned, and the host is known."""

    @property
    def quiet(self) -> bool:
        """Whether nothing goes out on it."""
        return any(note.kind is Known.QUIET for note in self.known)

    @property
    def heat(self) -> int:
        """How full it is, from 0 to 3."""
        return sum(self.begins >= least for least in _HEAT)


class MonthWeek(NamedTuple):
    """A row of the table."""

    number: int
    link: Link
    days: tuple[MonthDay, ...]


class MonthPage(NamedTuple):
    """A month."""

    title: str
    month: str
    """With its year, in a sentence."""
    month_name: str
    name: str
    """As in its address."""
    frame: Frame
    turn: Turn
    size: str
    """How many entries it has, in words."""
    weeks: tuple[MonthWeek, ...]
    offset: int
    """The place of its first day in a week, from 1."""
    undated: tuple[Chip, ...]
    longer: Link | None
    """To what has no day yet and a half-year, a year or longer that touches the month: it says how much that is."""
    agenda: Link
    empty: bool
    brief: tuple[Row, ...]
    """The entries without a page of their own."""


class _Bar(NamedTuple):
    """What of a bar is in a week."""

    happening: Happening
    first: date
    last: date
    lane: int


def days_of(month: date) -> list[date]:
    """Return the days of a month."""
    return [month.replace(day=day + 1) for day in range(calendar.monthrange(month.year, month.month)[1])]


def month_page(plan: Plan, month: date, around: tuple[date | None, date | None]) -> MonthPage:
    """Return what the page of a month shows.

    Args:
        plan: the plan.
        month: its first day.
        around: the first days of the months before and after it that have a page.
    """
    context, today = plan.context, plan.context.today
    happenings = plan.happenings.months[month]
    days = days_of(month)
    undated = plan.happenings.in_window(month, days[-1])
    more = len({happening.entry for happening in plan.happenings.windows(month, days[-1])} - set(undated))
    told = plural(
        "{count} more entry is planned for a half-year or longer",
        "{count} more entries are planned for a half-year or longer",
        more,
    )
    entries = {happening.entry: None for happening in happenings} | dict.fromkeys(undated)
    beside = [Link(words.short_month_words(other), uri=month_uri(other)) if other else None for other in around]
    return MonthPage(
        title=words.month_title(month),
        month=words.month_words(month),
        month_name=words.month_name(month),
        name=f"{month:%Y-%m}",
        frame=plan.frame("Month", month, entries),
        turn=Turn(
            before=beside[0],
            after=beside[1],
            now=Link(say("This month"), uri=month_uri(today)),
            now_name=name_of(month_uri(today)),
            current=today.replace(day=1) == month,
            subscribe=Link("", uri=SUBSCRIBE),
        ),
        size=words.entries_words(len({happening.entry for happening in happenings})),
        weeks=tuple(_weeks(plan, month)),
        offset=(month.weekday() - words.first_weekday()) % 7 + 1,
        undated=window_chips(context, undated),
        longer=Link(told, uri=CALENDAR, place="undated") if more else None,
        agenda=Link(say("The agenda"), uri=CALENDAR),
        empty=not happenings,
        brief=tuple([placed_row(context, entry) for entry in context.addresses.brief.get(month, ())]),
    )


def _weeks(plan: Plan, month: date) -> Iterator[MonthWeek]:
    days = days_of(month)
    known = known_days(plan.context, days[0], days[-1], entries=False)
    due: dict[date, list[DueMark]] = {}
    for mark in due_marks(plan.context, days[0], days[-1]):
        due.setdefault(mark.day, []).append(mark)
    singles: dict[date, list[Happening]] = {}
    spans = []
    for happening in plan.happenings.months[month]:
        if happening.occurrence.last > happening.occurrence.first:
            spans.append(happening)
        else:
            singles.setdefault(happening.occurrence.first, []).append(happening)
    for days_of_week in calendar.Calendar(words.first_weekday()).monthdatescalendar(month.year, month.month):
        bars = _lanes(spans, max(days_of_week[0], days[0]), min(days_of_week[-1], days[-1]))
        yield MonthWeek(
            iso_week(days_of_week),
            week_link(plan.happenings, days_of_week[0] + timedelta(days=3)),
            tuple(
                [
                    _day(plan, day, month, bars, singles.get(day, []))._replace(
                        known=_notes(known, day, days_of_week[0]), due=tuple(due.get(day, ()))
                    )
                    if day.month == month.month
                    else _day(plan, day, month, bars, [])
                    for day in days_of_week
                ]
            ),
        )


def _notes(known: Sequence[KnownDays], day: date, begin: date) -> tuple[DayNote, ...]:
    """What there is to know of a day; `begin` is the first of its row."""
    return tuple(
        [
            DayNote(each.kind, each.link, again=day > max(each.first, begin, day.replace(day=1)))
            for each in known
            if each.first <= day <= each.last
        ]
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


def _day(plan: Plan, day: date, month: date, bars: list[_Bar], singles: list[Happening]) -> MonthDay:
    inside = (day.year, day.month) == (month.year, month.month)
    if not inside:
        singles = []
    here = [bar for bar in bars if bar.first <= day <= bar.last] if inside else []
    lanes = {bar.lane: _part(plan, bar, day, month) for bar in here if bar.lane < _MOST_LANES}
    begun = [bar for bar in here if day == max(bar.happening.occurrence.first, month)]
    crowded = [bar.happening for bar in begun if bar.lane >= _MOST_LANES]
    shown = [chip(plan.context, *happening) for happening in singles]
    folded = [chip(plan.context, *happening, note=_until(happening)) for happening in crowded]
    return MonthDay(
        date=day,
        inside=inside,
        today=inside and day == plan.context.today,
        around=words.day_parts(day),
        bars=tuple([lanes.get(lane) for lane in range(max(lanes, default=-1) + 1)]),
        chips=tuple(shown[:MOST_CHIPS]),
        folded=tuple(shown[MOST_CHIPS:] + folded),
        begins=len(singles) + len(begun),
        add=_add(plan, day) if inside and not here and not singles else "",
    )


def _add(plan: Plan, day: date) -> str:
    context = plan.context
    if context.edition.host is None or day < context.today:
        return ""
    return add_entry(context.edition.host, context.playbook.plan, start=day.isoformat()).url or ""


def _part(plan: Plan, bar: _Bar, day: date, month: date) -> BarPart | BarDay:
    entry, occurrence = bar.happening
    first = day == max(occurrence.first, month)
    if not first and day != bar.first:
        return bar_day(plan.context, entry, occurrence, day)
    left = [day + timedelta(days=number) for number in range((bar.last - day).days + 1)]
    widths = [_WEEKEND_WIDTH if each.weekday() >= _WEEKEND else 1 for each in left]
    units, last = f"{sum(widths) / widths[0]:.3g}", day == occurrence.last
    return bar_part(plan.context, entry, occurrence, day, units, first=first, last=last)


def _until(happening: Happening) -> str:
    return say("until {day}", day=words.day_words(happening.occurrence.last, weekday=False))
