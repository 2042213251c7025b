"""What a list of a kind shows of each page, column by column."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gameplan.analysis.effort import total
from gameplan.analysis.outcomes import Outcome
from gameplan.analysis.page_plan import UNCITED
from gameplan.model.declaration import REF
from gameplan.model.effort import hundredths
from gameplan.model.further_kinds import Team
from gameplan.model.further_pages import Theme
from gameplan.model.money import parse_money, plain_amount
from gameplan.model.own_fields import declared_fields, declared_values, word_of
from gameplan.model.page import Entry, sort_key
from gameplan.model.pages import (
    Audience,
    Channel,
    EntryFields,
    Goal,
    Journey,
    Kpi,
    Message,
    Person,
    Policy,
    Review,
    in_force,
)
from gameplan.publish.next_time import next_time
from gameplan.wording import dates as words
from gameplan.wording.ahead import next_words
from gameplan.wording.dates import commitment_words
from gameplan.wording.declared_values import called, value_words
from gameplan.wording.labels import status_label, type_label
from gameplan.wording.names import names_of
from gameplan.wording.recurrence import return_words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gameplan.model.declaration import Declaration
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.pages import PageFields
    from gameplan.model.status import Status
    from gameplan.publish.context import Context


class Cell(NamedTuple):
    """What a page has in a column."""

    text: str = ""
    """For a spreadsheet: numbers plain, days as ISO 8601."""
    shown: str = ""
    """For people, where that differs."""
    sort: str = ""
    """By what to sort, where that differs from what is shown."""
    pages: tuple[Page, ...] = ()
    """What is shown as links."""
    status: Status | None = None
    """An entry's, where it is shown as one."""
    place: str = ""
    """The anchor on the page to which the text leads."""
    url: str = ""
    """Where else the text leads, outside of the site."""


NOTHING = Cell()


class Column(NamedTuple):
    """A column of a list."""

    label: str
    """A marked word."""
    of: Callable[[Context, Page], Cell]
    form: Literal["text", "day", "number"] = "text"
    where: Literal["both", "page", "file"] = "both"
    """Whether it is on the page, in the file, or in both."""
    optional: bool = False
    """Whether the page goes without it where no page of the list says anything."""
    field: str = ""
    """The field of which it is the column, in a form of its own."""
    costs: str = ""
    """The entries' field that it adds up."""


def columns(context: Context, kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind, besides the title: those of its layout, then what else its fields declare.

    Args:
        context: what is published; a column of fields that aren't told is none.
        kind: the kind.
    """
    untold = context.playbook.vocabulary.entry.untold
    return tuple(each for each in _columns(kind) if each.field not in kind.untold and each.costs not in untold)


def _columns(kind: Kind) -> tuple[Column, ...]:
    layout = next((layout for fields, layout in _LAYOUTS if issubclass(kind.fields, fields)), (_AHEAD, OWNER))
    declared = {own.name: own for own in declared_fields(kind.fields)}
    placed = {each if isinstance(each, str) else each.field for each in layout}
    rest = (own for own in declared.values() if own.name not in placed and (own.column or own.type != "email"))
    found = (each if isinstance(each, Column) else _own(declared[each])._replace(optional=False) for each in layout)
    return (*found, *(_own(own) for own in rest))


def _own(own: Declaration) -> Column:
    """Return the column of a field of the playbook's own: in the file, but for addresses of people, and on the page where asked for."""
    form: Literal["text", "day", "number"] = "text"
    if not own.many:
        form = "day" if own.type == "day" else "number" if own.type in ("number", "duration", "money") else "text"
    where: Literal["both", "page", "file"] = "both" if own.column else "file"
    place = "page" if own.type == "email" else where
    return Column(called(own), partial(_own_cell, own=own), form, place, optional=own.built_in, field=own.name)


def _own_cell(context: Context, page: Page, *, own: Declaration) -> Cell:
    if own.type == REF:
        found = _pages(context, context.lookups.targets(page, own.name))
        if found.pages or not own.names:
            return found
        # Addresses of people stay on the page.
        return Cell("; ".join(name for name in getattr(page.fields, own.name, ()) if "@" not in name))
    values = [value for _, values in declared_values(page.fields, named=[own]) for value in values]
    # Addresses of people stay on the page.
    text = "; ".join([_own_text(value) for value in values if not str(value).startswith("mailto:")])
    shown = "; ".join([value_words(own, value) for value in values])
    return Cell(text, shown, _own_sort(own, values[0]) if len(values) == 1 else "")


def _own_text(value: object) -> str:
    """Return a value for a spreadsheet."""
    if isinstance(value, timedelta):
        return f"{_hours(value)} h"
    return f"{value:f}" if isinstance(value, Decimal) else word_of(value)


def _own_sort(own: Declaration, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return by what a column is sorted that holds days or numbers."""
    if isinstance(value, timedelta):
        return _hours(value)
    if own.type == "money":
        return plain_amount(parse_money(value).amount)
    return _own_text(value) if own.type in ("day", "number") else ""


def _hours(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):g}"


def listed(context: Context, kind: Kind) -> list[Page]:
    """Return the pages of a kind in the order of its file: entries by their first day, others by their titles."""
    if kind == context.playbook.vocabulary.entry:
        return [*sorted(context.playbook.entries, key=sort_key)]
    return sorted(context.playbook.of_kind(kind.name), key=lambda page: (page.title.casefold(), page.path))


def _pages(context: Context, pages: Iterable[Page]) -> Cell:
    uris = context.addresses.uris
    found = tuple([page for page in pages if page.path in uris])
    return Cell("; ".join([page.title for page in found]), pages=found) if found else NOTHING


def linked_pages(field: str) -> Callable[[Context, Page], Cell]:
    """Return what shows the pages of a field as links."""
    return lambda context, page: _pages(context, context.lookups.targets(page, field))


def _said(name: str) -> Callable[[Context, Page], Cell]:
    """A field's text, or its texts."""

    def of(_: Context, page: Page) -> Cell:
        value = getattr(page.fields, name, None) or ""
        return Cell(value if isinstance(value, str) else "; ".join(value))

    return of


def named_value(name: str, label: Callable[[str], str]) -> Callable[[Context, Page], Cell]:
    """Return what shows a field that takes one of a few words: as typed in the file, by its name on the page."""

    def of(_: Context, page: Page) -> Cell:
        value = str(getattr(page.fields, name, None) or "")
        return Cell(value, label(value)) if value else NOTHING

    return of


def day_cell(day: date | None) -> Cell:
    """Return a day; nothing where there is none."""
    return Cell(day.isoformat(), words.day_words(day, weekday=False), day.isoformat()) if day else Cell()


def number_cell(number: Decimal | int | None, unit: str = "") -> Cell:
    """Return a number; nothing where there is none."""
    if number is None:
        return Cell()
    text = f"{number:f}" if not isinstance(number, int) else str(number)
    return Cell(text, words.measure(number, unit) if not isinstance(number, int) else text, text)


def _owner(context: Context, page: Page) -> Cell:
    found = _pages(context, context.lookups.targets(page, "owner"))
    return found if found.pages else Cell("; ".join(names_of(page.fields.owner)), "; ".join(page.fields.owner))


def _ahead(context: Context, page: Page) -> Cell:
    citing = context.playbook.citing(page)
    coming = (
        context.analysis.ahead.of(page)
        if isinstance(page.fields, Goal)
        else [e for e in citing if context.analysis.ahead.has(e)]
    )
    shown = say("none")
    if coming:
        shown = say("{count} ahead · {when}", count=len(coming), when=next_words(coming, context.analysis.ahead))
    return Cell(str(len(coming)), shown, str(len(coming)), place="when")


def _overdue(context: Context, page: Page) -> Cell:
    owned = (entry for entry in context.lookups.sources(page, "owner") if isinstance(entry, Entry))
    return number_cell(sum(entry.overdue(context.today) for entry in owned))


def _commitments(_: Context, page: Page) -> Cell:
    return Cell("; ".join(commitment_words(each) for each in getattr(page.fields, "commitments", ())))


def _period(_: Context, page: Page) -> Cell:
    period = getattr(page.fields, "period", None)
    if period:
        return Cell(period.label, words.window_words(period.label), period.first.isoformat() if period.first else "")
    first, last = in_force(page.fields) if isinstance(page.fields, Goal) else (None, None)
    if first and last:
        return Cell(f"{first}/{last}", words.days_words(first, max(first, last)), first.isoformat())
    return (
        Cell(f"/{last}", say("by {day}", day=words.day_words(last, weekday=False)), last.isoformat())
        if last
        else day_cell(first)
    )


def _became(outcome: Outcome | None) -> Callable[[Context, Page], Cell]:
    """Return what counts the entries of a review's period that were planned, or had an outcome; empty before the period begins."""

    def of(context: Context, page: Page) -> Cell:
        found = context.analysis.reviewed(page)
        if found is None or found.coming:
            return Cell()
        return number_cell(len(found.planned if outcome is None else found.of(outcome)))

    return of


def _stages(_: Context, page: Page) -> Cell:
    return number_cell(len(page.fields.stages)) if isinstance(page.fields, Journey) else Cell()


def _staged(context: Context, page: Page) -> Cell:
    return number_cell(sum(isinstance(source, Entry) for source in context.lookups.sources(page, "stage")))


def _reading(name: str, *, day: bool = False) -> Callable[[Context, Page], Cell]:
    def of(_: Context, page: Page) -> Cell:
        reading = getattr(page.fields, name, None)
        return Cell() if reading is None else day_cell(reading.on) if day else number_cell(reading.value)

    return of


def _latest(_: Context, page: Page, *, day: bool = False) -> Cell:
    readings = page.fields.readings if isinstance(page.fields, Kpi) and isinstance(page.fields.readings, dict) else {}
    last = max(readings, default=None)
    return Cell() if last is None else day_cell(last) if day else number_cell(readings[last])


def _when(context: Context, page: Page) -> Cell:
    if not isinstance(page, Entry):
        return Cell()
    day, text = next_time(context, page)
    first = day or page.schedule.first_day or (page.entry.published if page.status.stage.went_out else None)
    return Cell(text, text, first.isoformat() if first else "")


def _granted(context: Context, page: Page) -> Cell:
    """The budget as a number in the playbook's currency; in another one as typed."""
    granted = context.analysis.accounts.granted(page)
    return Cell(plain_amount(granted)) if granted is not None else _said("budget")(context, page)


def _money(name: Literal["planned", "spent"]) -> Callable[[Context, Page], Cell]:
    """What an entry, all that a goal pays for, or all that cites a page, costs."""

    def of(context: Context, page: Page) -> Cell:
        accounts = context.analysis.accounts
        if isinstance(page, Entry):
            costs = accounts.of([page])
        else:
            costs = accounts.of_goal(page) if isinstance(page.fields, Goal) else accounts.of_page(page)
        amount = costs.planned if name == "planned" else costs.spent
        return Cell(plain_amount(amount)) if amount else NOTHING

    return of


def _effort(context: Context, page: Page) -> Cell:
    """An entry's effort in days of work."""
    effort = page.entry.effort if isinstance(page, Entry) else None
    return number_cell(hundredths(effort.in_days(context.edition.conventions.week)) if effort else None)


def _capacity(_: Context, page: Page) -> Cell:
    return Cell(page.fields.capacity.typed if isinstance(page.fields, Person) and page.fields.capacity else "")


def _planned_effort(context: Context, page: Page) -> Cell:
    """The work of a person in the weeks of the workload, in days."""
    works = [work for (owner, _), found in context.analysis.efforts.items() if owner == page.id for work in found]
    return number_cell(hundredths(total(works)) if works else None)


def _edge(name: Literal["start", "end"]) -> Callable[[Context, Page], Cell]:
    """The first or last day or moment as ISO 8601; a window as typed, in the place of its start."""

    def of(_: Context, page: Page) -> Cell:
        if not isinstance(page, Entry):
            return Cell()
        value = getattr(page.schedule, name)
        if value is None:
            return Cell(page.schedule.window.label if page.schedule.window and name == "start" else "")
        return Cell(value.isoformat("T", "minutes") if isinstance(value, datetime) else value.isoformat())

    return of


def _repeats(_: Context, page: Page) -> Cell:
    rule = page.schedule.recurrence if isinstance(page, Entry) else None
    return Cell(return_words(rule) if rule else "")


def _status(context: Context, page: Page) -> Cell:
    if not isinstance(page, Entry):
        return Cell()
    place = list(context.playbook.vocabulary.status).index(page.status.name)
    return Cell(status_label(page.status), "", f"{place:02}", status=page.status)


OWNER = Column(word("Owner"), _owner, field="owner")
_AHEAD = Column(word("Ahead"), _ahead, "number")
AUDIENCES = Column(word("For"), linked_pages("audiences"))
_NEXT_LOOK = Column(word("Next review"), lambda _, page: day_cell(page.fields.review_by), "day", field="review_by")
_BUDGET = Column(word("Budget"), _granted, "number", "file", field="budget")
_COSTS = (
    Column(word("Planned cost"), _money("planned"), "number", "file", costs="budget"),
    Column(word("Spent"), _money("spent"), "number", "file", field="spent", costs="spent"),
)
_LAYOUTS: tuple[tuple[type[PageFields], tuple[Column | str, ...]], ...] = (
    (
        EntryFields,
        (
            Column(word("When"), _when, "day", "page"),
            Column(word("Start"), _edge("start"), where="file"),
            Column(word("End"), _edge("end"), where="file"),
            Column(word("Repeats"), _repeats, where="file"),
            Column(word("Status"), _status),
            Column(word("Type"), named_value("type", type_label)),
            OWNER,
            "channels",
            "goals",
            Column(word("Effort in days"), _effort, "number", "file", field="effort"),
            _BUDGET,
            _COSTS[1],
        ),
    ),
    (
        Goal,
        ("parent", Column(word("Period"), _period, "day"), "lifecycle", _AHEAD, OWNER, _BUDGET, *_COSTS),
    ),
    (Audience, ("segment", Column(word("Commitments"), _commitments, field="commitments"), _AHEAD, OWNER)),
    (
        Journey,
        ("audiences", Column(word("Stages"), _stages, "number"), Column(word("Entries"), _staged, "number"), OWNER),
    ),
    (Message, ("audiences", "goals", _AHEAD, OWNER)),
    *((type_, (OWNER,)) for type_ in UNCITED),
    *((type_, (_AHEAD, OWNER, *_COSTS)) for type_ in (Team, Theme)),
    (Channel, ("medium", Column(word("Commitments"), _commitments, field="commitments"), _AHEAD, OWNER, _BUDGET)),
    (
        Kpi,
        (
            "unit",
            "direction",
            Column(word("Baseline"), _reading("baseline"), "number", field="baseline"),
            Column(word("Target"), _reading("target"), "number", field="target"),
            Column(word("Target by"), _reading("target", day=True), "day", field="target"),
            Column(word("Latest"), _latest, "number", field="readings"),
            Column(word("Latest on"), partial(_latest, day=True), "day", field="readings"),
            "goals",
            OWNER,
        ),
    ),
    (Policy, ("applies_to", "approvers", OWNER, _NEXT_LOOK)),
    (
        Person,
        (
            "role",
            _AHEAD,
            Column(word("Overdue"), _overdue, "number"),
            Column(word("Capacity"), _capacity, where="file", field="capacity"),
            Column(word("Planned effort in days"), _planned_effort, "number", "file", costs="effort"),
        ),
    ),
    (
        Review,
        (
            Column(word("Period"), _period, "day"),
            Column(word("Planned"), _became(None), "number"),
            Column(word("Published"), _became(Outcome.PUBLISHED), "number"),
            Column(word("Not finished"), _became(Outcome.OPEN), "number"),
            "goals",
            OWNER,
        ),
    ),
)
"""The order of columns: worked out ones, and declared fields by their names."""
