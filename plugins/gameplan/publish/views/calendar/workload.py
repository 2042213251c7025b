"""The workload: how much each person has to do in each of the weeks to come.

An entry counts in the week in which it begins, for whoever answers for it; a deadline in the week of its day, for whoever has to
keep it. What is published, dropped or on hold, and deadlines that were met, are no load.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.effort import total
from gameplan.analysis.workload import CAPACITY, NOBODY, WEEKS, capacity_of, workdays_of
from gameplan.model.days import week_of
from gameplan.model.effort import tenths
from gameplan.publish.views.counted import CountedEntry, Counting
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.facets import name_word
from gameplan.publish.views.links import INITIALS, Link
from gameplan.publish.views.pinches import pinch_lines
from gameplan.wording import dates as words
from gameplan.wording.speech import say
from gameplan.wording.workload import EffortLoad, Load, effort_load, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gameplan.analysis.workload import Task
    from gameplan.publish.context import Context
    from gameplan.publish.views.calendar.plan import Frame, Plan
    from gameplan.publish.views.pinches import PinchLine


class WorkloadWeek(NamedTuple):
    """A week at the head of the table."""

    words: str
    """Its Monday."""
    number: int
    link: Link


class PersonWeek(NamedTuple):
    """A person's week."""

    load: Load
    link: Link
    numbers: tuple[int, ...]
    """Which entries it counts."""


class PersonRow(NamedTuple):
    """A person."""

    person: Link
    cells: tuple[PersonWeek, ...]
    total: int
    capacity: str
    word: str
    """As entries name the person by whom they can be filtered."""


class EffortWeek(NamedTuple):
    """The work in a person's week."""

    load: EffortLoad | None
    """None where there is none."""
    link: Link


class EffortRow(NamedTuple):
    """The work of a person."""

    person: Link
    cells: tuple[EffortWeek, ...]
    total: str
    capacity: str
    """How much the person can do in a week; empty where the page doesn't say."""
    word: str


class Workload(NamedTuple):
    """Who has how much to do in the weeks to come."""

    frame: Frame
    weeks: tuple[WorkloadWeek, ...]
    rows: tuple[PersonRow, ...]
    sums: tuple[int, ...]
    usual: str
    """What a person can do in a week, where their page doesn't say."""
    counted: tuple[CountedEntry, ...]
    period: str
    efforts: tuple[EffortRow, ...]
    """Planned work; empty where no entry says its effort."""
    pinches: tuple[PinchLine, ...]


def workload(plan: Plan) -> Workload:
    """Return what the table of people and weeks shows."""
    context = plan.context
    start, _ = week_of(context.today)
    mondays = [start + timedelta(weeks=number) for number in range(WEEKS)]
    tasks: dict[tuple[str, date], list[Task]] = {}
    for owner, found in context.analysis.tasks.items():
        for task in found:
            if start <= task.day <= mondays[-1] + timedelta(days=6):
                tasks.setdefault((owner, week_of(task.day)[0]), []).append(task)
    links = [week_link(plan.happenings, monday) for monday in mondays]
    busy: dict[str, dict[str, None]] = {}
    for (owner, _), week in tasks.items():
        for task in week:
            busy.setdefault(task.entry.path, {}).update(dict.fromkeys(_words(context, owner)))
    counting, rows = Counting(context, busy), []
    people = list(_people(context, {owner for owner, _ in tasks}))
    for owner, person, capacity in people:
        weeks = [tasks.get((owner, monday), []) for monday in mondays]
        loads = [load(week, capacity) for week in weeks]
        numbers = [counting.of(task.entry for task in week) for week in weeks]
        cells = tuple([PersonWeek(*each) for each in zip(loads, links, numbers, strict=True)])
        said = words.number_words(capacity) if capacity is not None else ""
        count = sum(each.number for each in loads)
        rows.append(PersonRow(person, cells, count, said, next(_words(context, owner), "")))
    shown = (task.entry for week in tasks.values() for task in week)
    return Workload(
        frame=plan.frame("Workload", context.today, shown, coloured=False),
        weeks=tuple(
            [
                WorkloadWeek(words.day_words(monday, weekday=False, year=False), monday.isocalendar().week, link)
                for monday, link in zip(mondays, links, strict=True)
            ]
        ),
        rows=tuple(rows),
        sums=tuple([sum(row.cells[number].load.number for row in rows) for number in range(WEEKS)]),
        usual=words.number_words(CAPACITY),
        counted=counting.items,
        efforts=tuple(_efforts(context, people, dict(zip(mondays, links, strict=True)))),
        pinches=pinch_lines(context, context.analysis.pinches),
        period=words.days_words(mondays[0], mondays[-1] + timedelta(days=6)),
    )


def _efforts(
    context: Context, people: Iterable[tuple[str, Link, Decimal | None]], weeks: Mapping[date, Link]
) -> Iterator[EffortRow]:
    """Yield the work of those who have some, or say how much they can do."""
    found, week = context.analysis.efforts, context.edition.conventions.week
    pages = {page.id: page for page in context.playbook.of_kind("person")}
    for owner, person, _ in people if found else ():
        capacity = workdays_of(pages[owner], week) if owner in pages else None
        works = [found.get((owner, monday), []) for monday in weeks]
        if capacity is None and not any(works):
            continue
        loads = [effort_load(total(work), capacity) if work else None for work in works]
        yield EffortRow(
            person=person,
            cells=tuple([EffortWeek(*each) for each in zip(loads, weeks.values(), strict=True)]),
            total=words.number_words(tenths(sum(map(total, works), Fraction(0)))),
            capacity=words.workdays_words(tenths(capacity)) if capacity is not None else "",
            word=next(_words(context, owner), ""),
        )


def _words(context: Context, owner: str) -> Iterator[str]:
    """Yield the word by which an owner is chosen; none where it is nobody."""
    person = context.playbook.by_path.get(context.lookups.people_paths.get(owner, ""))
    if owner != NOBODY:
        yield f"o{context.lookups.numbers[person.path]}" if person else name_word(owner)


def _people(context: Context, owners: set[str]) -> Iterator[tuple[str, Link, Decimal | None]]:
    """Everyone with a page, then names without one, then nobody, who has no capacity."""
    pages = context.playbook.of_kind("person")
    for page in pages:
        uri = context.addresses.uris.get(page.path, "")
        yield page.id, Link(page.title, None, INITIALS, uri), capacity_of(page)
    for name in sorted(owners - {page.id for page in pages} - {NOBODY}):
        yield name, Link(name, None, INITIALS), CAPACITY
    if NOBODY in owners:
        yield NOBODY, Link(say("Nobody"), None, "alert"), None
