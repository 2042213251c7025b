"""What is said of gaps: for each kind of gap a sentence in which pages are named, as links or by their titles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gameplan.model.page import Page
from gameplan.wording import dates as words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.stage_coverage import Clash, CommitmentRecord, StageCell
    from gameplan.model.page import Entry

Named = Callable[[Page], str]
"""How a page is named in a sentence: by a link, or by its title."""
Sentence = Callable[[Named], str]
"""A sentence, by how pages are named in it."""
_MOST_PERIODS = 4
_KINDS = {
    "stages": word("Audiences with nothing at a stage"),
    "idle": word("Goals with nothing ahead"),
    "unmeasured": word("Goals without a KPI"),
    "stale": word("KPIs without a fresh reading"),
    "promises": word("Promises that the plan doesn't keep"),
    "goals": word("Entries ahead that serve no goal"),
    "audiences": word("Entries ahead for nobody"),
    "owner": word("Entries ahead that nobody owns"),
    "overdue": word("Entries that are overdue"),
    "clashes": word("Several things at once for one audience"),
}


def kind_words(kind: str) -> str:
    """Return the heading for a kind of gap."""
    return say(_KINDS[kind])


def empty_stage(cell: StageCell) -> Sentence:
    """An audience with nothing at a stage."""
    stage = cell.stage.title or cell.stage.id
    return lambda named: say("Nothing for {page} at the stage “{stage}”.", page=named(cell.audience), stage=stage)


def idle(goal: Page) -> Sentence:
    """A goal with nothing ahead."""
    return lambda named: say("Nothing is planned for the goal {page} although it is in force.", page=named(goal))


def accepted_idle(goal: Page) -> Sentence:
    """A goal that may have nothing ahead."""
    return lambda named: say("Nothing is planned for {page}.", page=named(goal))


def unmeasured(goal: Page) -> Sentence:
    """A goal without a KPI."""
    return lambda named: say("Nothing measures the goal {page} nor any goal below it.", page=named(goal))


def stale(kpi: Page, last: date | None) -> Sentence:
    """A KPI without a fresh reading."""
    if last is None:
        return lambda named: say("Nobody has measured {page} yet.", page=named(kpi))
    day = words.day_words(last, weekday=False)
    return lambda named: say("Nobody has measured {page} since {day}.", page=named(kpi), day=day)


def missed_commitment(record: CommitmentRecord) -> Sentence:
    """Say that a commitment isn't kept."""
    short = record.short[:_MOST_PERIODS]
    told = ", ".join(
        say(
            "{count} in {period}",
            count=period.planned,
            period=words.period_words(record.commitment.every, period.first),
        )
        for period in short
    )
    if more := len(record.short) - len(short):
        told = say("{several} and {count} more", several=told, count=more)
    made = words.commitment_words(record.commitment)
    return lambda named: say(
        "{page} promises {promise}: only {told}.", page=named(record.page), promise=made, told=told
    )


def lacking(entry: Entry, field: str) -> Sentence:
    """An entry without a goal, an audience or an owner."""
    if field == "goals":
        return lambda named: say("{page} serves no goal.", page=named(entry))
    if field == "audiences":
        return lambda named: say("{page} names no audience.", page=named(entry))
    return lambda named: say("{page} has no owner.", page=named(entry))


def overdue(entry: Entry, due: date) -> Sentence:
    """An entry whose day has passed."""
    day = words.day_words(due, weekday=False)
    return lambda named: say("{page} was due on {day}.", page=named(entry), day=day)


def clash(found: Clash) -> Sentence:
    """Several entries for one audience on one channel and day."""
    first, second, *more = found.entries
    day = words.day_words(found.day)

    def told(named: Named) -> str:
        known = {"first": named(first), "second": named(second), "audience": named(found.audience)}
        where = {"channel": named(found.channel), "day": day}
        if not more:
            return say("{first} and {second} reach {audience} by {channel} on {day}.", **known, **where)
        return say(
            "{first}, {second} and {count} more reach {audience} by {channel} on {day}.",
            count=len(more),
            **known,
            **where,
        )

    return told
