"""The agenda: the weeks from the last one on, day by day, and the way to every month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.happenings import between
from gameplan.model.days import week_id
from gameplan.publish.addresses import CALENDAR, SUBSCRIBE, month_uri
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import render
from gameplan.publish.views.buttons import add_entry
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_age import page_age
from gameplan.publish.views.rows import entry_row
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from markupsafe import Markup

    from gameplan.analysis.happenings import Happening
    from gameplan.model.page import Entry
    from gameplan.publish.addresses import Linker
    from gameplan.publish.pages.calendar.tabs import Plan

_MOST_UNDATED = 100


class Day(NamedTuple):
    """What begins on a day."""

    iso: str
    words: str
    tense: str
    """`past`, `today` or `ahead`."""
    rows: list[Markup]


class Month(NamedTuple):
    """The way to a month."""

    link: Link
    size: int
    tense: str
    name: str
    """As in its address."""


class Week(NamedTuple):
    """An ISO week."""

    id: str
    monday: str
    label: str
    words: str
    this: bool
    begins: int
    days: list[Day]


def agenda_document(plan: Plan) -> Document:
    """The plan as a list: what goes on, what comes, and what has no day yet."""
    context = plan.context
    to = context.addresses.to(CALENDAR)
    intro = context.addresses.intros.get(CALENDAR)
    title = intro.title if intro and intro.fields.title else say("The plan")
    weeks = [_week(plan, to, monday) for monday in plan.happenings.weeks]
    running = [h for h in plan.happenings.all if h.occurrence.first < plan.happenings.weeks[0] <= h.occurrence.last]
    last = plan.happenings.weeks[-1] + timedelta(days=6)
    head = render(
        "agenda.html",
        title=title,
        tabs=plan.tabs(to, "Agenda", context.today),
        pages=plan.pages,
        filters=filter_form(choices_of(context).of_entries(_shown(plan)), to),
        stamp=draw_page_age(page_age(context)),
        years=_years(plan, to),
        first=words.day_words(plan.happenings.weeks[0]),
        last=words.day_words(last),
        running=[row(entry_row(context, entry, occurrence), to) for entry, occurrence in running],
        weeks=weeks,
        empty=not any(week.begins for week in weeks),
        later=sum(h.occurrence.first > last for h in plan.happenings.all),
        undated=[row(entry_row(context, entry), to) for entry in plan.happenings.undated[:_MOST_UNDATED]],
        more_undated=max(len(plan.happenings.undated) - _MOST_UNDATED, 0),
        subscribe=to(SUBSCRIBE),
        add=add_entry(context.edition.host, context.playbook.plan, start=context.today.isoformat())
        if context.edition.host
        else None,
    )
    anchors = [Anchor(say("Under way"), "under-way")] if running else []
    anchors += [Anchor(week.label, week.id) for week in weeks if week.begins]
    anchors += [Anchor(say("No day yet"), "undated")] if plan.happenings.undated else []
    return Document(
        uri=CALENDAR,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        before=tuple(anchors),
        search={"exclude": True},
        section=CALENDAR,
    )


def _shown(plan: Plan) -> Iterator[Entry]:
    """Yield what the agenda shows: what happens in its weeks, and the first entries that have no day yet."""
    last = plan.happenings.weeks[-1] + timedelta(days=6)
    for happening in plan.happenings.all:
        if happening.occurrence.first <= last and happening.occurrence.last >= plan.happenings.weeks[0]:
            yield happening.entry
    yield from plan.happenings.undated[:_MOST_UNDATED]


def _week(plan: Plan, to: Linker, monday: date) -> Week:
    sunday = monday + timedelta(days=6)
    days: dict[date, list[Happening]] = {}
    for happening in between(plan.happenings.all, monday, sunday):
        days.setdefault(happening.occurrence.first, []).append(happening)
    today = plan.context.today
    tense = {True: "past", False: "ahead"}
    return Week(
        week_id(monday),
        monday.isoformat(),
        say("Week {number}", number=monday.isocalendar().week),
        words.days_words(monday, sunday),
        monday <= today <= sunday,
        sum(map(len, days.values())),
        [
            Day(
                day.isoformat(),
                words.day_words(day),
                "today" if day == today else tense[day < today],
                [
                    row(entry_row(plan.context, entry, occurrence, below_day=True), to)
                    for entry, occurrence in happenings
                ],
            )
            for day, happenings in days.items()
        ],
    )


def _years(plan: Plan, to: Linker) -> list[tuple[int, list[Month]]]:
    """Every month's link by its year, with how many entries touch it, and whether it is past, this one or ahead."""
    this_month = plan.context.today.replace(day=1)
    years: dict[int, list[Month]] = {}
    for month, happenings in plan.happenings.months.items():
        tense = "today" if month == this_month else "past" if month < this_month else "ahead"
        name = words.month_name(month, short=True)
        years.setdefault(month.year, []).append(
            Month(Link(name, to(month_uri(month))), len(happenings), tense, f"{month:%Y-%m}")
        )
    return list(years.items())
