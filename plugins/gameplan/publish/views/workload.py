"""The workload: how much each person has to do in each of the weeks to come. What counts is told in `model/workload.py`."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Person
from gameplan.model.workload import CAPACITY, NOBODY, weeks
from gameplan.publish import words
from gameplan.publish.document import Document
from gameplan.publish.links import Link
from gameplan.publish.templating import render
from gameplan.publish.views.plan import URI, WORKLOAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from gameplan.publish.site import Edition
    from gameplan.publish.views.plan import Plan

_WEEKS = 12
_HEATS = 4


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
        deadlines = f"{self.deadlines} deadline{'s' if self.deadlines != 1 else ''}" if self.deadlines else ""
        return ", ".join(part for part in (entries, deadlines) if part)


def workload_document(plan: Plan) -> Document:
    """The table of people and weeks."""
    edition = plan.edition
    to = edition.to(WORKLOAD)
    start, _ = words.week_of(edition.today)
    mondays = [start + timedelta(weeks=number) for number in range(_WEEKS)]
    loads: dict[tuple[str, date], _Load] = {}
    for week, duties in weeks(edition.playbook, start, mondays[-1] + timedelta(days=6)).items():
        load = loads[week] = _Load()
        load.deadlines = sum(bool(duty.deadline) for duty in duties)
        load.entries = len(duties) - load.deadlines
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
        title="Workload",
        tabs=plan.tabs(to, "Workload", edition.today),
        weeks=[
            (words.day_words(monday, weekday=False).rpartition(" ")[0], monday.isocalendar().week, url)
            for monday, url in zip(mondays, urls, strict=True)
        ],
        rows=rows,
        sums=sums,
        total=sum(sums),
        usual=words.number_words(CAPACITY),
        period=words.days_words(mondays[0], mondays[-1] + timedelta(days=6)),
    )
    return Document(
        uri=WORKLOAD, title="Workload", head=head, hide=("navigation", "toc"), search={"exclude": True}, section=URI
    )


def _people(edition: Edition, owners: set[str]) -> Iterator[tuple[str, Link, Decimal | None]]:
    """Everyone with a page, then names without one, then nobody, who has no capacity."""
    pages = edition.playbook.of_kind("person")
    for page in pages:
        capacity = page.fields.capacity if isinstance(page.fields, Person) else None
        uri = edition.uris.get(page.path)
        yield page.id, Link(page.title, uri, page.kind.icon), CAPACITY if capacity is None else capacity
    for name in sorted(owners - {page.id for page in pages} - {NOBODY}):
        yield name, Link(name, None, "account-outline"), CAPACITY
    if NOBODY in owners:
        yield NOBODY, Link("Nobody", None, "alert"), None


def _cell(load: _Load, url: str, capacity: Decimal | None) -> Cell:
    count = load.entries + load.deadlines
    if capacity is None:
        return Cell(count, url, min(count, _HEATS), load.words)
    if count > capacity:
        return Cell(count, url, _HEATS + 1, f"{load.words}: over the capacity of {words.number_words(capacity)}")
    return Cell(count, url, math.ceil(_HEATS * count / capacity) if count else 0, load.words)
