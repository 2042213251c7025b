"""Every gap between the strategy and the plan, as a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.measure import KpiStatus
from gameplan.model.pages import Kpi, is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.coverage import Promise
    from gameplan.publish.site import Edition

KINDS = {
    "stages": "Audiences with nothing at a stage",
    "idle": "Goals with nothing ahead",
    "unmeasured": "Goals without a KPI",
    "stale": "KPIs without a fresh reading",
    "promises": "Promises that the plan doesn't keep",
    "audience": "Entries ahead for nobody",
    "owner": "Entries ahead that nobody owns",
}
"""Kinds of gaps, with what they are called."""


class Gap(NamedTuple):
    """A gap: a sentence around a page's title, and what to do."""

    kind: str
    before: str
    page: Page
    after: str
    todo: str
    anchor: str = ""
    """A place on the page."""


def find_gaps(edition: Edition) -> tuple[Gap, ...]:
    """The gaps that nobody accepted, kind by kind in the order of `KINDS`."""
    order = {kind: number for number, kind in enumerate(KINDS)}
    found = (*_stages(edition), *_goals(edition), *_kpis(edition), *_promises(edition), *_entries(edition))
    return tuple(sorted(found, key=lambda gap: order[gap.kind]))


def _stages(edition: Edition) -> Iterator[Gap]:
    for cell in edition.coverage.cells:
        if cell.gap:
            where = f"{cell.journey.id}/{cell.stage.id}"
            todo = (
                f"Plan an entry with audiences: [{cell.audience.id}] and stage: {where}, "
                "or accept the gap with a reason under accepted_gaps on the journey's page."
            )
            title = cell.stage.title or cell.stage.id
            yield Gap("stages", "Nothing for", cell.audience, f"at the stage “{title}”.", todo)


def _goals(edition: Edition) -> Iterator[Gap]:
    for goal in edition.coverage.idle:
        todo = f"Plan an entry with goals: [{goal.id}], or close the goal with lifecycle: achieved or dropped."
        yield Gap("idle", "Nothing is planned for the goal", goal, "although it is in force.", todo, "when")
    for goal in edition.playbook.goals:
        if is_in_force(goal_fields(goal), edition.today) and not edition.scores.measures(goal)[0]:
            todo = "Name a KPI under kpis, or name the goal on a KPI's page."
            yield Gap("unmeasured", "Nothing measures the goal", goal, "nor any goal below it.", todo, "measure")


def _kpis(edition: Edition) -> Iterator[Gap]:
    for kpi in edition.playbook.of_kind("kpi"):
        standing = edition.scores.kpi(kpi)
        if standing.status is KpiStatus.NOT_MEASURED and isinstance(kpi.fields, Kpi):
            last = standing.last
            since = f"since {words.day_words(last.day, weekday=False)}." if last else "yet."
            yield Gap("stale", "Nobody has measured", kpi, since, "Add the latest value under readings.", "measure")


def _promises(edition: Edition) -> Iterator[Gap]:
    for promise in edition.coverage.promises:
        if short := promise.short:
            told = ", ".join(f"{period.planned} in {period.label}" for period in short[:4])
            more = f" and {len(short) - 4} more" if len(short) > 4 else ""  # noqa: PLR2004 - as many as a sentence takes
            todo = f"Plan {_missing(promise)} more, or promise less under commitments."
            yield Gap(
                "promises",
                "",
                promise.page,
                f"promises {words.promise_words(promise.commitment)}: only {told}{more}.",
                todo,
                "when",
            )


def _missing(promise: Promise) -> int:
    return sum(promise.commitment.at_least - period.planned for period in promise.short)


def _entries(edition: Edition) -> Iterator[Gap]:
    for entry in edition.coverage.lonely("audiences"):
        yield Gap("audience", "", entry, "names no audience.", "Write whom it is for under audiences.")
    for entry in edition.coverage.lonely("owner"):
        yield Gap("owner", "", entry, "has no owner.", "Write who answers for it under owner.")
