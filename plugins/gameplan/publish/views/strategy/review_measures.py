"""What a review shows besides the entries: what the KPIs did in its period, what returned in it, and its deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.measure import standing
from gameplan.model.pages import Kpi
from gameplan.publish.addresses import KPIS
from gameplan.publish.views.charts import Chart, spark
from gameplan.publish.views.links import Link, link_to, links_to
from gameplan.publish.views.measures import Value
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label
from gameplan.wording.speech import plural, say
from gameplan.wording.standings import numbers, sentence, side_words

if TYPE_CHECKING:
    from decimal import Decimal

    from gameplan.analysis.deadlines import Due
    from gameplan.analysis.measure import Point, Standing
    from gameplan.analysis.outcomes import Returning, ReviewedPeriod
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

MOST_KPIS = 24
_MOST_ITEMS = 50


class ChangeLine(NamedTuple):
    """An entry, and what became of it."""

    hue: int
    icon: str
    link: Link
    words: str
    goals: tuple[Link, ...]


class ListedLines(NamedTuple):
    """A sentence with a list below it."""

    sentence: str
    lines: tuple[ChangeLine, ...]
    more: int = 0


class PeriodScore(NamedTuple):
    """What a KPI did in a period."""

    hue: int
    link: Link
    before: Value | None
    """None where nobody had measured it."""
    after: Value
    change: Value | None
    expected: Value | None
    """None without a target."""
    state: State
    spark: Chart | None
    sentence: str


class PeriodScores(NamedTuple):
    """What the KPIs did in a period."""

    period: str
    running: bool
    """Whether it isn't over."""
    rows: tuple[PeriodScore, ...]
    """Those that were measured in it."""
    silent: tuple[Link, ...]
    """Those that nobody measured in it."""
    more: int
    """How many of either are not shown."""
    scorecard: Link


def period_scores(context: Context, found: ReviewedPeriod, period: str) -> PeriodScores:
    """Return what the KPIs did in a period, those in trouble at its end first. Later readings don't count.

    Args:
        context: what is published.
        found: the period.
        period: its name.
    """
    stood = [
        (kpi, standing(kpi.fields, found.until))
        for kpi in context.playbook.of_kind("kpi")
        if isinstance(kpi.fields, Kpi) and kpi.path in context.addresses.uris
    ]
    measured = [(kpi, s) for kpi, s in stood if s.last and s.last.day > found.first]
    measured.sort(key=lambda each: (each[1].trouble, each[0].title.casefold(), each[0].path))
    names = {kpi.path for kpi, _ in measured}
    silent = [kpi for kpi, _ in stood if kpi.path not in names]
    shown = links_to(context.addresses.uris, silent[:MOST_KPIS])
    rows = tuple([_score(context, found, kpi, s) for kpi, s in measured[:MOST_KPIS]])
    scorecard = Link(say("How they stand now"), uri=KPIS)
    left = len(stood) - len(rows) - len(shown)
    return PeriodScores(period, found.running, rows, shown, left, scorecard)


def _score(context: Context, found: ReviewedPeriod, kpi: Page, stood: Standing) -> PeriodScore:
    fields = kpi.fields
    assert isinstance(fields, Kpi)  # noqa: S101 - the caller's promise
    said = numbers(kpi, stood)
    before = next((point for point in reversed(stood.points) if point.day <= found.first), None)
    last = stood.points[-1]
    return PeriodScore(
        hue=context.lookups.hue(context.analysis.scores.goals(kpi)),
        link=link_to(context.addresses.uris, kpi),
        before=_value(before, fields.unit) if before else None,
        after=_value(last, fields.unit),
        change=_change(last.value - before.value, falling=stood.falling) if before else None,
        expected=Value(said.expected, side_words(said)) if said.expected else None,
        state=state_of(stood.status),
        spark=spark(stood),
        sentence=sentence(kpi, stood),
    )


def _value(point: Point, unit: str) -> Value:
    symbol = unit if words.is_symbol(unit) else ""
    day = words.day_words(point.day, weekday=False)
    more = day if symbol or not unit else say("{unit}, {day}", unit=unit, day=day)
    return Value(words.measure(point.value, symbol), more)


def _change(change: Decimal, *, falling: bool) -> Value:
    if not change:
        return Value(say("unchanged"), quiet=True)
    sign = "+" if change > 0 else ""
    better = (change < 0) if falling else (change > 0)
    return Value(f"{sign}{words.number_words(change)}", say("better") if better else say("worse"))


def returning(context: Context, found: ReviewedPeriod) -> ListedLines | None:
    """Return the series of a period, with how often each happened; None where there is none."""
    if not found.returning:
        return None
    times = sum(each.times for each in found.returning)
    text = plural(
        "One entry returned, {times} in all.",
        "{count} entries returned, {times} in all.",
        len(found.returning),
        times=_times(times),
    )
    lines = tuple([_returned(context, each) for each in found.returning[:_MOST_ITEMS]])
    return ListedLines(text, lines, max(len(found.returning) - _MOST_ITEMS, 0))


def _times(count: int) -> str:
    return plural("once", "{count} times", count)


def _returned(context: Context, each: Returning) -> ChangeLine:
    goals, uris = context.lookups.targets(each.entry, "goals"), context.addresses.uris
    hue, link = context.lookups.hue(goals), link_to(uris, each.entry)
    return ChangeLine(hue, "repeat", link, _times(each.times), links_to(uris, goals))


def deadlines(context: Context, found: ReviewedPeriod) -> ListedLines | None:
    """Say how many deadlines of a period were met, and list the others; None where it had none."""
    if not found.deadlines:
        return None
    missed = [due for due in found.deadlines if not due.deadline.done]
    text = plural(
        "One deadline, {done} of them done.",
        "{count} deadlines, {done} of them done.",
        len(found.deadlines),
        done=len(found.deadlines) - len(missed),
    )
    lines = tuple([_missed(context, due) for due in missed[:_MOST_ITEMS]])
    return ListedLines(text, lines, max(len(missed) - _MOST_ITEMS, 0))


def _missed(context: Context, due: Due) -> ChangeLine:
    goals, uris = context.lookups.targets(due.entry, "goals"), context.addresses.uris
    name = deadline_label(due.name)
    owners = ", ".join(context.lookups.people.get(owner, owner) for owner in due.deadline.owner)
    gaps = {"name": name, "day": words.day_words(due.deadline.on), "owner": owners}
    said = say("{name} by {day}, {owner}", **gaps) if owners else say("{name} by {day}", **gaps)
    return ChangeLine(context.lookups.hue(goals), "timer-sand", link_to(uris, due.entry), said, links_to(uris, goals))
