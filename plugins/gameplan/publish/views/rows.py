"""Entries as rows of a list."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.addresses import place_id
from gameplan.publish.next_time import next_time
from gameplan.publish.views.colours import colour
from gameplan.publish.views.facets import Facets, facets_of
from gameplan.publish.views.links import Badge, Link, badge, link_to, links_to, people_of
from gameplan.wording import dates as words
from gameplan.wording.labels import type_label, visibility

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.context import Context


class Time(NamedTuple):
    """When something happens, in words."""

    day: date | None
    """Its first day, where that is known."""
    words: str
    """Empty where the row stands below the name of its day, and that says all."""


class RowParts(NamedTuple):
    """What is the same in all rows of an entry."""

    colour: str
    """The classes of its colour."""
    dropped: bool
    facets: Facets
    time: Time
    """When it happens, as a whole; of what returns the next time, as long as there is one."""
    returns: bool
    overdue: bool
    link: Link
    badge: Badge
    visibility: str
    """Who may see it; empty where all may."""
    type: str
    facts: tuple[Link, ...]
    """Its channels and owners."""
    goals: tuple[Link, ...]


class Row(NamedTuple):
    """An entry in a list, or one time that it happens."""

    parts: RowParts
    time: Time | None = None
    """When it happens that time; None where the row is of the entry as a whole."""
    with_goal: bool = True
    """Whether it names the entry's goals."""
    place: str = ""
    """The row's id, where it is the entry's place on the site: links to the entry lead here."""


def entry_row(
    context: Context,
    entry: Entry,
    occurrence: Occurrence | None = None,
    *,
    below_day: bool = False,
    with_goal: bool = True,
) -> Row:
    """Return an entry as a row of a list, or one occurrence of it; of the whole entry always the same object.

    Args:
        context: what is published.
        entry: the entry.
        occurrence: one time that it happens.
        below_day: whether the row stands below the name of its day, and need not say it again.
        with_goal: whether it names the entry's goals.
    """
    if occurrence is not None:
        text = words.occurrence_words(occurrence, entry.schedule, context.playbook.vocabulary.zone, below_day=below_day)
        return Row(_parts(context, entry), Time(occurrence.first, text), with_goal)
    key = ("row", entry.path, with_goal)
    made: Row | None = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = Row(_parts(context, entry), None, with_goal)
    return made


def placed_row(context: Context, entry: Entry) -> Row:
    """Return an entry as a row of a list that is its place on the site."""
    return Row(_parts(context, entry), place=place_id(entry))


def _parts(context: Context, entry: Entry) -> RowParts:
    key = ("row parts", entry.path)
    made: RowParts | None = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = _made(context, entry)
    return made


def _made(context: Context, entry: Entry) -> RowParts:
    schedule, uris = entry.schedule, context.addresses.uris
    targets = context.lookups.targets_by_field(entry)
    goals = targets.get("goals", ())
    day, when = next_time(context, entry)
    return RowParts(
        colour=colour(context.lookups, goals),
        dropped=entry.status.stage == "dropped",
        facets=facets_of(context, entry),
        time=Time(day, when),
        returns=schedule.recurrence is not None,
        overdue=entry.overdue(context.today),
        link=link_to(uris, entry),
        badge=badge(entry.status),
        visibility="" if entry.public else visibility(entry),
        type=type_label(entry.entry.type) if entry.entry.type else "",
        facts=(
            *links_to(uris, targets.get("channels", ())),
            *people_of(uris, targets.get("owner", ()), entry.fields.owner),
        ),
        goals=links_to(uris, goals),
    )
