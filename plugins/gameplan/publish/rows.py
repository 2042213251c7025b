"""Entries as rows of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish import words
from gameplan.publish.icons import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence, Schedule
    from gameplan.publish.site import Edition


class Link(NamedTuple):
    """A link; without an address, a text."""

    text: str
    url: str | None = None
    icon: str = ""


class Badge(NamedTuple):
    """An entry's status."""

    label: str
    stage: str
    icon: str


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
    """The number of its first goal's area."""
    overdue: bool
    repeats: bool
    hidden: str
    """Its visibility where it is not public."""


def row(
    edition: Edition,
    to: Callable[[str], str],
    entry: Entry,
    occurrence: Occurrence | None = None,
    *,
    below_day: bool = False,
) -> Row:
    """An entry as a row, or one occurrence of it; below the name of its day only what that doesn't say."""
    playbook = edition.playbook
    goals = playbook.targets(entry, "goals")
    schedule = entry.schedule
    if occurrence is not None:
        when, day = (
            _occurrence_words(occurrence, schedule, playbook.vocabulary.zone, below_day=below_day),
            occurrence.first.isoformat(),
        )
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
        area=edition.area(goals[0]) if goals else 0,
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


def badge(entry: Entry) -> Badge:
    """An entry's status: a word and a shape."""
    stage = str(entry.status.stage)
    return Badge(entry.status.label, stage, STAGES[stage])


def links(edition: Edition, to: Callable[[str], str], pages: Iterable[Page]) -> tuple[Link, ...]:
    """Links to pages that have an address."""
    return tuple(
        Link(page.title, to(edition.uris[page.path]), page.kind.icon) for page in pages if page.path in edition.uris
    )


def people(edition: Edition, to: Callable[[str], str], page: Page) -> tuple[Link, ...]:
    """Who answers for a page: links to their pages, or the names as written."""
    found = links(edition, to, edition.playbook.targets(page, "owner"))
    return found or tuple(Link(name, None, "account-outline") for name in page.fields.owner)


def sort_key(entry: Entry) -> tuple[date, str]:
    """By the day it begins; what has no day comes last."""
    return (entry.schedule.first_day or date.max, entry.path)
