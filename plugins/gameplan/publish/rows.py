"""Entries as rows of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish import words
from gameplan.publish.links import Badge, Link, badge, links, people
from gameplan.publish.templating import Linker, render

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence, Schedule
    from gameplan.publish.site import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry in a list."""

    link: Link
    when: str
    day: str
    """The first day, ISO; empty where it isn't known."""
    status: Badge
    type: str
    channels: tuple[Link, ...]
    owners: tuple[Link, ...]
    goals: tuple[Link, ...]
    area: int
    """The number of its colour, 0 for none."""
    overdue: bool
    repeats: bool
    hidden: str
    """Its visibility where it is not public."""


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
        to: makes addresses; rows for pages of one depth are rendered once.
        entry: the entry.
        occurrence: one time that it happens.
        below_day: whether the row stands below the name of its day, and need not say it again.
        with_goal: whether it names the entry's goals.
    """
    key = (entry.path, occurrence, below_day, with_goal, to.up)
    made = edition.rows.get(key)
    if made is None:
        values = _row(edition, to, entry, occurrence, below_day=below_day)
        made = edition.rows[key] = Markup(render("row.html", row=values, with_goal=with_goal))  # noqa: S704 - a template's, escaped
    return made


def _row(edition: Edition, to: Linker, entry: Entry, occurrence: Occurrence | None, *, below_day: bool) -> Row:
    playbook, schedule = edition.playbook, entry.schedule
    goals = playbook.targets(entry, "goals")
    if occurrence is not None:
        when = _occurrence_words(occurrence, schedule, playbook.vocabulary.zone, below_day=below_day)
        day = occurrence.first.isoformat()
    else:
        when = words.schedule_words(schedule, playbook.vocabulary.zone)
        day = schedule.first_day.isoformat() if schedule.start and schedule.first_day else ""
    return Row(
        link=Link(entry.title, to(edition.uris[entry.path])),
        when=when,
        day=day,
        status=badge(entry),
        type=(entry.entry.type or "").capitalize(),
        channels=links(edition, to, playbook.targets(entry, "channels")),
        owners=people(edition, to, entry),
        goals=links(edition, to, goals),
        area=edition.hue(goals),
        overdue=entry.overdue(edition.today),
        repeats=schedule.recurrence is not None,
        hidden="" if entry.public else entry.fields.visibility,
    )


def _occurrence_words(occurrence: Occurrence, schedule: Schedule, home_zone: str, *, below_day: bool) -> str:
    clock = f"{occurrence.clock:%H:%M}" if occurrence.clock else ""
    if clock and schedule.zone != home_zone:
        clock += f" {words.zone_words(schedule.zone)}"
    if not below_day:
        return ", ".join(part for part in (words.days_words(occurrence.first, occurrence.last), clock) if part)
    until = f"until {words.day_words(occurrence.last, weekday=False)}" if occurrence.last > occurrence.first else ""
    return ", ".join(part for part in (clock, until) if part)


def sort_key(entry: Entry) -> tuple[date, str]:
    """By the day it begins; what has no day comes last."""
    return (entry.schedule.first_day or date.max, entry.path)
