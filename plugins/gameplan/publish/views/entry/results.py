"""What became of an entry, what stands beside it on its goal, and how it changed."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, Literal, NamedTuple

from gameplan.analysis.changes import local_day
from gameplan.model.page import sort_key
from gameplan.model.pages import Kpi
from gameplan.publish.views.entry.related import EntryLine, entry_line
from gameplan.publish.views.links import Link, link_to
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gameplan.model.page import Entry, Page
    from gameplan.model.revisions import Change
    from gameplan.publish.context import Context

MOST_CHANGES = 5


class KpiEffect(NamedTuple):
    """What an entry did to a KPI."""

    kpi: Link
    result: str
    planned: str
    """What was expected; empty where nothing was."""
    difference: str
    """How much better or worse it is; empty where the two can't be compared."""
    side: Literal["ahead", "behind", ""]
    """On which side of what was expected it is."""


class Neighbours(NamedTuple):
    """The entries before and after another one among those that serve its first goal."""

    goal: Link
    before: EntryLine | None
    after: EntryLine | None


class PastChange(NamedTuple):
    """A day on which an entry changed."""

    day: date
    words: str
    sentence: str


def results(context: Context, entry: Entry) -> tuple[KpiEffect, ...]:
    """Return the results of an entry by KPI, without those of hidden KPIs: their names alone may say too much."""
    if not entry.entry.results:
        return ()
    kpis = {kpi.id: kpi for kpi in context.playbook.of_kind("kpi") if kpi.path in context.addresses.uris}
    shown = [(kpis[name], value) for name, value in entry.entry.results.items() if name in kpis]
    return tuple([_result(context, entry, kpi, value) for kpi, value in shown])


def _result(context: Context, entry: Entry, kpi: Page, value: Decimal) -> KpiEffect:
    """Compare a result with its KPI: a rate with what was expected on that day; an amount is a part of the target."""
    line, fields = context.analysis.scores.kpi(kpi).line, kpi.fields
    unit = fields.unit if isinstance(fields, Kpi) else ""
    link, result = link_to(context.addresses.uris, kpi), words.measure(value, unit)
    if line is None or not isinstance(fields, Kpi):
        return KpiEffect(link, result, "", "", "")
    if unit != "%":
        return KpiEffect(link, result, say("{value} in all", value=words.measure(line.end, unit)), "", "")
    day = entry.entry.published or entry.out_by or context.today
    planned = round(line.at(day), 1)
    difference = value - planned
    ahead = difference >= 0 if fields.direction == "up" else difference <= 0
    side: Literal["ahead", "behind"] = "ahead" if ahead else "behind"
    return KpiEffect(link, result, words.measure(planned, unit), _difference(difference, ahead=ahead), side)


def _difference(difference: Decimal, *, ahead: bool) -> str:
    shown = words.number_words(difference)
    if shown == "0":
        return say("as planned")
    signed = f"+{shown}" if difference > 0 else shown
    return say("{difference}, better", difference=signed) if ahead else say("{difference}, worse", difference=signed)


def along(context: Context, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """Return the entries before and after an entry among those that serve its first goal; dropped ones don't count."""
    goals = context.lookups.targets(entry, "goals")
    if not goals:
        return None, None
    serving = context.analysis.citations.along.get(goals[0].path, [])
    place = context.analysis.citations.places.get((goals[0].path, entry.path))
    after = place + 1 if place is not None else None
    if place is None or after is None:
        # Dropped itself: it stands where it would have been.
        place = after = sum(sort_key(other) < sort_key(entry) for other in serving)
    return (serving[place - 1] if place else None), (serving[after] if after < len(serving) else None)


def neighbours(context: Context, entry: Entry) -> Neighbours | None:
    """Return what comes before and after an entry on the same goal; None where this is all."""
    before, after = along(context, entry)
    if before is None and after is None:
        return None
    goal = context.lookups.targets(entry, "goals")[0]
    uris = context.addresses.uris
    return Neighbours(
        Link(goal.title, None, goal.kind.icon, uris[goal.path]),
        entry_line(context, before) if before and before.path in uris else None,
        entry_line(context, after) if after and after.path in uris else None,
    )


def changes(context: Context, entry: Entry) -> Sequence[Change]:
    """Return the last changes of an entry, newest first; nothing of a draft, and nothing where there is no history."""
    revision = context.edition.revisions.pages.get(entry.path)
    if revision is None or entry.fields.visibility == "draft":
        return ()
    return revision.changes[:MOST_CHANGES]


def history(context: Context, entry: Entry) -> tuple[PastChange, ...]:
    """Return how an entry changed, newest first; nothing where that isn't known."""
    return tuple(
        [
            PastChange(day := local_day(context.playbook, change.when), words.day_words(day), sentence(change))
            for change in changes(context, entry)
        ]
    )
