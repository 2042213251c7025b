"""A person's own parts: how much there is to do, what is overdue, what comes week by week, and what they answer for."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.effort import total
from gameplan.analysis.workload import CAPACITY, WEEKS, Task, capacity_of, workdays_of
from gameplan.model.days import monday_of, week_id
from gameplan.model.effort import tenths
from gameplan.model.own_fields import next_look
from gameplan.model.page import Entry, sort_key
from gameplan.model.pages import Goal
from gameplan.model.playbook import goal_fields
from gameplan.model.status import Stage
from gameplan.publish.addresses import WORKLOAD
from gameplan.publish.views.buttons import plan_an_entry
from gameplan.publish.views.facets import Facets, facets
from gameplan.publish.views.goal_list import GoalList, goal_list
from gameplan.publish.views.links import Link, links_to
from gameplan.publish.views.pinches import PinchLine, pinch_lines
from gameplan.publish.views.rows import Row, entry_row
from gameplan.publish.views.sentences import Sentence, sentence
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label, kind_label
from gameplan.wording.speech import hinted, plural, say
from gameplan.wording.workload import EffortLoad, Load, effort_load, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_MOST_ROWS = 100
_MOST_OTHERS = 40


class Work(NamedTuple):
    """What a person has to do."""

    late: list[Entry]
    late_tasks: list[Task]
    """Deadlines that have passed."""
    running: list[Task]
    """What began in an earlier week and goes on."""
    weeks: dict[date, list[Task]]
    """By the Mondays of the weeks to come."""
    later: list[Task]
    """The first time of each thing after these weeks."""
    undated: list[Entry]
    held: list[Entry]
    """What is on hold, and has a day."""


def work_of(context: Context, person: Page) -> Work:
    """Return what a person has to do, beginning with what is overdue."""
    today = context.today
    monday = monday_of(today)
    end = monday + timedelta(weeks=WEEKS)
    owned = sorted((each for each in context.lookups.sources(person, "owner") if isinstance(each, Entry)), key=sort_key)
    late = [entry for entry in owned if entry.overdue(today)]
    found = Work(late, [], [], {}, [], [], [])
    seen = set(late)
    later: dict[tuple[Entry, str], Task] = {}
    for task in context.analysis.tasks.get(person.id, ()):
        last = task.occurrence.last if task.occurrence else task.day
        if task.entry.long_past(today):
            continue
        if task.deadline and task.day < today:
            found.late_tasks.append(task)
        elif last < today or (task.occurrence and task.entry in seen):
            continue
        elif task.day < monday:
            found.running.append(task)
        elif task.day < end:
            found.weeks.setdefault(monday_of(task.day), []).append(task)
        else:
            later.setdefault((task.entry, task.deadline), task)
    shown = {task.entry for tasks in found.weeks.values() for task in tasks}
    found.later.extend(task for task in later.values() if task.deadline or task.entry not in shown)
    left = [entry for entry in owned if entry.status.stage.open and not entry.long_past(today)]
    found.undated.extend(entry for entry in left if entry.schedule.start is None)
    found.held.extend(entry for entry in left if entry.schedule.start and entry.status.stage is Stage.HELD)
    return found


class LoadWeek(NamedTuple):
    """How much there is to do in a week."""

    day: str
    """The week's, in its year."""
    days: str
    place: str
    """The id of the week below; empty where nothing stands there."""
    load: Load | EffortLoad
    shown: str
    """The number that stands in it; empty for none."""


class PersonLoad(NamedTuple):
    """How much there is to do in the weeks to come."""

    weeks: tuple[LoadWeek, ...]
    total: int
    said: str
    over: str
    """How many weeks are over capacity, in words; empty where none is."""
    effort: str
    """How much work is planned, where the weeks count something else; empty where that isn't known."""
    pinches: tuple[PinchLine, ...]
    workload: Link


class DeadlineRow(NamedTuple):
    """A deadline as a row of a list."""

    hue: int
    facets: Facets
    day: date
    when: str
    overdue: bool
    link: Link
    goals: tuple[Link, ...]


class PersonWeek(NamedTuple):
    """What there is to do in a week."""

    id: str
    label: str
    days: str
    tasks: int
    """How many there are."""
    rows: tuple[Row | DeadlineRow, ...]
    more: str


class PersonPlan(NamedTuple):
    """What a person has to do, and what they take part in."""

    late: tuple[Row | DeadlineRow, ...]
    late_more: int
    """How many are left out."""
    running: tuple[Row | DeadlineRow, ...]
    weeks: tuple[PersonWeek, ...]
    later: tuple[Row | DeadlineRow, ...]
    later_words: str
    undated: tuple[Row, ...]
    held: tuple[Row, ...]
    helps: tuple[Row, ...]
    """What they take part in, and others answer for."""
    earlier: tuple[Row, ...]
    earlier_words: str
    nothing: Sentence | None
    """What to do where there is nothing to do."""


class OwnedPage(NamedTuple):
    """A page of the strategy that a person answers for."""

    link: Link
    kind: str
    look: str
    """When it must be looked at again."""


class Owned(NamedTuple):
    """What a person answers for."""

    goals: GoalList
    others: tuple[OwnedPage, ...]
    more: str


def plan_ids(work: Work) -> tuple[str, ...]:
    """Return the ids within the plan of a person."""
    return (*(["overdue"] if work.late or work.late_tasks else []), *map(week_id, work.weeks))


def owned(context: Context, person: Page) -> list[Page]:
    """The pages of the strategy that a person answers for; goals that were dropped are nobody's work."""
    return [
        page
        for page in context.lookups.sources(person, "owner")
        if not isinstance(page, Entry)
        and page.path in context.addresses.uris
        and not (isinstance(page.fields, Goal) and goal_fields(page).lifecycle == "dropped")
    ]


def person_load(context: Context, person: Page) -> PersonLoad:
    """Return twelve weeks, each with how full it is: by its work where the page says how much the person can do, else by its tasks."""
    monday = monday_of(context.today)
    week, efforts = context.edition.conventions.week, context.analysis.efforts
    workdays = workdays_of(person, week)
    tasks: dict[date, list[Task]] = {}
    for task in context.analysis.tasks.get(person.id, ()):
        tasks.setdefault(monday_of(task.day), []).append(task)
    shown = set(work_of(context, person).weeks)
    weeks = []
    for number in range(WEEKS):
        first = monday + timedelta(weeks=number)
        days = words.days_words(first, first + timedelta(days=6))
        place = week_id(first) if first in shown else ""
        made = load(tasks.get(first, ()), capacity_of(person))
        cell: Load | EffortLoad = made
        count = str(made.number or "")
        if workdays is not None:
            works = efforts.get((person.id, first), [])
            cell = _with_tasks(effort_load(total(works), workdays), made)
            count = cell.shown if works else ""
        weeks.append(
            (
                bool(made.number or count),
                LoadWeek(words.day_words(first, weekday=False, year=False), days, place, cell, count),
            )
        )
    over = sum(each.load.over for _, each in weeks)
    work = sum((total(efforts.get((person.id, monday + timedelta(weeks=n)), [])) for n in range(WEEKS)), Fraction(0))
    planned = words.workdays_words(tenths(work)) if work else ""
    return PersonLoad(
        weeks=tuple([each for _, each in weeks]),
        total=sum(busy for busy, _ in weeks),
        said=_said(workdays, capacity_of(person), planned),
        over=plural("{count} week is over capacity.", "{count} weeks are over capacity.", over) if over else "",
        effort=say("Planned effort: {days}.", days=planned) if planned and workdays is None else "",
        pinches=pinch_lines(context, [pinch for pinch in context.analysis.pinches if pinch.person is person]),
        workload=Link(say("Everybody's workload"), uri=WORKLOAD),
    )


def _said(workdays: Fraction | None, pieces: Decimal | None, planned: str) -> str:
    """Say what the weeks count, and against what."""
    if workdays is None:
        counted = words.number_words(pieces if pieces is not None else CAPACITY)
        return say("Entries that begin and deadlines, against {capacity} a week.", capacity=counted)
    capacity = words.workdays_words(tenths(workdays))
    done = planned or words.workdays_words(tenths(Fraction(0)))
    return say("Planned effort: {days} in all, against {capacity} of work a week.", days=done, capacity=capacity)


def _with_tasks(work: EffortLoad, tasks: Load) -> EffortLoad:
    """Say besides what begins and is due."""
    return work._replace(words=f"{work.words}; {tasks.words}") if tasks.words else work


def person_plan(context: Context, person: Page) -> PersonPlan:
    """Return what a person has to do, beginning with what is overdue, and what they take part in."""
    work, plan = work_of(context, person), context.analysis.page_plans.of(person)
    mine = {task.entry for tasks in (*work.weeks.values(), work.running, work.later) for task in tasks}
    mine |= {*work.late, *work.undated, *work.held}
    helps = [(occurrence, entry) for occurrence, entry in plan.coming if entry not in mine]
    late = [*_entries(context, work.late), *_tasks(context, work.late_tasks)]
    idle = not (late or work.held or work.running or work.weeks or work.later or work.undated)
    return PersonPlan(
        late=tuple(late[:_MOST_ROWS]),
        late_more=max(len(late) - _MOST_ROWS, 0),
        running=_tasks(context, work.running[:_MOST_ROWS]),
        weeks=tuple([_week(context, monday, tasks) for monday, tasks in sorted(work.weeks.items())]),
        later=_tasks(context, work.later[:_MOST_ROWS]),
        later_words=plural("{count} later", "{count} later", len(work.later)),
        undated=_entries(context, work.undated[:_MOST_ROWS]),
        held=_entries(context, work.held[:_MOST_ROWS]),
        helps=tuple([entry_row(context, entry, occurrence) for occurrence, entry in helps[:_MOST_OTHERS]]),
        earlier=_entries(context, plan.earlier[:_MOST_ROWS]),
        earlier_words=plural("{count} earlier entry", "{count} earlier entries", len(plan.earlier)),
        nothing=sentence(
            hinted("Nothing is planned for {name}. {add}."), name=person.title, add=plan_an_entry(context, person)
        )
        if idle
        else None,
    )


def _week(context: Context, monday: date, tasks: list[Task]) -> PersonWeek:
    more = len(tasks) - _MOST_ROWS
    return PersonWeek(
        id=week_id(monday),
        label=say("Week {number}", number=monday.isocalendar().week),
        days=words.days_words(monday, monday + timedelta(days=6)),
        tasks=len(tasks),
        rows=_tasks(context, tasks[:_MOST_ROWS]),
        more=say("and {count} more", count=more) if more > 0 else "",
    )


def _entries(context: Context, entries: Iterable[Entry]) -> tuple[Row, ...]:
    return tuple([entry_row(context, entry) for entry in entries])


def _tasks(context: Context, tasks: Iterable[Task]) -> tuple[Row | DeadlineRow, ...]:
    return tuple(
        [
            entry_row(context, task.entry, task.occurrence) if task.occurrence else _deadline(context, task)
            for task in tasks
        ]
    )


def _deadline(context: Context, task: Task) -> DeadlineRow:
    """A deadline as a row."""
    goals, uris = context.lookups.targets(task.entry, "goals"), context.addresses.uris
    title = say("{label}: {title}", label=deadline_label(task.deadline), title=task.entry.title)
    return DeadlineRow(
        hue=context.lookups.hue(goals),
        facets=Facets(facets(context, task.entry)),
        day=task.day,
        when=words.day_words(task.day),
        overdue=task.day < context.today,
        link=Link(title, uri=uris[task.entry.path]),
        goals=links_to(uris, goals),
    )


def person_owns(context: Context, person: Page) -> Owned:
    """Return what a person answers for: goals, then other pages of the strategy."""
    pages = owned(context, person)
    goals = [page for page in pages if isinstance(page.fields, Goal)]
    others = [page for page in pages if not isinstance(page.fields, Goal)]
    more, uris = len(others) - _MOST_OTHERS, context.addresses.uris
    items = [
        OwnedPage(Link(page.title, None, page.kind.icon, uris[page.path]), kind_label(page.kind), _look(context, page))
        for page in others[:_MOST_OTHERS]
    ]
    return Owned(
        goals=goal_list(context, ((goal, None) for goal in goals)),
        others=tuple(items),
        more=say("and {count} more", count=more) if more > 0 else "",
    )


def _look(context: Context, page: Page) -> str:
    """Say when a page must be looked at again."""
    day = next_look(page)
    if day is None:
        return ""
    said = words.day_words(day, weekday=False)
    return say("review was due {day}", day=said) if day < context.today else say("next review {day}", day=said)
