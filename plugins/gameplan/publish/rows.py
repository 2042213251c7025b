"""Entries as rows of a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.model.addresses import slug
from gameplan.publish import words
from gameplan.publish.facets import attributes
from gameplan.publish.language import say
from gameplan.publish.links import badge, links, people
from gameplan.publish.names import type_label, visibility
from gameplan.publish.templating import Piece, icon_html, link_html, status_html

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence, Schedule
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

_NOTHING = Markup()
_ROW = Piece('<li{anchor} class="{style}" {facets}>\n<div class="gp-row__when">{when}{marks}</div>\n{what}\n{why}</li>')
_ANCHOR = Piece(' id="{name}"')
_TIME = Piece('<time datetime="{day}">{words}</time>')
_REPEATS = Piece(' <span class="gp-quiet" title="{returns}">{icon}<span class="gp-sr">{returns}</span></span>')
_OVERDUE = Piece('<strong class="gp-overdue">{overdue}</strong>')
_WHAT = Piece(
    '<div class="gp-row__what"><a class="gp-row__title" href="{url}">{title}</a>\n<div class="gp-row__facts">{facts}</div></div>'
)
_HIDDEN = Piece('<span class="gp-chip">{icon}{visibility}</span>')
_TYPE = Piece("<span>{name}</span>")
_WHY = Piece('<div class="gp-row__why">{goals}</div>\n')


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
    edition: Edition,
    to: Linker,
    entry: Entry,
    occurrence: Occurrence | None = None,
    *,
    below_day: bool = False,
    with_goal: bool = True,
) -> Markup:
    """An entry as a row of a list, or one occurrence of it.

    Args:
        edition: what is published.
        to: makes addresses; most of a row is made once for all pages of one depth.
        entry: the entry.
        occurrence: one time that it happens.
        below_day: whether the row stands below the name of its day, and need not say it again.
        with_goal: whether it names the entry's goals.
    """
    key = (entry.path, to.up, with_goal)
    if occurrence is None and key in edition.whole_rows:
        return edition.whole_rows[key]
    parts = _known_parts(edition, to, entry)
    when = parts.when
    if occurrence is not None:
        text = _occurrence_words(occurrence, entry.schedule, edition.playbook.vocabulary.zone, below_day=below_day)
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
        edition.whole_rows[key] = made
    return made


def placed_row(edition: Edition, to: Linker, entry: Entry) -> Markup:
    """An entry as a row of a list that is its place on the site: links to it lead here."""
    parts = _known_parts(edition, to, entry)
    return _ROW(anchor=_ANCHOR(name=place_id(entry)), **parts._asdict())


def _known_parts(edition: Edition, to: Linker, entry: Entry) -> RowParts:
    key = (entry.path, to.up)
    parts = edition.rows.get(key)
    if parts is None:
        parts = edition.rows[key] = _parts(edition, to, entry)
    return parts


def _parts(edition: Edition, to: Linker, entry: Entry) -> RowParts:
    schedule, goals = entry.schedule, edition.targets(entry, "goals")
    dropped = " gp-row--dropped" if entry.status.stage == "dropped" else ""
    repeats = _REPEATS(icon=icon_html("sync"), returns=say("returns")) if schedule.recurrence else _NOTHING
    return RowParts(
        style=escape(f"gp-row {edition.colour(goals)}{dropped}"),
        facets=attributes(edition, entry),
        when=_when(
            schedule.first_day if schedule.start else None,
            words.schedule_words(schedule, edition.playbook.vocabulary.zone),
        ),
        marks=repeats + (_OVERDUE(overdue=say("overdue")) if entry.overdue(edition.today) else _NOTHING),
        what=_WHAT(url=to(edition.uris[entry.path]), title=entry.title, facts=_facts(edition, to, entry)),
        why=_WHY(goals=_NOTHING.join(link_html(goal, icon=True) for goal in links(edition, to, goals))),
    )


def _facts(edition: Edition, to: Linker, entry: Entry) -> Markup:
    facts = [status_html(badge(entry))]
    if not entry.public:
        facts.append(_HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(entry)))
    if entry.entry.type:
        facts.append(_TYPE(name=type_label(entry.entry.type)))
    shown = (*links(edition, to, edition.targets(entry, "channels")), *people(edition, to, entry))
    return _NOTHING.join([*facts, *(link_html(link, icon=True) for link in shown)])


def _when(day: date | None, text: str) -> Markup:
    """When something happens, readable for programs too where its day is known."""
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


def sort_key(entry: Entry) -> tuple[date, str]:
    """By the day it begins; what has no day comes last."""
    return (entry.schedule.first_day or date.max, entry.path)


def place_id(entry: Entry) -> str:
    """The id of an entry's row on its month, where it has no page of its own."""
    return f"entry-{slug(entry.id)}"
