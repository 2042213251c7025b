"""The board: a column for each stage of an entry's way, or for each value of a field, what has to be done next first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.addresses import attachment_uri
from gameplan.model.links import linked_path
from gameplan.model.status import Stage
from gameplan.publish.addresses import CALENDAR, board_uri
from gameplan.publish.views.colours import colour
from gameplan.publish.views.counted import CountedEntry, Counting
from gameplan.publish.views.day_links import day_link
from gameplan.publish.views.facets import Facets, facets_of
from gameplan.publish.views.links import Link, link_to, links_to, people_of
from gameplan.wording import dates as words
from gameplan.wording.declared_values import called
from gameplan.wording.labels import status_label, type_label, visibility
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context
    from gameplan.publish.views.calendar.groups import Grouping
    from gameplan.publish.views.calendar.plan import Frame, Plan

_LOOK_BACK = timedelta(days=14)
_MOST_CARDS = 9
_MOST_COLUMNS = 16
_TITLES = {
    Stage.IDEA: word("Ideas"),
    Stage.PLANNED: word("Planned"),
    Stage.DRAFTING: word("In progress"),
    Stage.REVIEW: word("In review"),
    Stage.SCHEDULED: word("Scheduled"),
    Stage.PUBLISHED: word("Published"),
    Stage.HELD: word("On hold"),
}
_UNDATED_FIRST = (Stage.IDEA, Stage.PLANNED)


_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""What browsers show as a picture: plugins take others for videos and documents."""


class BoardCard(NamedTuple):
    """An entry."""

    title: Link
    facets: Facets
    colour: str
    when: str
    dated: bool
    returns: bool
    overdue: bool
    hidden: str
    """Its visibility, where the public doesn't see it."""
    status: str
    """Its own word, where several words mean the stage, or the column isn't one."""
    type: str
    about: tuple[Link, ...]
    """Channels and owners."""
    goals: tuple[Link, ...]
    picture: Link | None
    """The first picture of its text that lies in the playbook."""


class BoardColumn(NamedTuple):
    """A stage, or another group."""

    title: Link
    note: str
    stage: str
    """Empty where the board is grouped by something else."""
    size: int
    cards: tuple[BoardCard, ...]
    rest: Link | None
    """Where the others are."""
    numbers: tuple[int, ...]
    """Which they are."""


class Board(NamedTuple):
    """A column for each stage, or for each value of a field."""

    title: str
    frame: Frame
    columns: tuple[BoardColumn, ...]
    counted: tuple[CountedEntry, ...]
    today: str


def board(plan: Plan, grouping: Grouping | None = None) -> Board:
    """Return what the board shows.

    Args:
        plan: the plan.
        grouping: the field by whose values there are columns; default: by stage.
    """
    stages = _by_stage(plan)
    counting = Counting(plan.context)
    shown = [entry for found in stages.values() for entry in found]
    if grouping is None:
        columns = [
            _column(plan, counting, stage, found) for stage, found in stages.items() if found or stage is not Stage.HELD
        ]
    else:
        columns = _grouped(plan, counting, grouping, shown)
    field = grouping.own.name if grouping else ""
    frame = plan.frame("Board", plan.context.today, shown)
    return Board(
        title=board_title(grouping),
        frame=frame._replace(groups=plan.groups(say("Stage"), board_uri, field)),
        columns=tuple(columns),
        counted=counting.items,
        today=words.day_words(plan.context.today),
    )


def board_title(grouping: Grouping | None) -> str:
    """Return the title of the board, or of one that is grouped by a field."""
    return say("Board by {field}", field=called(grouping.own)) if grouping else say("Board")


def _by_stage(plan: Plan) -> dict[Stage, list[Entry]]:
    """Return what is on its way, and what went out lately, by stage."""
    stages: dict[Stage, list[Entry]] = {stage: [] for stage in _TITLES}
    since = plan.context.today - _LOOK_BACK
    for entry in plan.context.playbook.entries:
        stage = entry.status.stage
        if entry.long_past(plan.context.today):
            continue
        if stage in stages and (stage is not Stage.PUBLISHED or since <= _published(entry) <= plan.context.today):
            stages[stage].append(entry)
    return stages


def _grouped(plan: Plan, counting: Counting, grouping: Grouping, entries: Iterable[Entry]) -> list[BoardColumn]:
    """Return a column for each value of a field that any entry has; the values with the fewest entries share one where there are many."""
    by_group: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in grouping.of(entry):
            by_group.setdefault(key, []).append(entry)
    groups = [group for group in grouping.groups if group.key in by_group]
    most = sorted(groups, key=lambda group: -len(by_group[group.key]))[: _MOST_COLUMNS - 1]
    kept = groups if len(groups) <= _MOST_COLUMNS else [group for group in groups if group in most]
    found = [_group(plan, counting, group.title, by_group[group.key]) for group in kept]
    rest = {entry.path: entry for group in groups if group not in kept for entry in by_group[group.key]}
    return [*found, _group(plan, counting, Link(say("Others")), rest.values())] if rest else found


def _group(plan: Plan, counting: Counting, title: Link, entries: Iterable[Entry]) -> BoardColumn:
    """Return a column of a value: what has to be done next first, then what has no day, and last what is published."""
    order: list[tuple[date | None, Entry]] = [
        (_published(entry) if entry.status.stage is Stage.PUBLISHED else _day(plan, entry), entry) for entry in entries
    ]
    order.sort(key=lambda item: (item[1].status.stage is Stage.PUBLISHED, item[0] or date.max, item[1].path))
    return BoardColumn(
        title=title,
        note="",
        stage="",
        size=len(order),
        cards=tuple([_card(plan, entry, staged=True) for _, entry in order[:_MOST_CARDS]]),
        rest=_rest(plan, order[_MOST_CARDS:]),
        numbers=counting.of(entry for _, entry in order[_MOST_CARDS:]),
    )


def _published(entry: Entry) -> date:
    """Return when an entry was published, or was to be over."""
    return entry.entry.published or entry.out_by or date.min


def _day(plan: Plan, entry: Entry) -> date | None:
    """The day by which an entry stands in its column; None where it has none yet."""
    if entry.schedule.start is None:
        return None
    occurrence = plan.context.analysis.ahead.upcoming(entry)
    return occurrence.first if occurrence else entry.schedule.first_day


def _column(plan: Plan, counting: Counting, stage: Stage, entries: Iterable[Entry]) -> BoardColumn:
    if stage is Stage.PUBLISHED:
        dated = sorted(((_published(entry), entry) for entry in entries), key=lambda i: (-i[0].toordinal(), i[1].path))
        order: list[tuple[date | None, Entry]] = list(dated)
    else:
        nowhere = date.min if stage in _UNDATED_FIRST else date.max
        order = [(_day(plan, entry), entry) for entry in entries]
        order.sort(key=lambda item: (item[0] or nowhere, item[1].schedule.first_day or date.max, item[1].path))
    words_of_stage = sum(status.stage is stage for status in plan.context.playbook.vocabulary.statuses)
    return BoardColumn(
        title=Link(say(_TITLES[stage])),
        note=say("in the last 14 days") if stage is Stage.PUBLISHED else "",
        stage=str(stage),
        size=len(order),
        cards=tuple([_card(plan, entry, several=words_of_stage > 1) for _, entry in order[:_MOST_CARDS]]),
        rest=_rest(plan, order[_MOST_CARDS:]),
        numbers=counting.of(entry for _, entry in order[_MOST_CARDS:]),
    )


def _rest(plan: Plan, order: list[tuple[date | None, Entry]]) -> Link | None:
    """The way to what a column has no room for: the month of the first of it, or what has no day yet."""
    if not order:
        return None
    day = order[0][1].schedule.first_day if order[0][1].entry.published else order[0][0]
    count = len(order)
    if order[0][1].schedule.start is None or day is None:
        return Link(say("{count} more, with no day yet", count=count), uri=CALENDAR, place="undated")
    text = say("{count} more, from {day}", count=count, day=words.day_words(day, weekday=False))
    return day_link(plan.happenings, day, text)


def _card(plan: Plan, entry: Entry, *, several: bool = False, staged: bool = False) -> BoardCard:
    context, schedule, uris = plan.context, entry.schedule, plan.context.addresses.uris
    occurrence = context.analysis.ahead.upcoming(entry)
    own = status_label(entry.status)
    when = words.schedule_words(schedule, context.playbook.vocabulary.zone)
    if occurrence:
        when = words.days_words(occurrence.first, occurrence.last)
    targets = context.lookups.targets_by_field(entry)
    return BoardCard(
        title=link_to(uris, entry),
        facets=facets_of(context, entry),
        colour=colour(context.lookups, targets.get("goals", ())),
        when=when,
        dated=schedule.start is not None,
        returns=bool(schedule.recurrence),
        overdue=entry.overdue(context.today),
        hidden="" if entry.public else visibility(entry),
        status=own if staged or (several and own != say(_TITLES[entry.status.stage])) else "",
        type=type_label(entry.entry.type) if entry.entry.type else "",
        about=(
            *links_to(uris, targets.get("channels", ())),
            *people_of(uris, targets.get("owner", ()), entry.fields.owner),
        ),
        goals=links_to(uris, targets.get("goals", ())[:1]),
        picture=_picture(context, entry),
    )


def _picture(context: Context, entry: Entry) -> Link | None:
    """The first picture of an entry's text that lies in the playbook: nobody else's server is asked for one."""
    for link in entry.body.links:
        path = linked_path(entry.path, link.href) if link.image else None
        if path and path.lower().endswith(_PICTURES) and path in context.playbook.files:
            return Link("", uri=attachment_uri(path, context.playbook.strategy, context.playbook.plan))
    return None
