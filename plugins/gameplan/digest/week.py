"""Gathers what a digest tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.ahead import Ahead
from gameplan.digest.coming import coming
from gameplan.model.addresses import page_uri, site_url
from gameplan.model.pages import Goal, Kpi, is_in_force
from gameplan.model.status import Stage
from gameplan.summary.value import Said, Section, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.digest.coming import Row as ComingRow
    from gameplan.digest.coming import Wanted
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook
    from gameplan.pipeline import Result
    from gameplan.summary.value import Row

_PROMISES = frozenset(("journey-gap", "missed-commitment"))
"""Rules about what was promised to be served."""


class Span(NamedTuple):
    """The days that a digest is about."""

    today: date
    days: int
    """Before today, and from today on."""

    @property
    def since(self) -> date:
        """The first day of what happened."""
        return self.today - timedelta(days=self.days)

    @property
    def last(self) -> date:
        """The last day of what comes."""
        return self.today + timedelta(days=self.days - 1)


def digest(result: Result, wanted: Wanted, span: Span, site_name: str, base: str) -> Summary:
    """Return the week as a summary; the same for the same files and day.

    Args:
        result: the playbook, and what the check finds of it.
        wanted: the part of it that may be told, and whose.
        span: the days.
        site_name: what the playbook is called.
        base: the site's address, to which titles lead; empty where it has none.
    """
    week = _Week(result, wanted, span, base)
    told = tuple(section for section in week.sections() if section.rows)
    return Summary(f"{site_name}: {_day(span.today)}", week.lead(), told)


class _Week:
    def __init__(self, result: Result, wanted: Wanted, span: Span, base: str) -> None:
        self.result, self.wanted, self.span, self.base = result, wanted, span, base
        self.playbook: Playbook = wanted.playbook
        self.coming = coming(wanted, span.today, span.last, undated=False)
        self.happened = [*self._happened()]
        self.waiting = [*self._waiting()]

    def lead(self) -> str:
        """The week in a sentence."""
        count = sum(len(rows) for rows in self.coming.days.values())
        parts = [
            _counted(len(self.coming.overdue), "late", "late"),
            _counted(count, "thing coming", "things coming"),
            _counted(len(self.waiting), "waiting for sign-off", "waiting for sign-off"),
            _counted(len(self.happened), "done", "done"),
        ]
        told = [part for part in parts if part]
        return f"{', '.join(told)}." if told else "Nothing happened, and nothing comes."

    def sections(self) -> Iterator[Section]:
        """Everything that is told, what somebody must see first."""
        yield Section("Late", tuple(self._late(row) for row in self.coming.overdue), risky=True)
        yield Section("Waiting for sign-off", tuple(self._entry(entry) for entry in self.waiting), risky=True)
        yield Section(
            f"Coming until {_day(self.span.last)}",
            tuple(self._comes(day, row) for day, rows in self.coming.days.items() for row in rows),
        )
        yield Section(f"Done since {_day(self.span.since)}", tuple(self._done(entry) for entry in self.happened))
        if not self.wanted.owner:
            yield Section("Goals without anything planned", tuple((self._said(goal),) for goal in self._idle_goals()))
            yield Section("Promises that nothing keeps", tuple(self._broken()))
            yield Section("KPIs that moved", tuple(self._moved()))

    def _happened(self) -> Iterator[Entry]:
        found = []
        for entry in self.playbook.entries:
            day = entry.day_out if entry.status.stage.went_out else None
            if day and self.span.since <= day < self.span.today and self._is_wanted(entry):
                found.append((day, entry.path, entry))
        yield from (entry for *_, entry in sorted(found, key=lambda each: each[:2]))

    def _waiting(self) -> Iterator[Entry]:
        found = [
            entry for entry in self.playbook.entries if entry.status.stage is Stage.REVIEW and self._is_wanted(entry)
        ]
        yield from sorted(found, key=lambda entry: (str(entry.schedule.first_day or "9999"), entry.path))

    def _is_wanted(self, entry: Entry) -> bool:
        return self.wanted.takes(entry) and self.wanted.owned(entry.fields.owner)

    def _idle_goals(self) -> Iterator[Page]:
        ahead = Ahead(self.playbook, self.span.today)
        for goal in self.playbook.of_kind("goal"):
            fields = goal.fields
            if (
                isinstance(fields, Goal)
                and not fields.non_goal
                and is_in_force(fields, self.span.today)
                and not ahead.of(goal)
            ):
                yield goal

    def _broken(self) -> Iterator[Row]:
        shown = self.playbook.by_path
        for finding in self.result.diagnostics:
            page = shown.get(finding.location.path)
            if finding.rule.name in _PROMISES and page is not None:
                yield (self._said(page), ": ", Said(finding.message))

    def _moved(self) -> Iterator[Row]:
        for kpi in self.playbook.of_kind("kpi"):
            fields = kpi.fields
            readings = (
                sorted(fields.readings.items()) if isinstance(fields, Kpi) and isinstance(fields.readings, dict) else []
            )
            known = [(day, value) for day, value in readings if day <= self.span.today]
            if not isinstance(fields, Kpi) or not known or known[-1][0] < self.span.since:
                continue
            day, value = known[-1]
            before = f"{known[-2][1]:f} → " if len(known) > 1 else ""
            target = f", target {fields.target.value:f}" if fields.target is not None else ""
            yield (self._said(kpi), f": {before}{value:f} on {_day(day)}{target}")

    def _late(self, row: ComingRow) -> Row:
        return (self._of_row(row), ", ", Said(row.when), *_owners(row))

    def _comes(self, day: date, row: ComingRow) -> Row:
        return (f"{_day(day)}: ", self._of_row(row), *((", ", Said(row.when)) if row.due else ()), *_owners(row))

    def _done(self, entry: Entry) -> Row:
        return (*self._entry(entry), f", {entry.status.name}" if entry.status.name.isalpha() else "")

    def _entry(self, entry: Entry) -> Row:
        owners = self.wanted.owners(entry.fields.owner)
        return (self._said(entry), *((" (", Said(", ".join(owners)), ")") if owners else ()))

    def _of_row(self, row: ComingRow) -> Said:
        page = self.playbook.by_path.get(row.path)
        return Said(row.title, self._said(page).url if page else "")

    def _said(self, page: Page) -> Said:
        uri = site_url(page_uri(page, self.playbook.strategy, self.playbook.plan))
        return Said(page.title, f"{self.base}{uri}" if self.base else "")


def _owners(row: ComingRow) -> Row:
    return (" (", Said(", ".join(row.owners)), ")") if row.owners else ()


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}" if count else ""


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
