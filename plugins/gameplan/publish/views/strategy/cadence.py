"""How a page keeps its commitments: what went out and what is planned, period by period, against what was promised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.commitments import went_out
from gameplan.model.pages import Goal, in_force
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gameplan.analysis.commitments import Period
    from gameplan.analysis.stage_coverage import CommitmentRecord
    from gameplan.model.page import Page
    from gameplan.publish.context import Context


class Kept(NamedTuple):
    """A period, and how a commitment is kept in it."""

    period: Period
    state: str
    """`kept` or `missed` where it is over; `planned` or `short` where it isn't."""
    now: bool


def how_kept(context: Context, record: CommitmentRecord) -> list[Kept]:
    """Return a commitment's periods: those that are over by what went out, the others by what is planned."""
    least = record.commitment.at_least
    over = list(went_out(record.commitment, context.analysis.page_plans.of(record.page).entries, context.today))
    if isinstance(record.page.fields, Goal):
        first, last = in_force(record.page.fields)
        over = [each for each in over if (not first or first <= each.first) and (not last or each.last <= last)]
    found = [Kept(each, "kept" if each.planned >= least else "missed", now=False) for each in over]
    for each in record.periods:
        now = each.first <= context.today <= each.last
        found.append(Kept(each, "planned" if each.planned >= least else "short", now))
    return found


class PeriodBar(NamedTuple):
    """A period of a commitment."""

    name: str
    short_name: str
    planned: int
    """How much went out in it, or is planned."""
    state: str
    """As in `Kept`."""
    state_words: str
    now: bool


class CommitmentChart(NamedTuple):
    """A commitment, period by period."""

    id: str
    """What its ids begin with."""
    commitment: str
    sentence: str
    at_least: int
    periods: tuple[PeriodBar, ...]


class Cadence(NamedTuple):
    """The commitments of a page."""

    title: str
    """The page's."""
    charts: tuple[CommitmentChart, ...]


def cadence_ids(records: Sequence[CommitmentRecord]) -> tuple[str, ...]:
    """Return the ids in the charts of some commitments."""
    return tuple(f"cadence-{number}-{part}" for number, _ in enumerate(records, 1) for part in ("title", "desc"))


def cadence(context: Context, page: Page) -> Cadence:
    """Return the commitments of a page, each with its periods."""
    charts = []
    for number, record in enumerate(context.analysis.coverage.commitments_of(page), 1):
        periods = how_kept(context, record)
        bars = tuple([_bar(record, each) for each in periods])
        promised = words.commitment_words(record.commitment)
        least = record.commitment.at_least
        charts.append(CommitmentChart(f"cadence-{number}", promised, _sentence(periods), least, bars))
    return Cadence(page.title, tuple(charts))


def _bar(record: CommitmentRecord, each: Kept) -> PeriodBar:
    every, first = record.commitment.every, each.period.first
    said = state_words(each.state)
    return PeriodBar(_long(every, first), _short(every, first), each.period.planned, each.state, said, each.now)


def state_words(state: str) -> str:
    """Tell how a commitment is kept in a period."""
    said = {
        "kept": say("kept"),
        "missed": say("missed"),
        "planned": say("enough is planned"),
        "short": say("too little is planned yet"),
    }
    return said[state]


def _sentence(periods: Sequence[Kept]) -> str:
    """Say what a chart shows."""
    states = [each.state for each in periods]
    over = states.count("kept") + states.count("missed")
    parts = []
    if over == 1:
        parts.append(say("Met in the period before.") if "kept" in states else say("Missed in the period before."))
    elif over:
        parts.append(say("Kept in {kept} of the {count} periods before.", kept=states.count("kept"), count=over))
    if short := states.count("short"):
        parts.append(
            plural(
                "From now on too little is planned yet in {count} period.",
                "From now on too little is planned yet in {count} periods.",
                short,
            )
        )
    elif "planned" in states:
        parts.append(say("From now on enough is planned."))
    return " ".join(parts)


def _short(every: str, first: date) -> str:
    """A period's name below its bar."""
    if every == "week":
        return words.day_words(first, weekday=False, year=False)
    return words.month_name(first, short=True) if every == "month" else words.period_words(every, first)


def _long(every: str, first: date) -> str:
    """A period's whole name."""
    if every == "week":
        return words.days_words(first, first + timedelta(days=6))
    return words.month_words(first) if every == "month" else words.period_words(every, first)
