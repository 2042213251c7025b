"""A person's own parts: how much there is to do in the weeks to come, what is late, what comes week by week, and what they answer for."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gameplan.analysis.workload import Task, capacity_of
from gameplan.model.days import monday_of, week_id
from gameplan.model.page import Entry, sort_key
from gameplan.model.pages import Goal
from gameplan.model.playbook import goal_fields
from gameplan.model.status import Stage
from gameplan.publish.addresses import WORKLOAD
from gameplan.publish.html.goal_list import goal_list as draw_goal_list
from gameplan.publish.html.links import links
from gameplan.publish.html.rows import row
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.views.buttons import plan_an_entry
from gameplan.publish.views.facets import facets
from gameplan.publish.views.goal_list import goal_list
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import entry_row
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label, kind_label
from gameplan.wording.speech import plural, say
from gameplan.wording.workload import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

WEEKS = 12
_MOST_ROWS = 100
_MOST_OTHERS = 40
_DEADLINE = Fragment(
    '<li class="gp-row gp-row--deadline gp-area-{hue}" data-gp="{facets}">\n'
    '<div class="gp-row__when"><time datetime="{day}">{when}</time>{late}</div>\n'
    '<div class="gp-row__what"><a class="gp-row__title" href="{url}">{title}</a>\n'
    '<div class="gp-row__facts"><span>{icon}{about}</span></div></div>\n{why}</li>'
)
_WHY = Fragment('<div class="gp-row__why">{goals}</div>\n')
_LATE = Fragment('<strong class="gp-overdue">{words}</strong>')


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
    """Return what a person has to do, beginning with what is late."""
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


def person_panels(context: Context, person: Page) -> list[Panel]:
    """A person's weeks, then what else they answer for."""
    work = work_of(context, person)
    ids = [*(["overdue"] if work.late or work.late_tasks else []), *map(week_id, work.weeks)]
    found = [
        Panel(title=say("Load"), id="load", make=partial(_load, context, person)),
        Panel(title=say("When: the plan"), id="when", make=partial(_when, context, person, work), ids=tuple(ids)),
    ]
    if owned(context, person):
        found.append(Panel(title=say("Answers for"), id="owns", make=partial(_owns, context, person)))
    return found


def owned(context: Context, person: Page) -> list[Page]:
    """The pages of the strategy that a person answers for; goals that were dropped are nobody's work."""
    return [
        page
        for page in context.lookups.sources(person, "owner")
        if not isinstance(page, Entry)
        and page.path in context.addresses.uris
        and not (isinstance(page.fields, Goal) and goal_fields(page).lifecycle == "dropped")
    ]


def _load(context: Context, person: Page, to: Linker) -> str:
    """Twelve weeks as cells, each as deep as it is full."""
    monday = monday_of(context.today)
    capacity = capacity_of(person)
    tasks: dict[date, list[Task]] = {}
    for task in context.analysis.tasks.get(person.id, ()):
        tasks.setdefault(monday_of(task.day), []).append(task)
    weeks = []
    for number in range(WEEKS):
        first = monday + timedelta(weeks=number)
        made = load(tasks.get(first, ()), capacity)
        weeks.append(
            (first.isocalendar().week, words.days_words(first, first + timedelta(days=6)), week_id(first), made)
        )
    shown = {week_id(first) for first in work_of(context, person).weeks}
    over = sum(made.over for *_, made in weeks)
    total = sum(made.number for *_, made in weeks)
    return render(
        "person_load.html",
        weeks=[(number, days, f"#{place}" if place in shown else "", made) for number, days, place, made in weeks],
        total=total,
        said=say("Entries that begin and deadlines, against {capacity} a week.", capacity=words.number_words(capacity)),
        over=plural("{count} week is over capacity.", "{count} weeks are over capacity.", over) if over else "",
        workload=Link(say("Everybody's workload"), to(WORKLOAD)),
    )


def _when(context: Context, person: Page, work: Work, to: Linker) -> str:
    plan = context.analysis.page_plans.of(person)
    mine = {task.entry for tasks in (*work.weeks.values(), work.running, work.later) for task in tasks}
    mine |= {*work.late, *work.undated, *work.held}
    helps = [(occurrence, entry) for occurrence, entry in plan.coming if entry not in mine]
    weeks: list[dict[str, Any]] = [
        {
            "id": week_id(monday),
            "label": say("Week {number}", number=monday.isocalendar().week),
            "days": words.days_words(monday, monday + timedelta(days=6)),
            "count": len(tasks),
            "rows": _rows(context, to, tasks[:_MOST_ROWS]),
            "more": say("and {count} more", count=len(tasks) - _MOST_ROWS) if len(tasks) > _MOST_ROWS else "",
        }
        for monday, tasks in sorted(work.weeks.items())
    ]
    late = [*(row(entry_row(context, entry), to) for entry in work.late), *_rows(context, to, work.late_tasks)]
    return render(
        "person_when.html",
        late=late[:_MOST_ROWS],
        late_more=max(len(late) - _MOST_ROWS, 0),
        running=_rows(context, to, work.running[:_MOST_ROWS]),
        weeks=weeks,
        later=_rows(context, to, work.later[:_MOST_ROWS]),
        later_words=plural("{count} later", "{count} later", len(work.later)),
        undated=[row(entry_row(context, entry), to) for entry in work.undated[:_MOST_ROWS]],
        held=[row(entry_row(context, entry), to) for entry in work.held[:_MOST_ROWS]],
        helps=[row(entry_row(context, entry, occurrence), to) for occurrence, entry in helps[:_MOST_OTHERS]],
        earlier=[row(entry_row(context, entry), to) for entry in plan.earlier[:_MOST_ROWS]],
        earlier_words=plural("{count} earlier entry", "{count} earlier entries", len(plan.earlier)),
        nothing=""
        if late or work.held or work.running or weeks or work.later or work.undated
        else say(
            "Nothing is planned for {name}. {add}.",
            name=person.title,
            add=sentence_html(plan_an_entry(context, person), to),
        ),
    )


def _rows(context: Context, to: Linker, tasks: Iterable[Task]) -> list[Markup]:
    return [
        row(entry_row(context, task.entry, task.occurrence), to) if task.occurrence else _deadline(context, to, task)
        for task in tasks
    ]


def _deadline(context: Context, to: Linker, task: Task) -> Markup:
    """A deadline as a row."""
    goals = context.lookups.targets(task.entry, "goals")
    name = deadline_label(task.deadline)
    why = [link_html(link, icon=True) for link in links(context, to, goals)]
    return _DEADLINE(
        hue=context.lookups.hue(goals),
        facets=facets(context, task.entry),
        day=task.day.isoformat(),
        when=words.day_words(task.day),
        late=_LATE(words=say("overdue")) if task.day < context.today else "",
        url=to(context.addresses.uris[task.entry.path]),
        title=say("{label}: {title}", label=name, title=task.entry.title),
        icon=icon_html("timer-sand"),
        about=say("deadline"),
        why=_WHY(goals=type(why[0])().join(why)) if why else "",
    )


def _owns(context: Context, person: Page, to: Linker) -> str:
    pages = owned(context, person)
    goals = [page for page in pages if isinstance(page.fields, Goal)]
    others = [page for page in pages if not isinstance(page.fields, Goal)]
    more = len(others) - _MOST_OTHERS
    return render(
        "person_owns.html",
        goals=draw_goal_list(goal_list(context, ((goal, None) for goal in goals)), to),
        others=[
            (
                Link(page.title, to(context.addresses.uris[page.path]), page.kind.icon),
                kind_label(page.kind),
                _look(context, page),
            )
            for page in others[:_MOST_OTHERS]
        ],
        more=say("and {count} more", count=more) if more > 0 else "",
    )


def _look(context: Context, page: Page) -> str:
    """Say when a page must be looked at again."""
    day = page.fields.review_by
    if day is None:
        return ""
    said = words.day_words(day, weekday=False)
    return say("next look was due {day}", day=said) if day < context.today else say("next look {day}", day=said)
