"""The agenda: today and what comes, day by day; what is overdue, goes on or is over is folded, and the way to every month is there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.happenings import between
from gameplan.model.days import week_id
from gameplan.publish.addresses import CALENDAR, SUBSCRIBE, month_uri, year_uri
from gameplan.publish.views.buttons import add_entry
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import Row, entry_row
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.happenings import Happening
    from gameplan.model.page import Entry
    from gameplan.publish.views.calendar.plan import Frame, Plan

_MOST_UNDATED = 100
_MOST_OVERDUE = 50


class AgendaDay(NamedTuple):
    """What begins on a day."""

    day: date
    words: str
    tense: str
    """`past`, `today` or `ahead`."""
    rows: tuple[Row, ...]


class AgendaWeek(NamedTuple):
    """An ISO week."""

    id: str
    monday: date
    label: str
    words: str
    this: bool
    begins: int
    """How much begins in it."""
    days: tuple[AgendaDay, ...]


class MonthLink(NamedTuple):
    """The way to a month."""

    link: Link
    size: int
    """How many entries touch it."""
    tense: str
    name: str
    """As in its address."""


class Year(NamedTuple):
    """The ways to the months of a year."""

    link: Link
    """To the year as a whole."""
    months: tuple[MonthLink, ...]
    near: bool
    """Whether it is this year, the last or the next one: others are folded."""


class Agenda(NamedTuple):
    """The plan as a list: what goes on, what comes, and what has no day yet."""

    title: str
    frame: Frame
    years: tuple[Year, ...]
    first: str
    last: str
    """The days from and to which it reaches, in words."""
    overdue: tuple[Row, ...]
    more_overdue: int
    running: tuple[Row, ...]
    """What began before today, and goes on."""
    earlier: tuple[AgendaDay, ...]
    """The days before today, as far as the agenda reaches back."""
    weeks: tuple[AgendaWeek, ...]
    """This one, from today on, and those that come."""
    later: int
    """How much comes after it."""
    undated: tuple[Row, ...]
    more_undated: int
    subscribe: Link
    add: Link | None
    """Where an entry is begun, where the host is known."""


def agenda(plan: Plan) -> Agenda:
    """Return what the agenda shows."""
    context, today = plan.context, plan.context.today
    intro = context.addresses.intros.get(CALENDAR)
    running = [h for h in plan.happenings.all if h.occurrence.first < today <= h.occurrence.last]
    overdue = plan.overdue
    weeks = [_week(plan, monday) for monday in plan.happenings.weeks]
    days = [day for week in weeks for day in week.days]
    last, undated = plan.happenings.weeks[-1] + timedelta(days=6), plan.happenings.undated
    host = context.edition.host
    return Agenda(
        title=plan.chosen.title if plan.chosen else intro.title if intro and intro.fields.title else say("The plan"),
        frame=plan.frame("Agenda", context.today, _shown(plan)),
        years=_years(plan),
        first=words.day_words(today),
        last=words.day_words(last),
        overdue=tuple([entry_row(context, entry) for entry in overdue[:_MOST_OVERDUE]]),
        more_overdue=max(len(overdue) - _MOST_OVERDUE, 0),
        running=tuple([entry_row(context, entry, occurrence) for entry, occurrence in running]),
        earlier=tuple([day for day in days if day.day < today]),
        weeks=tuple([_from(week, today) for week in weeks if week.monday + timedelta(days=6) >= today]),
        later=sum(h.occurrence.first > last for h in plan.happenings.all),
        undated=tuple([entry_row(context, entry) for entry in undated[:_MOST_UNDATED]]),
        more_undated=max(len(undated) - _MOST_UNDATED, 0),
        subscribe=Link("", uri=SUBSCRIBE, place=f"own-{plan.chosen.name}" if plan.chosen else ""),
        add=add_entry(host, context.playbook.plan, start=context.today.isoformat()) if host else None,
    )


def _shown(plan: Plan) -> Iterator[Entry]:
    """Yield what the agenda shows: what happens in its weeks, what is overdue, and the first entries that have no day yet."""
    last = plan.happenings.weeks[-1] + timedelta(days=6)
    for happening in plan.happenings.all:
        if happening.occurrence.first <= last and happening.occurrence.last >= plan.happenings.weeks[0]:
            yield happening.entry
    yield from plan.overdue[:_MOST_OVERDUE]
    yield from plan.happenings.undated[:_MOST_UNDATED]


def _week(plan: Plan, monday: date) -> AgendaWeek:
    sunday = monday + timedelta(days=6)
    days: dict[date, list[Happening]] = {}
    for happening in between(plan.happenings.all, monday, sunday):
        days.setdefault(happening.occurrence.first, []).append(happening)
    return AgendaWeek(
        id=week_id(monday),
        monday=monday,
        label=say("Week {number}", number=monday.isocalendar().week),
        words=words.days_words(monday, sunday),
        this=monday <= plan.context.today <= sunday,
        begins=sum(map(len, days.values())),
        days=tuple([_day(plan, day, happenings) for day, happenings in days.items()]),
    )


def _from(week: AgendaWeek, today: date) -> AgendaWeek:
    """Return a week without the days before today; today is there even if nothing begins on it."""
    if not week.this:
        return week
    days = tuple([day for day in week.days if day.day >= today])
    if not days or days[0].day != today:
        days = (AgendaDay(today, words.day_words(today), "today", ()), *days)
    return week._replace(days=days, begins=sum(len(day.rows) for day in days))


def _day(plan: Plan, day: date, happenings: list[Happening]) -> AgendaDay:
    rows = [entry_row(plan.context, entry, occurrence, below_day=True) for entry, occurrence in happenings]
    today = plan.context.today
    tense = "today" if day == today else "past" if day < today else "ahead"
    return AgendaDay(day, words.day_words(day), tense, tuple(rows))


def _years(plan: Plan) -> tuple[Year, ...]:
    """Every month's link by its year, with how many entries touch it, and whether it is past, this one or ahead."""
    this_month = plan.context.today.replace(day=1)
    years: dict[int, list[MonthLink]] = {}
    for month, happenings in plan.happenings.months.items():
        tense = "today" if month == this_month else "past" if month < this_month else "ahead"
        link = Link(words.month_name(month, short=True), uri=month_uri(month))
        years.setdefault(month.year, []).append(MonthLink(link, len(happenings), tense, f"{month:%Y-%m}"))
    return tuple(
        [
            Year(Link(str(number), uri=year_uri(number)), tuple(months), abs(number - this_month.year) <= 1)
            for number, months in years.items()
        ]
    )
