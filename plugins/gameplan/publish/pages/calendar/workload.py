"""The workload: how much each person has to do in each of the weeks to come.

An entry counts in the week in which it begins, for whoever answers for it; a deadline in the week of its day, for whoever has to
keep it. What is published, dropped or on hold, and deadlines that were met, are no load.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.workload import CAPACITY, NOBODY, capacity_of
from gameplan.model.days import week_of
from gameplan.publish.addresses import CALENDAR, WORKLOAD
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.frame import tabs
from gameplan.publish.html.counted import counted_entries, counts
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.templates import address_of, render
from gameplan.publish.views.counted import Counting
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.facets import name_word
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_age import page_age
from gameplan.wording import dates as words
from gameplan.wording.speech import say
from gameplan.wording.workload import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from markupsafe import Markup

    from gameplan.analysis.workload import Task
    from gameplan.publish.context import Context
    from gameplan.publish.views.calendar.plan import Plan
    from gameplan.wording.workload import Load

_WEEKS = 12


class PersonWeek(NamedTuple):
    """A person's week."""

    load: Load
    url: str
    of: Markup
    """Which entries it counts."""


class Row(NamedTuple):
    """A person."""

    person: Link
    cells: list[PersonWeek]
    total: int
    capacity: str
    word: str
    """As entries name the person by whom they can be filtered."""


def workload_document(plan: Plan) -> Document:
    """The table of people and weeks."""
    context = plan.context
    to = context.addresses.to(WORKLOAD)
    start, _ = week_of(context.today)
    mondays = [start + timedelta(weeks=number) for number in range(_WEEKS)]
    tasks: dict[tuple[str, date], list[Task]] = {}
    for owner, found in context.analysis.tasks.items():
        for task in found:
            if start <= task.day <= mondays[-1] + timedelta(days=6):
                tasks.setdefault((owner, week_of(task.day)[0]), []).append(task)
    urls = [address_of(week_link(plan.happenings, monday), to) for monday in mondays]
    busy: dict[str, dict[str, None]] = {}
    for (owner, _), week in tasks.items():
        for task in week:
            busy.setdefault(task.entry.path, {}).update(dict.fromkeys(_words(context, owner)))
    counted, rows = Counting(context, busy), []
    for owner, person, capacity in _people(context, {owner for owner, _ in tasks}):
        weeks = [tasks.get((owner, monday), []) for monday in mondays]
        loads = [load(week, capacity) for week in weeks]
        of = [counts(counted.of(task.entry for task in week)) for week in weeks]
        cells = [PersonWeek(*each) for each in zip(loads, urls, of, strict=True)]
        link = Link(person.text, to(person.url) if person.url else None, person.icon)
        said = words.number_words(capacity) if capacity is not None else ""
        rows.append(Row(link, cells, sum(each.number for each in loads), said, next(_words(context, owner), "")))
    sums = [sum(row.cells[number].load.number for row in rows) for number in range(_WEEKS)]
    head = render(
        "workload.html",
        title=say("Workload"),
        tabs=tabs(plan.tabs("Workload", context.today), to),
        weeks=[
            (words.day_words(monday, weekday=False, year=False), monday.isocalendar().week, url)
            for monday, url in zip(mondays, urls, strict=True)
        ],
        rows=rows,
        sums=sums,
        total=sum(sums),
        usual=words.number_words(CAPACITY),
        counted=counted_entries(counted.items, to),
        pages=plan.pages,
        filters=filter_form(
            choices_of(context).of_entries((task.entry for week in tasks.values() for task in week), coloured=False), to
        ),
        stamp=draw_page_age(page_age(context)),
        period=words.days_words(mondays[0], mondays[-1] + timedelta(days=6)),
    )
    return Document(
        uri=WORKLOAD,
        title=say("Workload"),
        head=head,
        hide=("navigation", "toc"),
        search={"exclude": True},
        section=CALENDAR,
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
        uri = context.addresses.uris.get(page.path)
        yield page.id, Link(page.title, uri, page.kind.icon), capacity_of(page)
    for name in sorted(owners - {page.id for page in pages} - {NOBODY}):
        yield name, Link(name, None, "account-outline"), CAPACITY
    if NOBODY in owners:
        yield NOBODY, Link(say("Nobody"), None, "alert"), None
