"""The workload: how much each person has to do in each of the weeks to come.

An entry counts in the week in which it begins, for whoever answers for it; a deadline in the week of its day, for whoever has to
keep it. What is published, dropped or on hold, and deadlines that were met, are no load.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Person
from gameplan.model.status import Stage
from gameplan.publish import words
from gameplan.publish.document import Document
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link
from gameplan.publish.templating import render
from gameplan.publish.views.plan import URI, WORKLOAD, between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry
    from gameplan.publish.site import Edition
    from gameplan.publish.views.plan import Plan

CAPACITY = Decimal(4)
"""How much a person can do in a week, unless the person's page says."""
_WEEKS = 12
_HEATS = 4
_NOBODY = ""


class Cell(NamedTuple):
    """A person's week."""

    number: int
    url: str
    heat: int
    """From 0 to 4, by how much of the person's capacity it takes; 5 where it is more than that."""
    words: str

    @property
    def over(self) -> bool:
        """Whether it is more than the person can do."""
        return self.heat > _HEATS


class Row(NamedTuple):
    """A person."""

    person: Link
    cells: list[Cell]
    total: int
    capacity: str


class _Load:
    """Entries and deadlines of a week."""

    def __init__(self) -> None:
        self.entries = self.deadlines = 0

    @property
    def words(self) -> str:
        """What it is made of."""
        entries = words.entries_words(self.entries) if self.entries else ""
        deadlines = plural("{count} deadline", "{count} deadlines", self.deadlines) if self.deadlines else ""
        return ", ".join(part for part in (entries, deadlines) if part)


def workload_document(plan: Plan) -> Document:
    """The table of people and weeks."""
    edition = plan.edition
    to = edition.to(WORKLOAD)
    start, _ = words.week_of(edition.today)
    mondays = [start + timedelta(weeks=number) for number in range(_WEEKS)]
    loads: dict[tuple[str, date], _Load] = {}
    for owner, day, deadline in _tasks(plan, start, mondays[-1] + timedelta(days=6)):
        load = loads.setdefault((owner, words.week_of(day)[0]), _Load())
        load.deadlines += deadline
        load.entries += not deadline
    urls = [plan.week_url(to, monday) for monday in mondays]
    rows = []
    for owner, person, capacity in _people(edition, {owner for owner, _ in loads}):
        found = [loads.get((owner, monday), _Load()) for monday in mondays]
        cells = [_cell(load, url, capacity) for load, url in zip(found, urls, strict=True)]
        link = Link(person.text, to(person.url) if person.url else None, person.icon)
        said = words.number_words(capacity) if capacity is not None else ""
        rows.append(Row(link, cells, sum(cell.number for cell in cells), said))
    sums = [sum(row.cells[number].number for row in rows) for number in range(_WEEKS)]
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


def _tasks(plan: Plan, first: date, last: date) -> Iterator[tuple[str, date, bool]]:
    """Who has something to do on which day, and whether it is a deadline: persons by id, others by name."""
    edition = plan.edition
    owners: dict[str, tuple[str, ...]] = {}

    def owners_of(entry: Entry) -> tuple[str, ...]:
        if entry.path not in owners:
            people = tuple(page.id for page in edition.targets(entry, "owner"))
            owners[entry.path] = people or entry.fields.owner or (_NOBODY,)
        return owners[entry.path]

    for entry, occurrence in between(plan.happenings, first, last):
        if _to_do(entry):
            for owner in owners_of(entry):
                yield owner, occurrence.first, False
    for entry in edition.playbook.entries:
        for deadline in entry.entry.deadlines.values() if _to_do(entry) else ():
            if not deadline.done and first <= deadline.on <= last:
                for owner in deadline.owner or owners_of(entry):
                    yield owner, deadline.on, True


def _to_do(entry: Entry) -> bool:
    return entry.status.stage.open and entry.status.stage is not Stage.HELD


def _people(edition: Edition, owners: set[str]) -> Iterator[tuple[str, Link, Decimal | None]]:
    """Everyone with a page, then names without one, then nobody, who has no capacity."""
    pages = edition.playbook.of_kind("person")
    for page in pages:
        capacity = page.fields.capacity if isinstance(page.fields, Person) else None
        uri = edition.uris.get(page.path)
        yield page.id, Link(page.title, uri, page.kind.icon), CAPACITY if capacity is None else capacity
    for name in sorted(owners - {page.id for page in pages} - {_NOBODY}):
        yield name, Link(name, None, "account-outline"), CAPACITY
    if _NOBODY in owners:
        yield _NOBODY, Link(say("Nobody"), None, "alert"), None


def _cell(load: _Load, url: str, capacity: Decimal | None) -> Cell:
    count = load.entries + load.deadlines
    if capacity is None:
        return Cell(count, url, min(count, _HEATS), load.words)
    if count > capacity:
        said = say("{load}: over the capacity of {capacity}", load=load.words, capacity=words.number_words(capacity))
        return Cell(count, url, _HEATS + 1, said)
    return Cell(count, url, math.ceil(_HEATS * count / capacity) if count else 0, load.words)
