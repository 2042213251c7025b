"""Chips: entries in a calendar, as small as they can be. What lasts is a bar, in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.dependencies import too_early
from gameplan.analysis.health import HealthState
from gameplan.model.page import Entry
from gameplan.publish.addresses import LEGEND
from gameplan.publish.next_time import next_time
from gameplan.publish.views.colours import colour
from gameplan.publish.views.entry.why import kpi_line
from gameplan.publish.views.facets import Facets, facets_of
from gameplan.publish.views.links import Badge, Link, badge, link_to, people_of
from gameplan.wording import dates as words
from gameplan.wording.labels import entry_status, visibility
from gameplan.wording.speech import say
from gameplan.wording.standings import state_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.context import Context

_MOST_GOALS = 3


class ChipParts(NamedTuple):
    """What is the same in all chips of an entry."""

    colour: str
    """The classes of its colour."""
    badge: Badge
    overdue: bool
    early: bool
    """Whether it begins before something that it waits for is done."""
    visibility: str
    """Who may see it; empty where all may."""
    facets: Facets
    link: Link
    hint: str
    """What a reader who points at it wants to know, a line each: the whole title, when, who, which goals, and what it waits for."""


class Chip(NamedTuple):
    """A chip that stands for itself."""

    parts: ChipParts
    clock: str
    """The time of day, where it has one."""
    note: str


class BarPart(NamedTuple):
    """The part of a bar that has its label: where it begins on the page, and at the beginning of each week."""

    parts: ChipParts
    clock: str
    ends: str
    """When it ends."""
    units: str
    """How much room the label has, in widths of its day."""
    begins: bool
    """Whether the bar begins there."""
    first: bool
    """Whether it is the first part on the page, for the keyboard and for narrow pages."""
    last: bool
    """Whether the bar ends on that day."""


class BarDay(NamedTuple):
    """The part of a bar on a day on which it only goes on."""

    parts: ChipParts
    day: int
    """The how-manieth of its days that is."""
    days: int


class StripBar(NamedTuple):
    """A bar on a strip."""

    parts: ChipParts
    days: str
    area: str
    """Its place in the grid."""
    backwards: bool
    """Whether its title ends with it, instead of beginning with it."""
    soft: bool
    """Whether it has no day yet, and stands for the time in which it will happen."""
    bare: bool
    """Whether its title is only for whoever hears it: it happens again, and the first time names it."""
    room: int = 0
    """How many days of the strip its title may take; 0 where it has none."""


class LegendArea(NamedTuple):
    """A goal area, and its colour."""

    link: Link
    colour: str


class Legend(NamedTuple):
    """What colours and shapes mean."""

    areas: tuple[LegendArea, ...]
    statuses: tuple[Badge, ...]
    overdue: bool
    """Whether any of it is overdue, which has a mark."""
    whole: Link
    """To what all signs mean."""


def chip_parts(context: Context, entry: Entry) -> ChipParts:
    """Return what is the same in all chips of an entry, made once."""
    key = ("chip parts", entry.path)
    made: ChipParts | None = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = ChipParts(
            colour=colour(context.lookups, context.lookups.targets(entry, "goals")),
            badge=badge(entry.status),
            overdue=entry.overdue(context.today),
            early=any(True for _ in _earlier(context, entry)),
            visibility="" if entry.public else visibility(entry),
            facets=facets_of(context, entry),
            link=link_to(context.addresses.uris, entry),
            hint="\n".join(_hint(context, entry)),
        )
    return made


def _hint(context: Context, entry: Entry) -> Iterator[str]:
    targets, uris = context.lookups.targets_by_field(entry), context.addresses.uris
    yield entry.title
    yield entry_status(entry)
    owners = ", ".join(person.text for person in people_of(uris, targets.get("owner", ()), entry.fields.owner))
    yield " · ".join(part for part in (next_time(context, entry).words, owners) if part)
    goals = targets.get("goals", ())
    if goals:
        yield say("Why: {goals}", goals="; ".join(_standing(context, goal) for goal in goals[:_MOST_GOALS]))
    if kpi := _kpi(context, entry):
        yield kpi
    waits = [other for other in _needs(context, entry) if other.status.stage.open]
    if waits:
        yield say("Waits for: {entries}", entries="; ".join(other.title for other in waits[:_MOST_GOALS]))
    for need, end in _earlier(context, entry):
        yield say("Begins too early: {entry} ends on {day}", entry=need.title, day=words.day_words(end, weekday=False))


def _standing(context: Context, goal: Page) -> str:
    """A goal's title, and how it stands where that is known."""
    health = context.analysis.scores.goal(goal)
    known = health is not None and health.state is not HealthState.NOT_MEASURED
    return f"{goal.title} ({state_label(health.state)})" if health and known else goal.title


def _kpi(context: Context, entry: Entry) -> str:
    """Return the first KPI that an entry should move, with its latest reading and its target; nothing where there is none."""
    kpis = [kpi for kpi in context.lookups.targets(entry, "kpis") if kpi.path in context.addresses.uris]
    if not kpis:
        kpis = [
            kpi
            for goal in context.lookups.targets(entry, "goals")[:1]
            for kpi in context.analysis.nearest_kpis.to(goal).kpis
        ]
    if not kpis:
        return ""
    line = kpi_line(context, kpis[0])
    numbers = [line.value, say("target {value}", value=line.target) if line.target else ""]
    shown = ", ".join(part for part in numbers if part)
    return say("KPI: {title}", title=f"{line.link.text} ({shown})" if shown else line.link.text)


def _needs(context: Context, entry: Entry) -> list[Entry]:
    return [page for page in context.lookups.targets_by_field(entry).get("depends_on", ()) if isinstance(page, Entry)]


def _earlier(context: Context, entry: Entry) -> Iterator[tuple[Entry, date]]:
    """Yield what an entry waits for and begins before, with the day on which that is done."""
    for need in _needs(context, entry):
        found = too_early(entry, need)
        if found is not None:
            yield need, found.end


def chip(context: Context, entry: Entry, occurrence: Occurrence | None = None, *, note: str = "") -> Chip:
    """Return a chip that stands for itself, with the time of day where it has one.

    A time of another zone takes the room of the title, and stands after it.
    """
    clock = _clock(context, entry, occurrence)
    if clock and entry.schedule.zone != context.playbook.vocabulary.zone:
        note, clock = " · ".join(part for part in (clock, note) if part), ""
    return Chip(chip_parts(context, entry), clock, note)


def bar_part(  # noqa: PLR0913 - where a part of a bar stands
    context: Context, entry: Entry, occurrence: Occurrence, day: date, units: str, *, first: bool, last: bool
) -> BarPart:
    """Return the part of a bar that has its label.

    Args:
        context: what is published.
        entry: the entry.
        occurrence: one time that it happens, of several days.
        day: the day on which the part stands.
        units: how much room the label has, in widths of that day.
        first: whether it is the first part on the page, for the keyboard and for narrow pages.
        last: whether the bar ends on this day.
    """
    begins = occurrence.first == day
    ends = words.days_words(occurrence.first, occurrence.last)
    if begins:
        ends = say("until {day}", day=words.day_words(occurrence.last, weekday=False))
    clock = _clock(context, entry, occurrence) if begins else ""
    return BarPart(chip_parts(context, entry), clock, ends, units, begins, first, last)


def bar_day(context: Context, entry: Entry, occurrence: Occurrence, day: date) -> BarDay:
    """Return the part of a bar on a day on which it only goes on."""
    passed, whole = (day - occurrence.first).days + 1, (occurrence.last - occurrence.first).days + 1
    return BarDay(chip_parts(context, entry), passed, whole)


def strip_bar(
    context: Context, entry: Entry, occurrence: Occurrence, area: str, *, backwards: bool, bare: bool = False
) -> StripBar:
    """Return a bar on a strip, with its days for whoever hears it.

    Args:
        context: what is published.
        entry: the entry.
        occurrence: one time that it happens, of several days.
        area: its place in the grid.
        backwards: whether its title ends with it, instead of beginning with it.
        bare: whether its title isn't shown.
    """
    soft = entry.schedule.start is None
    days = words.days_words(occurrence.first, occurrence.last)
    if soft:
        days = words.when_words(entry, context.playbook.vocabulary.zone)
    return StripBar(chip_parts(context, entry), days, area, backwards, soft, bare)


def window_chips(context: Context, entries: Iterable[Entry]) -> tuple[Chip, ...]:
    """Return chips of what has no day yet, each with its window."""
    zone = context.playbook.vocabulary.zone
    return tuple([chip(context, entry, note=words.when_words(entry, zone)) for entry in entries])


def _clock(context: Context, entry: Entry, occurrence: Occurrence | None) -> str:
    if occurrence is None or occurrence.clock is None:
        return ""
    text = words.clock_words(occurrence.clock)
    if entry.schedule.zone != context.playbook.vocabulary.zone:
        text += f" {words.zone_words(entry.schedule.zone)}"
    return text


def legend(context: Context, entries: Iterable[Entry]) -> Legend:
    """Explain colours and shapes: the goal areas that some entries serve with their colours, and their statuses."""
    lookups, vocabulary = context.lookups, context.playbook.vocabulary
    areas, statuses, overdue = set(), set(), False
    for entry in entries:
        overdue = overdue or entry.overdue(context.today)
        areas |= {lookups.area(goal) for goal in lookups.targets(entry, "goals")[:1]}
        statuses.add(entry.status)
    tops = [goal for goal in context.playbook.goals if lookups.areas.get(goal.path) in areas]
    uris = context.addresses.uris
    return Legend(
        tuple([LegendArea(Link(goal.title, uri=uris[goal.path]), colour(lookups, [goal])) for goal in tops]),
        tuple([badge(status) for status in vocabulary.statuses if status in statuses]),
        overdue,
        Link(say("All signs"), uri=LEGEND),
    )
