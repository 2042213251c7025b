"""Days to know besides entries: quiet days of policies, public holidays, ends of goals, key dates, and deadlines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.deadlines import deadlines_between
from gameplan.analysis.policies import quiet_days
from gameplan.analysis.workload import is_open
from gameplan.model.days import week_of
from gameplan.model.pages import Goal, in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish.addresses import GOALS
from gameplan.publish.feeds.catalogue import KEY_TYPES
from gameplan.publish.views.day_links import day_link
from gameplan.publish.views.entry.when import person_link
from gameplan.publish.views.facets import Facets, facets_of
from gameplan.publish.views.links import Link, link_to, people_of
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from gameplan.analysis.deadlines import Due
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.lanes import Strip

_MOST_MARKS = 60
_ROOM = 5
"""A title takes this part of a strip."""
_HALF_YEAR = 26 * 7
_MOST_NAMED = 5
"""Deadlines that one mark names."""


class Known(StrEnum):
    """Why somebody should know a day."""

    QUIET = "quiet"
    """Nothing goes out, says a policy."""
    HOLIDAY = "holiday"
    KEY = "key"
    """A goal ends, or something begins that everybody waits for."""
    DEADLINE = "deadline"
    """Work for an entry is due."""


class KnownDays(NamedTuple):
    """A day to know, or some days in a row."""

    first: date
    last: date
    kind: Known
    link: Link
    """What it is called, and where it leads, if anywhere."""
    words: str
    """When it is."""


class Mark(NamedTuple):
    """Days to know on a strip."""

    area: str
    """The place in the grid."""
    days: KnownDays
    backwards: bool
    """Whether what it is called stands before it, where it has no room behind."""
    size: int = 0
    """How many deadlines it stands for; 0 where it isn't that."""


class DueMark(NamedTuple):
    """A deadline that is still to be met."""

    day: date
    link: Link
    """To the entry, with what is due."""
    hint: str
    """The same with the day, and who answers for it."""
    people: tuple[str, ...]
    """Who answers for it."""
    facets: Facets
    """Those of the entry, but with who answers for the deadline."""
    overdue: bool


def due_marks(context: Context, first: date, last: date, only: Container[str] | None = None) -> list[DueMark]:
    """Return the deadlines of some days that are still to be met, in the order of their days; of all entries, or only of some."""
    known: list[Due] | None = context.fragments.get("open deadlines")
    if known is None:
        every = deadlines_between(context.playbook, date.min, date.max)
        known = context.fragments["open deadlines"] = [due for due in every if is_open(due.entry, due.deadline)]
    begin = bisect_left(known, first, key=_day_of)
    found = known[begin : bisect_right(known, last, key=_day_of)]
    return [_due(context, due) for due in found if only is None or due.entry.path in only]


def _day_of(due: Due) -> date:
    return due.deadline.on


def _due(context: Context, due: Due) -> DueMark:
    entry, day = due.entry, due.deadline.on
    text = say("{label}: {title}", label=deadline_label(due.name), title=entry.title)
    answering = [person_link(context, name) for name in due.deadline.owner] or people_of(
        context.addresses.uris, context.lookups.targets(entry, "owner"), entry.fields.owner
    )
    owners = [link.text for link in answering]
    hint = "\n".join((text, " · ".join((words.day_words(day), *owners))))
    link = link_to(context.addresses.uris, entry)._replace(text=text)
    overdue = day < context.today
    return DueMark(
        day, link, hint, tuple(owners), facets_of(context, entry, due.deadline.owner)._replace(due=None), overdue
    )


def known_days(context: Context, first: date, last: date, *, entries: bool = True) -> list[KnownDays]:
    """Return what there is to know of some days, in their order.

    Args:
        context: what is published.
        first: the first of the days.
        last: the last one.
        entries: whether entries that are key dates are among them, which other parts of a page may show by themselves.
    """
    found = [*_quiet(context, first, last), *_holidays(context, first, last), *_ends(context, first, last)]
    if entries:
        found += _key_dates(context, first, last)
    return sorted(found, key=lambda each: (each.first, each.last))


def marks(context: Context, strip: Strip, only: Container[str] | None = None) -> tuple[Mark, ...]:
    """Return what there is to know of the days of a strip, each in a row in which it has room; of long ones without holidays.

    Args:
        context: what is published.
        strip: the days.
        only: the paths of the entries whose deadlines are shown; default: all of them.
    """
    ends: list[int] = []
    made = []
    room = strip.days // _ROOM
    found = known_days(context, strip.first, strip.last)
    quiet = [days for days in found if days.kind is Known.QUIET]
    # A holiday on quiet days says nothing new there.
    found = [
        days
        for days in found
        if days.kind is not Known.HOLIDAY
        or not (strip.by_month or any(each.first <= days.first <= each.last for each in quiet))
    ]
    for days in found[:_MOST_MARKS]:
        first, last = strip.column(days.first), strip.column(days.last)
        backwards = first + room > strip.days
        begin, end = (first - room, last) if backwards else (first, max(last, first + room))
        row = next((number for number, taken in enumerate(ends) if taken < begin), len(ends))
        ends[row : row + 1] = [end]
        made.append(Mark(f"{row + 1}/{first}/auto/{last + 1}", days, backwards))
    return (*made, *_flags(context, strip, len(ends) + 1, only))


def _flags(context: Context, strip: Strip, row: int, only: Container[str] | None) -> Iterator[Mark]:
    """Yield the deadlines of a strip, those of a week as one; on strips of a year those of a month."""
    found: dict[tuple[date, date], list[DueMark]] = {}
    for due in due_marks(context, strip.first, strip.last, only):
        found.setdefault(strip.bin(due.day) if strip.days > _HALF_YEAR else week_of(due.day), []).append(due)
    for (first, last), several in found.items():
        text = plural("{count} deadline", "{count} deadlines", len(several))
        named = [due.link.text for due in several[:_MOST_NAMED]]
        if len(several) > _MOST_NAMED:
            named.append(say("and {count} more", count=len(several) - _MOST_NAMED))
        link = several[0].link if len(several) == 1 else day_link(context.analysis.happenings, several[0].day)
        days = _known(Known.DEADLINE, first, last, link._replace(text="; ".join((text, *named))))
        yield Mark(
            f"{row}/{strip.column(first)}/auto/{strip.column(last) + 1}", days, backwards=False, size=len(several)
        )


def _known(kind: Known, first: date, last: date, link: Link) -> KnownDays:
    return KnownDays(first, last, kind, link, words.days_words(first, last))


def _quiet(context: Context, first: date, last: date) -> Iterator[KnownDays]:
    for policy in context.playbook.of_kind("policy"):
        for quiet in quiet_days(policy):
            if quiet.first <= last and quiet.last >= first:
                link = link_to(context.addresses.uris, policy)._replace(text=quiet.reason or policy.title)
                yield _known(Known.QUIET, quiet.first, quiet.last, link)


def _holidays(context: Context, first: date, last: date) -> Iterator[KnownDays]:
    off = context.playbook.workdays.off
    if not off.days and not off.countries:
        return
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if off.has(day):
            yield _known(Known.HOLIDAY, day, day, Link(", ".join(off.called(day)) or say("Public holiday")))


def _ends(context: Context, first: date, last: date) -> Iterator[KnownDays]:
    ends: dict[date, list[Page]] = {}
    for goal in context.playbook.goals:
        end = in_force(goal.fields)[1] if isinstance(goal.fields, Goal) else None
        if end is not None and first <= end <= last and goal_fields(goal).lifecycle == "accepted":
            ends.setdefault(end, []).append(goal)
    for end, (goal, *others) in ends.items():
        link = link_to(context.addresses.uris, goal)._replace(text=say("End of “{goal}”", goal=goal.title))
        if others:
            link = Link(plural("End of {count} goal", "End of {count} goals", len(others) + 1), uri=GOALS)
        yield _known(Known.KEY, end, end, link)


def _key_dates(context: Context, first: date, last: date) -> Iterator[KnownDays]:
    for entry in context.playbook.entries:
        day = entry.schedule.first_day if entry.schedule.start else None
        if entry.entry.type in KEY_TYPES and day is not None and first <= day <= last:
            yield _known(Known.KEY, day, day, link_to(context.addresses.uris, entry))
