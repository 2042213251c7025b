"""Entries as rows of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.model.addresses import slug
from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.links import links, people
from gameplan.publish.html.templates import Fragment, icon_html, link_html, status_html
from gameplan.publish.views.colours import colour
from gameplan.publish.views.links import badge
from gameplan.wording import dates as words
from gameplan.wording.labels import type_label, visibility
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence, Schedule
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_NOTHING = Markup()
_ROW = Fragment(
    '<li{anchor} class="{style}" {facets}>\n<div class="gp-row__when">{when}{marks}</div>\n{what}\n{why}</li>'
)
_ANCHOR = Fragment(' id="{name}"')
_TIME = Fragment('<time datetime="{day}">{words}</time>')
_REPEATS = Fragment(' <span class="gp-quiet" title="{returns}">{icon}<span class="gp-sr">{returns}</span></span>')
_OVERDUE = Fragment('<strong class="gp-overdue">{overdue}</strong>')
_WHAT = Fragment(
    '<div class="gp-row__what"><a class="gp-row__title" href="{url}">{title}</a>\n<div class="gp-row__facts">{facts}</div></div>'
)
_HIDDEN = Fragment('<span class="gp-chip">{icon}{visibility}</span>')
_TYPE = Fragment("<span>{name}</span>")
_WHY = Fragment('<div class="gp-row__why">{goals}</div>\n')


class RowParts(NamedTuple):
    """What is the same in all rows of an entry on pages of one depth."""

    style: Markup
    """Its classes."""
    facets: Markup
    """What it can be filtered by, and when it is overdue."""
    when: Markup
    """When it happens, as a whole."""
    marks: Markup
    """Whether it returns, and whether it is overdue."""
    what: Markup
    """Its title, status, type, channels and owners."""
    why: Markup
    """Its goals."""


def row(
    context: Context,
    to: Linker,
    entry: Entry,
    occurrence: Occurrence | None = None,
    *,
    below_day: bool = False,
    with_goal: bool = True,
) -> Markup:
    """An entry as a row of a list, or one occurrence of it.

    Args:
        context: what is published.
        to: makes addresses; most of a row is made once for all pages of one depth.
        entry: the entry.
        occurrence: one time that it happens.
        below_day: whether the row stands below the name of its day, and need not say it again.
        with_goal: whether it names the entry's goals.
    """
    key = ("row", entry.path, to.up, with_goal)
    known: Markup | None = context.fragments.get(key) if occurrence is None else None
    if known is not None:
        return known
    parts = _known_parts(context, to, entry)
    when = parts.when
    if occurrence is not None:
        text = _occurrence_words(occurrence, entry.schedule, context.playbook.vocabulary.zone, below_day=below_day)
        when = _when(occurrence.first, text)
    made = _ROW(
        anchor=_NOTHING,
        style=parts.style,
        facets=parts.facets,
        when=when,
        marks=parts.marks,
        what=parts.what,
        why=parts.why if with_goal else _NOTHING,
    )
    if occurrence is None:
        context.fragments[key] = made
    return made


def placed_row(context: Context, to: Linker, entry: Entry) -> Markup:
    """An entry as a row of a list that is its place on the site: links to it lead here."""
    parts = _known_parts(context, to, entry)
    return _ROW(anchor=_ANCHOR(name=place_id(entry)), **parts._asdict())


def _known_parts(context: Context, to: Linker, entry: Entry) -> RowParts:
    key = ("row parts", entry.path, to.up)
    parts: RowParts | None = context.fragments.get(key)
    if parts is None:
        parts = context.fragments[key] = _parts(context, to, entry)
    return parts


def _parts(context: Context, to: Linker, entry: Entry) -> RowParts:
    schedule, goals = entry.schedule, context.lookups.targets(entry, "goals")
    dropped = " gp-row--dropped" if entry.status.stage == "dropped" else ""
    repeats = _REPEATS(icon=icon_html("sync"), returns=say("returns")) if schedule.recurrence else _NOTHING
    return RowParts(
        style=escape(f"gp-row {colour(context.lookups, goals)}{dropped}"),
        facets=attributes(context, entry),
        when=_when(
            schedule.first_day if schedule.start else None,
            words.schedule_words(schedule, context.playbook.vocabulary.zone),
        ),
        marks=repeats + (_OVERDUE(overdue=say("overdue")) if entry.overdue(context.today) else _NOTHING),
        what=_WHAT(url=to(context.addresses.uris[entry.path]), title=entry.title, facts=_facts(context, to, entry)),
        why=_WHY(goals=_NOTHING.join(link_html(goal, icon=True) for goal in links(context, to, goals))),
    )


def _facts(context: Context, to: Linker, entry: Entry) -> Markup:
    facts = [status_html(badge(entry))]
    if not entry.public:
        facts.append(_HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(entry)))
    if entry.entry.type:
        facts.append(_TYPE(name=type_label(entry.entry.type)))
    shown = (*links(context, to, context.lookups.targets(entry, "channels")), *people(context, to, entry))
    return _NOTHING.join([*facts, *(link_html(link, icon=True) for link in shown)])


def _when(day: date | None, text: str) -> Markup:
    """Draw when something happens, readable for programs too where its day is known."""
    return _TIME(day=day.isoformat(), words=text) if day and text else escape(text)


def _occurrence_words(occurrence: Occurrence, schedule: Schedule, home_zone: str, *, below_day: bool) -> str:
    clock = words.clock_words(occurrence.clock) if occurrence.clock else ""
    if clock and schedule.zone != home_zone:
        clock += f" {words.zone_words(schedule.zone)}"
    if not below_day:
        return ", ".join(part for part in (words.days_words(occurrence.first, occurrence.last), clock) if part)
    until = ""
    if occurrence.last > occurrence.first:
        until = say("until {day}", day=words.day_words(occurrence.last, weekday=False))
    return ", ".join(part for part in (clock, until) if part)


def place_id(entry: Entry) -> str:
    """The id of an entry's row on its month, where it has no page of its own."""
    return f"entry-{slug(entry.id)}"
