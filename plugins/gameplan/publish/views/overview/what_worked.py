"""What worked: what pieces brought against what could be expected of them, with what reviews said; and the same by type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from gameplan.analysis.brought import day_of, falls
from gameplan.analysis.quotes import quotes
from gameplan.analysis.worked import Basis
from gameplan.model.pages import Kpi
from gameplan.publish.addresses import WHAT_WORKED
from gameplan.publish.views.entry.results import difference_words
from gameplan.publish.views.links import Link, link_to
from gameplan.publish.views.strategy.brought import brought_words, cost_words, rounded
from gameplan.wording import dates as words
from gameplan.wording.labels import type_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.brought import Brought
    from gameplan.analysis.worked import Compared, TypeBrought, Worked
    from gameplan.publish.context import Context

MOST_PIECES = 50
"""Pieces of a KPI; the rest is counted."""
_MOST_QUOTES = 2

Side = Literal["ahead", "behind", ""]


class SaidOf(NamedTuple):
    """A sentence of a review."""

    text: str
    review: Link


class WorkedLine(NamedTuple):
    """A piece, with what it brought."""

    hue: int
    link: Link
    facts: str
    """Its type and day."""
    result: str
    expected: str
    """Empty where there is nothing to compare it with."""
    basis: str
    """What was expected: a plan, or a median."""
    difference: str
    side: Side
    said: tuple[SaidOf, ...]


class WorkedGroup(NamedTuple):
    """The pieces of a KPI."""

    id: str
    kpi: Link
    sentence: str
    lines: tuple[WorkedLine, ...]
    more: int
    """How many others there are."""


class TypeLine(NamedTuple):
    """What the pieces of a type brought to a KPI."""

    type: str
    kpi: Link
    size: int
    median: str
    best: str
    best_of: Link
    cost: str
    """Of one result; empty where that isn't known."""


class SideCount(NamedTuple):
    """How many results stand alike."""

    number: int
    label: str
    side: Side


@dataclass(frozen=True, slots=True)
class WhatWorked:
    """What pieces brought."""

    title: str
    lead: str
    """How many pieces have a result; empty where none has."""
    counts: tuple[SideCount, ...]
    groups: tuple[WorkedGroup, ...]
    types: tuple[TypeLine, ...]


def worked_title(context: Context) -> str:
    """Return the title of the page, as the author of its text calls it."""
    intro = context.addresses.intros.get(WHAT_WORKED)
    return intro.title if intro and intro.fields.title else say("What worked")


def worked_link(context: Context) -> Link | None:
    """Return the way to the page; None where there is none, since no piece has a result and nobody wrote of it."""
    if not context.analysis.brought and WHAT_WORKED not in context.addresses.intros:
        return None
    return Link(worked_title(context), None, "chart-line", WHAT_WORKED)


def what_worked(context: Context) -> WhatWorked:
    """Return what all pieces brought, KPI by KPI and type by type."""
    found = context.analysis.worked
    size = len({piece.entry.path for each in found for piece in each.brought.pieces})
    lead = plural(
        "{count} piece has a result. As of {day}.",
        "{count} pieces have a result. As of {day}.",
        size,
        day=words.day_words(context.today, weekday=False),
    )
    return WhatWorked(
        title=worked_title(context),
        lead=lead if size else "",
        counts=_counts([compared for each in found for compared in each.pieces]),
        groups=tuple([_group(context, each, number) for number, each in enumerate(found, 1)]),
        types=tuple([line for each in context.analysis.brought_by_type for line in _types(context, each)]),
    )


def _counts(found: list[Compared]) -> tuple[SideCount, ...]:
    known = [compared.ahead for compared in found if compared.ahead is not None]
    counts = (
        SideCount(sum(ahead > 0 for ahead in known), say("better than expected"), "ahead"),
        SideCount(sum(ahead == 0 for ahead in known), say("as expected"), ""),
        SideCount(sum(ahead < 0 for ahead in known), say("worse than expected"), "behind"),
        SideCount(len(found) - len(known), say("with nothing to compare them with"), ""),
    )
    return tuple([count for count in counts if count.number])


def _group(context: Context, found: Worked, number: int) -> WorkedGroup:
    kpi = found.brought.kpi
    return WorkedGroup(
        id=f"kpi-{number}",
        kpi=link_to(context.addresses.uris, kpi),
        sentence=brought_words(context, found.brought),
        lines=tuple([_line(context, found.brought, compared) for compared in found.pieces[:MOST_PIECES]]),
        more=max(len(found.pieces) - MOST_PIECES, 0),
    )


def _line(context: Context, found: Brought, compared: Compared) -> WorkedLine:
    entry, result = compared.piece
    uris, unit = context.addresses.uris, _unit(found)
    day = day_of(entry)
    facts = (
        type_label(entry.entry.type) if entry.entry.type else "",
        words.day_words(day, weekday=False) if day else "",
    )
    return WorkedLine(
        hue=context.lookups.hue(context.lookups.targets(entry, "goals")),
        link=link_to(uris, entry),
        facts=" · ".join([fact for fact in facts if fact]),
        result=words.measure(result, unit),
        expected="" if compared.expected is None else words.measure(rounded(compared.expected), unit),
        basis=_basis(compared),
        difference=_difference(found, compared),
        side="" if not compared.ahead else "ahead" if compared.ahead > 0 else "behind",
        said=tuple(
            [SaidOf(quote.text, link_to(uris, quote.review)) for quote in quotes(context.lookups, entry)[:_MOST_QUOTES]]
        ),
    )


def _basis(compared: Compared) -> str:
    if compared.basis is Basis.PLAN:
        return say("planned for that day")
    if compared.basis is Basis.TYPE:
        return say("median of its type")
    return say("median of all") if compared.basis is Basis.ALL else ""


def _difference(found: Brought, compared: Compared) -> str:
    if compared.ahead is None:
        return ""
    if not compared.ahead and compared.basis is not Basis.PLAN:
        return say("the same")
    difference = -compared.ahead if falls(found.kpi) else compared.ahead
    return difference_words(rounded(difference), ahead=compared.ahead >= 0)


def _types(context: Context, found: TypeBrought) -> Iterator[TypeLine]:
    for each in found.brought:
        best = each.pieces[0]
        yield TypeLine(
            type=type_label(found.type) if found.type else say("No type"),
            kpi=link_to(context.addresses.uris, each.kpi),
            size=len(each.pieces),
            median=words.measure(rounded(each.median), _unit(each)),
            best=words.measure(best.result, _unit(each)),
            best_of=link_to(context.addresses.uris, best.entry),
            cost=cost_words(context, each),
        )


def _unit(found: Brought) -> str:
    return found.kpi.fields.unit if isinstance(found.kpi.fields, Kpi) else ""
