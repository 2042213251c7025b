"""When an entry happens, what it waits for, and who does what by which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.workload import is_open
from gameplan.model.page import Entry
from gameplan.model.pages import CountedDeadline
from gameplan.model.status import INWARD, Stage
from gameplan.publish.addresses import month_uri
from gameplan.publish.views.entry.related import NOTHING, EntryLine, EntryList, entry_line, needed_by, needs, parts
from gameplan.publish.views.links import Link, link_to
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label
from gameplan.wording.recurrence import return_words
from gameplan.wording.relative_days import relative_words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.model.pages import Deadline
    from gameplan.publish.context import Context

_NEXT_DAYS = 3
_YEAR = timedelta(days=366)
_MOST_WARNINGS = 4


class DayLink(NamedTuple):
    """A day that leads to its place in its month."""

    day: date
    link: Link


class Day(NamedTuple):
    """When an entry is."""

    known: DayLink | None
    """None where no day is known."""
    window: str
    """What is known instead; empty where that is nothing."""
    zone: str = ""
    """The zone of its time of day, where it has one that might be mistaken."""
    length: str = ""
    """How many days it takes, where that is more than one."""
    overdue: bool = False
    unplanned: bool = False
    """Whether it went out without ever having had a day: then there is nothing to say here."""


class Returns(NamedTuple):
    """When an entry returns."""

    rule: str
    coming: tuple[DayLink, ...]
    """The next days; none of what is over."""


class DeadlineLine(NamedTuple):
    """What must be done by which day, and by whom."""

    name: str
    day: date
    words: str
    overdue: bool
    owners: tuple[Link, ...]
    done: bool
    counted: str = ""
    """How long before or after the start, where it counts from there."""


class QuietWarning(NamedTuple):
    """Quiet days on which an entry happens all the same."""

    policy: Link
    days: str
    reason: str


class When(NamedTuple):
    """When an entry is, when it returns, and what comes before and after it."""

    day: Day
    returns: Returns | None
    part_of: tuple[EntryLine, ...]
    parts: EntryList
    needs: EntryList
    needed_by: EntryList
    deadlines: tuple[DeadlineLine, ...]
    quiet: tuple[QuietWarning, ...]


def when(context: Context, entry: Entry) -> When:
    """Return all that is known of the time of an entry."""
    part_of, firsts = _entries(context, entry, "campaign"), _entries(context, entry, "depends_on")
    members, seconds = _sources(context, entry, "campaign"), _sources(context, entry, "depends_on")
    return When(
        day=_day(context, entry),
        returns=_returns(context, entry),
        part_of=tuple([entry_line(context, campaign) for campaign in part_of]),
        parts=parts(context, members) if members else NOTHING,
        needs=needs(context, entry, firsts) if firsts else NOTHING,
        needed_by=needed_by(context, entry, seconds) if seconds else NOTHING,
        deadlines=deadlines(context, entry),
        quiet=quiet_warnings(context, entry),
    )


def _entries(context: Context, entry: Entry, field: str) -> list[Entry]:
    return [
        page
        for page in context.lookups.targets(entry, field)
        if isinstance(page, Entry) and page.path in context.addresses.uris
    ]


def _sources(context: Context, entry: Entry, field: str) -> list[Entry]:
    return [
        page
        for page in context.lookups.sources(entry, field)
        if isinstance(page, Entry) and page.path in context.addresses.uris
    ]


def _day(context: Context, entry: Entry) -> Day:
    """The day in words, and how long it takes; or the window in which it lies."""
    schedule = entry.schedule
    if schedule.start is None or schedule.first_day is None:
        window = schedule.window
        if entry.status.stage.went_out and entry.entry.published and not window:
            return Day(None, "", unplanned=True)
        return Day(None, words.window_words(window.label) if window and window.first else "")
    home = context.playbook.vocabulary.zone
    days = schedule.extra_days.days + 1
    return Day(
        known=_day_link(schedule.first_day, words.schedule_words(schedule, home)),
        window="",
        zone=words.zone_words(home) if isinstance(schedule.start, datetime) and schedule.zone == home else "",
        length=plural("{count} day", "{count} days", days) if days > 1 else "",
        overdue=entry.past_due(context.today),
    )


def _day_link(day: date, text: str) -> DayLink:
    return DayLink(day, Link(text, uri=month_uri(day), place=f"d-{day}"))


def _returns(context: Context, entry: Entry) -> Returns | None:
    """The rule in words, and the next days; of what is over only the rule."""
    schedule, today = entry.schedule, context.today
    rule, last = schedule.recurrence, schedule.last_day
    if rule is None:
        return None
    said = return_words(rule)
    if last:
        said = say("{returns}, until {day}", returns=said, day=words.day_words(last, weekday=False))
    if entry.status.stage is Stage.DROPPED:
        return Returns(said, ())
    coming = islice(schedule.occurrences(today, min(last or today + _YEAR, today + _YEAR)), _NEXT_DAYS)
    return Returns(said, tuple([_day_link(each.first, words.day_words(each.first)) for each in coming]))


def deadlines(context: Context, entry: Entry) -> tuple[DeadlineLine, ...]:
    """Return what must be done by which day and by whom, in the order of the days, late ones marked."""
    if not entry.entry.deadlines:
        return ()
    found = sorted(entry.entry.deadlines.items(), key=lambda item: (item[1].on, item[0]))
    return tuple(
        [
            DeadlineLine(
                name=deadline_label(name),
                day=deadline.on,
                words=words.day_words(deadline.on),
                overdue=_is_overdue(entry, deadline, context.today),
                owners=tuple([person_link(context, owner) for owner in deadline.owner]),
                done=bool(deadline.done),
                counted=relative_words(deadline.counted) if isinstance(deadline, CountedDeadline) else "",
            )
            for name, deadline in found
        ]
    )


def _is_overdue(entry: Entry, deadline: Deadline, today: date) -> bool:
    return deadline.on < today and is_open(entry, deadline)


def person_link(context: Context, owner: str) -> Link:
    """Link to the page of somebody by their id or name as written; a text where they have none."""
    key = ("person", owner)
    made: Link | None = context.fragments.get(key)
    if made is None:
        page = context.playbook.by_path.get(context.lookups.people_paths.get(owner, ""))
        made = context.fragments[key] = link_to(context.addresses.uris, page) if page else Link(owner)
    return made


def quiet_warnings(context: Context, entry: Entry) -> tuple[QuietWarning, ...]:
    """Warn of quiet days in which an entry happens; nothing for entries that are over, or only for the team."""
    if not context.analysis.citations.quiet or not entry.status.stage.open or entry.entry.type in INWARD:
        return ()
    shared, schedule = context.analysis.citations, entry.schedule
    last = schedule.last_day
    hit = (
        quiet
        for quiet in shared.quiet
        if schedule.first_day
        and schedule.first_day <= quiet.last
        and (last is None or quiet.first <= last)
        and shared.governs(quiet.policy, entry)
        and next(entry.outgoing(quiet.first, quiet.last), None)
    )
    return tuple(
        [
            QuietWarning(
                link_to(context.addresses.uris, quiet.policy),
                words.days_words(quiet.first, quiet.last),
                quiet.reason.rstrip("."),
            )
            for quiet in islice(hit, _MOST_WARNINGS)
        ]
    )
