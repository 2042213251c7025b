"""A person's own parts: how much there is to do in the weeks to come, what is late, what comes week by week, and what they answer for."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.model.playbook import goal_fields
from gameplan.model.status import Stage
from gameplan.publish import words
from gameplan.publish.actions import add_link
from gameplan.publish.facets import facets
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link, links
from gameplan.publish.names import kind_label
from gameplan.publish.page_plan import plan_of
from gameplan.publish.panels.goal_list import goal_list
from gameplan.publish.panels.panel import Panel
from gameplan.publish.rows import row, sort_key
from gameplan.publish.templating import Piece, icon_html, link_html, render
from gameplan.publish.views.plan import WORKLOAD, week_id
from gameplan.publish.work import Task, capacity_of, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

WEEKS = 12
_MOST_ROWS = 100
_MOST_OTHERS = 40
_DEADLINE = Piece(
    '<li class="gp-row gp-row--deadline gp-area-{hue}" data-gp="{facets}">\n'
    '<div class="gp-row__when"><time datetime="{day}">{when}</time>{late}</div>\n'
    '<div class="gp-row__what"><a class="gp-row__title" href="{url}">{title}</a>\n'
    '<div class="gp-row__facts"><span>{icon}{about}</span></div></div>\n{why}</li>'
)
_WHY = Piece('<div class="gp-row__why">{goals}</div>\n')
_LATE = Piece('<strong class="gp-overdue">{words}</strong>')


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


def work_of(edition: Edition, person: Page) -> Work:
    """What a person has to do, from what is late on."""
    today = edition.today
    monday, _ = words.week_of(today)
    end = monday + timedelta(weeks=WEEKS)
    owned = sorted((each for each in edition.sources(person, "owner") if isinstance(each, Entry)), key=sort_key)
    late = [entry for entry in owned if entry.overdue(today)]
    found = Work(late, [], [], {}, [], [], [])
    seen = set(late)
    later: dict[tuple[Entry, str], Task] = {}
    for task in edition.tasks.get(person.id, ()):
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
            found.weeks.setdefault(words.week_of(task.day)[0], []).append(task)
        else:
            later.setdefault((task.entry, task.deadline), task)
    shown = {task.entry for tasks in found.weeks.values() for task in tasks}
    found.later.extend(task for task in later.values() if task.deadline or task.entry not in shown)
    left = [entry for entry in owned if entry.status.stage.open and not entry.long_past(today)]
    found.undated.extend(entry for entry in left if entry.schedule.start is None)
    found.held.extend(entry for entry in left if entry.schedule.start and entry.status.stage is Stage.HELD)
    return found


def person_panels(edition: Edition, person: Page) -> list[Panel]:
    """A person's weeks, then what else they answer for."""
    work = work_of(edition, person)
    ids = [*(["overdue"] if work.late or work.late_tasks else []), *map(week_id, work.weeks)]
    found = [
        Panel(title=say("Load"), id="load", make=partial(_load, edition, person)),
        Panel(title=say("When: the plan"), id="when", make=partial(_when, edition, person, work), ids=tuple(ids)),
    ]
    if owned(edition, person):
        found.append(Panel(title=say("Answers for"), id="owns", make=partial(_owns, edition, person)))
    return found


def owned(edition: Edition, person: Page) -> list[Page]:
    """The pages of the strategy that a person answers for; goals that were dropped are nobody's work."""
    return [
        page
        for page in edition.sources(person, "owner")
        if not isinstance(page, Entry)
        and page.path in edition.uris
        and not (isinstance(page.fields, Goal) and goal_fields(page).lifecycle == "dropped")
    ]


def _load(edition: Edition, person: Page, to: Linker) -> str:
    """Twelve weeks as cells, each as deep as it is full."""
    monday, _ = words.week_of(edition.today)
    capacity = capacity_of(person)
    tasks: dict[date, list[Task]] = {}
    for task in edition.tasks.get(person.id, ()):
        tasks.setdefault(words.week_of(task.day)[0], []).append(task)
    weeks = []
    for number in range(WEEKS):
        first = monday + timedelta(weeks=number)
        made = load(tasks.get(first, ()), capacity)
        weeks.append(
            (first.isocalendar().week, words.days_words(first, first + timedelta(days=6)), week_id(first), made)
        )
    shown = {week_id(first) for first in work_of(edition, person).weeks}
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


def _when(edition: Edition, person: Page, work: Work, to: Linker) -> str:
    plan = plan_of(edition, person)
    mine = {task.entry for tasks in (*work.weeks.values(), work.running, work.later) for task in tasks}
    mine |= {*work.late, *work.undated, *work.held}
    helps = [(occurrence, entry) for occurrence, entry in plan.coming if entry not in mine]
    weeks: list[dict[str, Any]] = [
        {
            "id": week_id(monday),
            "label": say("Week {number}", number=monday.isocalendar().week),
            "days": words.days_words(monday, monday + timedelta(days=6)),
            "count": len(tasks),
            "rows": _rows(edition, to, tasks[:_MOST_ROWS]),
            "more": say("and {count} more", count=len(tasks) - _MOST_ROWS) if len(tasks) > _MOST_ROWS else "",
        }
        for monday, tasks in sorted(work.weeks.items())
    ]
    late = [*(row(edition, to, entry) for entry in work.late), *_rows(edition, to, work.late_tasks)]
    return render(
        "person_when.html",
        late=late[:_MOST_ROWS],
        late_more=max(len(late) - _MOST_ROWS, 0),
        running=_rows(edition, to, work.running[:_MOST_ROWS]),
        weeks=weeks,
        later=_rows(edition, to, work.later[:_MOST_ROWS]),
        later_words=plural("{count} later", "{count} later", len(work.later)),
        undated=[row(edition, to, entry) for entry in work.undated[:_MOST_ROWS]],
        held=[row(edition, to, entry) for entry in work.held[:_MOST_ROWS]],
        helps=[row(edition, to, entry, occurrence) for occurrence, entry in helps[:_MOST_OTHERS]],
        earlier=[row(edition, to, entry) for entry in plan.earlier[:_MOST_ROWS]],
        earlier_words=plural("{count} earlier entry", "{count} earlier entries", len(plan.earlier)),
        nothing=""
        if late or work.held or work.running or weeks or work.later or work.undated
        else say("Nothing is planned for {name}. {add}.", name=person.title, add=add_link(edition, person)),
    )


def _rows(edition: Edition, to: Linker, tasks: Iterable[Task]) -> list[Markup]:
    return [
        row(edition, to, task.entry, task.occurrence) if task.occurrence else _deadline(edition, to, task)
        for task in tasks
    ]


def _deadline(edition: Edition, to: Linker, task: Task) -> Markup:
    """A deadline as a row."""
    goals = edition.targets(task.entry, "goals")
    name = task.deadline.replace("-", " ").replace("_", " ").capitalize()
    why = [link_html(link, icon=True) for link in links(edition, to, goals)]
    return _DEADLINE(
        hue=edition.hue(goals),
        facets=facets(edition, task.entry),
        day=task.day.isoformat(),
        when=words.day_words(task.day),
        late=_LATE(words=say("overdue")) if task.day < edition.today else "",
        url=to(edition.uris[task.entry.path]),
        title=say("{label}: {title}", label=name, title=task.entry.title),
        icon=icon_html("timer-sand"),
        about=say("deadline"),
        why=_WHY(goals=type(why[0])().join(why)) if why else "",
    )


def _owns(edition: Edition, person: Page, to: Linker) -> str:
    pages = owned(edition, person)
    goals = [page for page in pages if isinstance(page.fields, Goal)]
    others = [page for page in pages if not isinstance(page.fields, Goal)]
    more = len(others) - _MOST_OTHERS
    return render(
        "person_owns.html",
        goals=goal_list(edition, to, ((goal, None) for goal in goals)),
        others=[
            (Link(page.title, to(edition.uris[page.path]), page.kind.icon), kind_label(page.kind), _look(edition, page))
            for page in others[:_MOST_OTHERS]
        ],
        more=say("and {count} more", count=more) if more > 0 else "",
    )


def _look(edition: Edition, page: Page) -> str:
    """When a page must be looked at again."""
    day = page.fields.review_by
    if day is None:
        return ""
    said = words.day_words(day, weekday=False)
    return say("next look was due {day}", day=said) if day < edition.today else say("next look {day}", day=said)
