"""The board: a column for each stage of an entry's way, what has to be done next first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.status import Stage
from gameplan.publish.addresses import BOARD, CALENDAR
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.frame import tabs
from gameplan.publish.html.counted import counted_entries, counts
from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.icons import STAGES
from gameplan.publish.html.links import links, people
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.templates import address_of, render
from gameplan.publish.views.colours import colour
from gameplan.publish.views.counted import Counting
from gameplan.publish.views.day_links import day_link
from gameplan.publish.views.facets import facets_of
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_age import page_age
from gameplan.wording import dates as words
from gameplan.wording.labels import status_label, visibility
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.model.page import Entry
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.plan import Plan

_LOOK_BACK = timedelta(days=14)
_MOST_CARDS = 9
_TITLES = {
    Stage.IDEA: word("Ideas"),
    Stage.PLANNED: word("Planned"),
    Stage.DRAFTING: word("In the making"),
    Stage.REVIEW: word("In review"),
    Stage.SCHEDULED: word("Scheduled"),
    Stage.PUBLISHED: word("Published"),
    Stage.HELD: word("On hold"),
}
_UNDATED_FIRST = (Stage.IDEA, Stage.PLANNED)


class Card(NamedTuple):
    """An entry."""

    title: Link
    facets: Markup
    colour: str
    when: str
    dated: bool
    returns: bool
    overdue: bool
    hidden: str
    """Its visibility, where the public doesn't see it."""
    status: str
    """Its own word, where several words mean the stage."""
    about: tuple[Link, ...]
    """Channels and owners."""


class Column(NamedTuple):
    """A stage."""

    title: str
    note: str
    icon: str
    size: int
    cards: list[Card]
    rest: Link | None
    """Where the others are."""
    of: Markup
    """Which they are."""


def board_document(plan: Plan) -> Document:
    """The board."""
    to = plan.context.addresses.to(BOARD)
    stages: dict[Stage, list[Entry]] = {stage: [] for stage in _TITLES}
    since = plan.context.today - _LOOK_BACK
    for entry in plan.context.playbook.entries:
        stage = entry.status.stage
        if entry.long_past(plan.context.today):
            continue
        if stage in stages and (stage is not Stage.PUBLISHED or since <= _published(entry) <= plan.context.today):
            stages[stage].append(entry)
    counted = Counting(plan.context)
    columns = [
        _column(plan, to, counted, stage, found) for stage, found in stages.items() if found or stage is not Stage.HELD
    ]
    head = render(
        "board.html",
        title=say("Board"),
        tabs=tabs(plan.tabs("Board", plan.context.today), to),
        columns=columns,
        counted=counted_entries(counted.items, to),
        pages=plan.pages,
        filters=filter_form(
            choices_of(plan.context).of_entries(entry for found in stages.values() for entry in found), to
        ),
        stamp=draw_page_age(page_age(plan.context)),
        today=words.day_words(plan.context.today),
        empty=not any(column.size for column in columns),
    )
    return Document(
        uri=BOARD, title=say("Board"), head=head, hide=("navigation", "toc"), search={"exclude": True}, section=CALENDAR
    )


def _published(entry: Entry) -> date:
    """Return when an entry was published, or was to be over."""
    return entry.entry.published or entry.schedule.last_day or date.min


def _day(plan: Plan, entry: Entry) -> date | None:
    """The day by which an entry stands in its column; None where it has none yet."""
    if entry.schedule.start is None:
        return None
    occurrence = plan.context.analysis.ahead.upcoming(entry)
    return occurrence.first if occurrence else entry.schedule.first_day


def _column(plan: Plan, to: Linker, counted: Counting, stage: Stage, entries: Iterable[Entry]) -> Column:
    if stage is Stage.PUBLISHED:
        dated = sorted(((_published(entry), entry) for entry in entries), key=lambda i: (-i[0].toordinal(), i[1].path))
        order: list[tuple[date | None, Entry]] = list(dated)
    else:
        nowhere = date.min if stage in _UNDATED_FIRST else date.max
        order = [(_day(plan, entry), entry) for entry in entries]
        order.sort(key=lambda item: (item[0] or nowhere, item[1].schedule.first_day or date.max, item[1].path))
    words_of_stage = sum(status.stage is stage for status in plan.context.playbook.vocabulary.statuses)
    return Column(
        say(_TITLES[stage]),
        say("in the last 14 days") if stage is Stage.PUBLISHED else "",
        STAGES[stage],
        len(order),
        [_card(plan, to, entry, several=words_of_stage > 1) for _, entry in order[:_MOST_CARDS]],
        _rest(plan, to, order[_MOST_CARDS:]),
        counts(counted.of(entry for _, entry in order[_MOST_CARDS:])),
    )


def _rest(plan: Plan, to: Linker, order: list[tuple[date | None, Entry]]) -> Link | None:
    """The way to what a column has no room for: the month of the first of it, or what has no day yet."""
    if not order:
        return None
    day = order[0][1].schedule.first_day if order[0][1].entry.published else order[0][0]
    count = len(order)
    if order[0][1].schedule.start is None or day is None:
        return Link(say("{count} more, with no day yet", count=count), f"{to(CALENDAR)}#undated")
    known = day.replace(day=1) in plan.happenings.months
    text = say("{count} more, from {day}", count=count, day=words.day_words(day, weekday=False))
    return Link(text, address_of(day_link(plan.happenings, day), to) if known else to(CALENDAR))


def _card(plan: Plan, to: Linker, entry: Entry, *, several: bool) -> Card:
    context, schedule = plan.context, entry.schedule
    occurrence = context.analysis.ahead.upcoming(entry)
    own = status_label(entry.status)
    when = words.schedule_words(schedule, context.playbook.vocabulary.zone)
    if occurrence:
        when = words.days_words(occurrence.first, occurrence.last)
    channels = links(context, to, context.lookups.targets(entry, "channels"))
    return Card(
        Link(entry.title, to(context.addresses.uris[entry.path])),
        attributes(facets_of(context, entry)),
        colour(context.lookups, context.lookups.targets(entry, "goals")),
        when,
        schedule.start is not None,
        bool(schedule.recurrence),
        entry.overdue(context.today),
        "" if entry.public else visibility(entry),
        own if several and own != say(_TITLES[entry.status.stage]) else "",
        (*channels, *people(context, to, entry)),
    )
