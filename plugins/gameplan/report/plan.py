"""What is planned: key dates, the quarters by goal area, and weeks that are too full."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.analysis.effort import total
from gameplan.analysis.workload import workdays_of
from gameplan.model.page import sort_key
from gameplan.model.status import Stage
from gameplan.report.scope import listing
from gameplan.report.texts import cell, left_out, quiet, strong, table, text
from gameplan.report.value import Column, Figure, Line, Section, Style, Table, Tone
from gameplan.summary.value import Said
from gameplan.wording import dates as words
from gameplan.wording.labels import entry_status, type_label
from gameplan.wording.workload import effort_load, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.analysis.pinches import Pinch
    from gameplan.model.page import Entry, Page
    from gameplan.report.scope import Period, Scope
    from gameplan.report.value import Cell

KEY_TYPES = ("launch", "event", "campaign", "milestone", "release")
_MOST_DATES = 24
_MOST_AREAS = 20
_MOST_TITLES = 4
_MOST_PINCHES = 12
_MOST_MOVABLE = 2
_NO_GOAL = "Without a goal"


def plan_figure(scope: Scope) -> Figure:
    """Return how many entries the period has, and what became of them."""
    entries = [entry for _, entry in scope.in_period]
    done = sum(entry.status.stage.went_out for entry in entries)
    late = sum(entry.overdue(scope.today) for entry in entries)
    ideas = sum(not entry.status.stage.committed and not entry.overdue(scope.today) for entry in entries)
    planned = len(entries) - done - late - ideas
    told = (
        (done, "done", Tone.GOOD),
        (planned, "planned", Tone.PLAIN),
        (late, "late", Tone.BAD),
        (ideas, "ideas or on hold", Tone.QUIET),
    )
    lines = tuple(Line((f"{count} {what}",), Style.STATE, tone) for count, what, tone in told if count)
    return Figure("Entries in this period", f"{len(entries):,}", lines)


def late(scope: Scope) -> list[Entry]:
    """Return what is past its day and not done, the oldest first."""
    found = [entry for entry in scope.entries if entry.overdue(scope.today)]
    return sorted(found, key=lambda entry: (entry.due or scope.today, entry.path))


def key_dates(scope: Scope) -> Section:
    """Return launches, events, campaigns, milestones and releases in the order of their days."""
    found = [
        (day, entry) for day, entry in scope.in_period if entry.entry.type in KEY_TYPES and entry.status.stage.committed
    ]
    rows = tuple(_date(scope, day, entry) for day, entry in found[:_MOST_DATES])
    columns = (Column("When", 22), Column("What", 42), Column("For", 22), Column("Status", 14))
    return Section("Key dates", (table(columns, rows, left_out(len(found) - _MOST_DATES)),))


def _date(scope: Scope, day: date, entry: Entry) -> tuple[Cell, ...]:
    when = words.day_words(day)
    if entry.schedule.start is None and entry.schedule.window:
        when = words.window_words(entry.schedule.window.label)
    elif not entry.schedule.recurrence and entry.schedule.first_day:
        when = words.days_words(entry.schedule.first_day, entry.schedule.first_day + entry.schedule.extra_days)
    area, owner = scope.area(entry), scope.owners(entry)
    beside = (Said(type_label(entry.entry.type or "")), *((", ", Said(owner)) if owner else ()))
    return (
        cell(text(when)),
        cell(strong(scope.said(entry)), quiet(*beside)),
        cell(text(scope.said(area)) if area else None),
        cell(status(scope, entry)),
    )


def status(scope: Scope, entry: Entry) -> Line:
    """Return how far an entry is; of one that is late, that."""
    if entry.overdue(scope.today):
        return Line(("Late",), Style.STATE, Tone.BAD)
    tone = Tone.GOOD if entry.status.stage.went_out else Tone.QUIET
    return Line((Said(entry_status(entry)),), Style.STATE, tone)


def quarters(scope: Scope) -> Section:
    """Return what is planned by quarter and goal area."""
    tables = tuple(table for period in scope.period.parts if (table := _quarter(scope, period)).rows)
    lead = "Titles are those that weigh most: launches and campaigns, then money."
    twice = any(entry.schedule.recurrence for _, entry in scope.in_period) and len(tables) > 1
    return Section("What is planned", tables, (f"{lead} What returns counts in each of them." if twice else lead,))


def _quarter(scope: Scope, period: Period) -> Table:
    groups: dict[Page | None, list[tuple[date, Entry]]] = {}
    for entry in scope.entries:
        if day := scope.day_in(entry, period):
            groups.setdefault(scope.area(entry), []).append((day, entry))
    order = [area for area in (*scope.branches, None) if area in groups]
    rows = tuple(_area(scope, area, groups[area]) for area in order[:_MOST_AREAS])
    columns = (Column("Goal area", 30), Column("Entries", 10, number=True), Column("Done", 9, number=True))
    more = left_out(len(order) - _MOST_AREAS, "goal areas")
    return table((*columns, Column("Among them", 51)), rows, more, title=period.name)


def _area(scope: Scope, area: Page | None, found: list[tuple[date, Entry]]) -> tuple[Cell, ...]:
    entries = [entry for _, entry in found]
    done = sum(entry.status.stage.went_out for entry in entries)
    titles = [scope.said(entry) for entry in weightiest(scope, found)[:_MOST_TITLES]]
    return (
        cell(strong(scope.said(area)) if area else text(_NO_GOAL)),
        cell(text(f"{len(entries):,}")),
        cell(text(f"{done:,}")),
        cell(text(*listing(titles, _MOST_TITLES))),
    )


def weightiest(scope: Scope, found: Iterable[tuple[date, Entry]]) -> list[Entry]:
    """Return entries, those first that say most: launches, events and campaigns, then what costs most; ideas come last."""
    accounts = scope.analysis.accounts

    def weight(each: tuple[date, Entry]) -> tuple[object, ...]:
        day, entry = each
        cost = max(accounts.granted(entry) or accounts.planned(entry), accounts.spent(entry))
        return (not entry.status.stage.committed, entry.entry.type not in KEY_TYPES, -cost, day, entry.path)

    return [entry for _, entry in sorted(found, key=weight)]


def pinch_section(scope: Scope) -> Section:
    """Return the weeks to come in which somebody has more to do than they can."""
    found = pinches(scope)
    rows = tuple(_pinch(scope, pinch) for pinch in found[:_MOST_PINCHES])
    columns = (Column("Week", 20), Column("Who", 17), Column("How much", 33), Column("What could move", 30))
    return Section("Weeks that are too full", (table(columns, rows, left_out(len(found) - _MOST_PINCHES, "weeks")),))


def pinches(scope: Scope) -> list[Pinch]:
    """Return the weeks that are too full, in order; of a goal those in which something for it is done."""
    paths = {entry.path for entry in scope.entries}
    found = [
        pinch
        for pinch in scope.analysis.pinches
        if not scope.goal
        or any(task.entry.path in paths for task in pinch.tasks)
        or any(work.entry.path in paths for work in pinch.works)
    ]
    return sorted(found, key=lambda pinch: (pinch.monday, pinch.person.path))


def _pinch(scope: Scope, pinch: Pinch) -> tuple[Cell, ...]:
    if pinch.works:
        week = scope.analysis.conventions.week
        said = effort_load(total(list(pinch.works)), workdays_of(pinch.person, week)).words
    else:
        said = load(pinch.tasks, pinch.capacity).words
    movable = [scope.said(entry) for entry in pinch.movable]
    return (
        cell(text(words.days_words(pinch.monday, pinch.monday + timedelta(days=6)))),
        cell(strong(scope.said(pinch.person))),
        cell(text(said)),
        cell(text(*listing(movable, _MOST_MOVABLE)) if movable else quiet("nothing")),
    )


def waiting(scope: Scope) -> list[Entry]:
    """Return what waits for somebody's sign-off."""
    found = [entry for entry in scope.entries if entry.status.stage is Stage.REVIEW]
    return sorted(found, key=sort_key)
