"""Every gap between the strategy and the plan, as a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.measure import KpiStatus
from gameplan.model.pages import Kpi, is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish import words
from gameplan.publish.language import say, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.commitments import Period
    from gameplan.model.page import Page
    from gameplan.model.pages import JourneyStage
    from gameplan.publish.coverage import Promise
    from gameplan.publish.site import Edition

KINDS = {
    "stages": word("Audiences with nothing at a stage"),
    "idle": word("Goals with nothing ahead"),
    "unmeasured": word("Goals without a KPI"),
    "stale": word("KPIs without a fresh reading"),
    "promises": word("Promises that the plan doesn't keep"),
    "audience": word("Entries ahead for nobody"),
    "owner": word("Entries ahead that nobody owns"),
}
"""Kinds of gaps, with what they are called."""
PAGE = "\0"
"""Stands for the page in a sentence, until there is a link to it: no text of an author's holds it."""
_MOST_PERIODS = 4
"""As many as a sentence takes."""


class Gap(NamedTuple):
    """A gap: what lacks where, and what to do."""

    kind: str
    page: Page
    sentence: str
    """With `PAGE` where the page is named."""
    todo: str
    anchor: str = ""
    """A place on the page."""


def at_stage(stage: JourneyStage) -> str:
    """That an audience has nothing at a stage."""
    return say("Nothing for {page} at the stage “{stage}”.", page=PAGE, stage=stage.title or stage.id)


def find_gaps(edition: Edition) -> tuple[Gap, ...]:
    """The gaps that nobody accepted, kind by kind in the order of `KINDS`."""
    order = {kind: number for number, kind in enumerate(KINDS)}
    found = (*_stages(edition), *_goals(edition), *_kpis(edition), *_promises(edition), *_entries(edition))
    return tuple(sorted(found, key=lambda gap: order[gap.kind]))


def _stages(edition: Edition) -> Iterator[Gap]:
    for cell in edition.coverage.cells:
        if cell.gap:
            where = f"{cell.journey.id}/{cell.stage.id}"
            todo = say(
                "Plan an entry with {lines}, or accept the gap with a reason under accepted_gaps on the journey's page.",
                lines=say("audiences: [{audience}] and stage: {stage}", audience=cell.audience.id, stage=where),
            )
            yield Gap("stages", cell.audience, at_stage(cell.stage), todo)


def _goals(edition: Edition) -> Iterator[Gap]:
    for goal in edition.coverage.idle:
        todo = say(
            "Plan an entry with goals: [{goal}], or close the goal with lifecycle: achieved or dropped.", goal=goal.id
        )
        sentence = say("Nothing is planned for the goal {page} although it is in force.", page=PAGE)
        yield Gap("idle", goal, sentence, todo, "when")
    for goal in edition.playbook.goals:
        if is_in_force(goal_fields(goal), edition.today) and not edition.scores.measures(goal)[0]:
            todo = say("Name a KPI under kpis, or name the goal on a KPI's page.")
            sentence = say("Nothing measures the goal {page} nor any goal below it.", page=PAGE)
            yield Gap("unmeasured", goal, sentence, todo, "measure")


def _kpis(edition: Edition) -> Iterator[Gap]:
    for kpi in edition.playbook.of_kind("kpi"):
        standing = edition.scores.kpi(kpi)
        if standing.status is KpiStatus.NOT_MEASURED and isinstance(kpi.fields, Kpi):
            last = standing.last
            sentence = say("Nobody has measured {page} yet.", page=PAGE)
            if last:
                day = words.day_words(last.day, weekday=False)
                sentence = say("Nobody has measured {page} since {day}.", page=PAGE, day=day)
            yield Gap("stale", kpi, sentence, say("Add the latest value under readings."), "measure")


def _promises(edition: Edition) -> Iterator[Gap]:
    for promise in edition.coverage.promises:
        if short := promise.short:
            told = ", ".join(_kept(promise, period) for period in short[:_MOST_PERIODS])
            if len(short) > _MOST_PERIODS:
                told = say("{several} and {count} more", several=told, count=len(short) - _MOST_PERIODS)
            sentence = say(
                "{page} promises {promise}: only {told}.",
                page=PAGE,
                promise=words.promise_words(promise.commitment),
                told=told,
            )
            todo = say("Plan {count} more, or promise less under commitments.", count=_missing(promise))
            yield Gap("promises", promise.page, sentence, todo, "when")


def _kept(promise: Promise, period: Period) -> str:
    when = words.period_words(promise.commitment.every, period.first)
    return say("{count} in {period}", count=period.planned, period=when)


def _missing(promise: Promise) -> int:
    return sum(promise.commitment.at_least - period.planned for period in promise.short)


def _entries(edition: Edition) -> Iterator[Gap]:
    for entry in edition.coverage.lonely("audiences"):
        sentence = say("{page} names no audience.", page=PAGE)
        yield Gap("audience", entry, sentence, say("Write whom it is for under audiences."))
    for entry in edition.coverage.lonely("owner"):
        sentence = say("{page} has no owner.", page=PAGE)
        yield Gap("owner", entry, sentence, say("Write who answers for it under owner."))
