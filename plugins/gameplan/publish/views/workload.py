"""The workload: how much each person has to do in each of the weeks to come.

An entry counts in the week in which it begins, for whoever answers for it; a deadline in the week of its day, for whoever has to
keep it. What is published, dropped or on hold, and deadlines that were met, are no load.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish import words
from gameplan.publish.document import Document
from gameplan.publish.facets import Counted, name_word
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.stamp import stamp
from gameplan.publish.templating import render
from gameplan.publish.views.plan import URI, WORKLOAD
from gameplan.publish.work import CAPACITY, NOBODY, capacity_of, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from markupsafe import Markup

    from gameplan.publish.edition import Edition
    from gameplan.publish.views.plan import Plan
    from gameplan.publish.work import Load, Task

_WEEKS = 12


class Cell(NamedTuple):
    """A person's week."""

    load: Load
    url: str
    of: Markup
    """Which entries it counts."""


class Row(NamedTuple):
    """A person."""

    person: Link
    cells: list[Cell]
    total: int
    capacity: str
    word: str
    """As entries name the person by whom they can be filtered."""


def workload_document(plan: Plan) -> Document:
    """The table of people and weeks."""
    edition = plan.edition
    to = edition.to(WORKLOAD)
    start, _ = words.week_of(edition.today)
    mondays = [start + timedelta(weeks=number) for number in range(_WEEKS)]
    tasks: dict[tuple[str, date], list[Task]] = {}
    for owner, found in edition.tasks.items():
        for task in found:
            if start <= task.day <= mondays[-1] + timedelta(days=6):
                tasks.setdefault((owner, words.week_of(task.day)[0]), []).append(task)
    urls = [plan.week_url(to, monday) for monday in mondays]
    busy: dict[str, dict[str, None]] = {}
    for (owner, _), week in tasks.items():
        for task in week:
            busy.setdefault(task.entry.path, {}).update(dict.fromkeys(_words(edition, owner)))
    counted, rows = Counted(edition, to, busy), []
    for owner, person, capacity in _people(edition, {owner for owner, _ in tasks}):
        weeks = [tasks.get((owner, monday), []) for monday in mondays]
        loads = [load(week, capacity) for week in weeks]
        of = [counted.of(task.entry for task in week) for week in weeks]
        cells = [Cell(*each) for each in zip(loads, urls, of, strict=True)]
        link = Link(person.text, to(person.url) if person.url else None, person.icon)
        said = words.number_words(capacity) if capacity is not None else ""
        rows.append(Row(link, cells, sum(each.number for each in loads), said, next(_words(edition, owner), "")))
    sums = [sum(row.cells[number].load.number for row in rows) for number in range(_WEEKS)]
    head = render(
        "workload.html",
        title=say("Workload"),
        tabs=plan.tabs(to, "Workload", edition.today),
        weeks=[
            (words.day_words(monday, weekday=False, year=False), monday.isocalendar().week, url)
            for monday, url in zip(mondays, urls, strict=True)
        ],
        rows=rows,
        sums=sums,
        total=sum(sums),
        usual=words.number_words(CAPACITY),
        counted=counted.html,
        pages=plan.pages,
        filters=edition.choices.of_entries(
            to, (task.entry for week in tasks.values() for task in week), coloured=False
        ),
        stamp=stamp(edition),
        period=words.days_words(mondays[0], mondays[-1] + timedelta(days=6)),
    )
    return Document(
        uri=WORKLOAD,
        title=say("Workload"),
        head=head,
        hide=("navigation", "toc"),
        search={"exclude": True},
        section=URI,
    )


def _words(edition: Edition, owner: str) -> Iterator[str]:
    """How an owner is chosen; not at all where it is nobody."""
    person = edition.playbook.by_path.get(edition.people_paths.get(owner, ""))
    if owner != NOBODY:
        yield f"o{edition.numbers[person.path]}" if person else name_word(owner)


def _people(edition: Edition, owners: set[str]) -> Iterator[tuple[str, Link, Decimal | None]]:
    """Everyone with a page, then names without one, then nobody, who has no capacity."""
    pages = edition.playbook.of_kind("person")
    for page in pages:
        uri = edition.uris.get(page.path)
        yield page.id, Link(page.title, uri, page.kind.icon), capacity_of(page)
    for name in sorted(owners - {page.id for page in pages} - {NOBODY}):
        yield name, Link(name, None, "account-outline"), CAPACITY
    if NOBODY in owners:
        yield NOBODY, Link(say("Nobody"), None, "alert"), None
