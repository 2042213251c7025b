"""What pieces brought: on the page of a KPI which they were, on those of goals, channels and reviews what theirs did."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gameplan.analysis.brought import Brought, Piece, brought, day_of
from gameplan.analysis.outcomes import Outcome
from gameplan.model.pages import Goal, Kpi, Review
from gameplan.publish.addresses import WHAT_WORKED
from gameplan.publish.views.links import Link, link_to
from gameplan.wording import dates as words
from gameplan.wording.money import money_words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_MOST_PIECES = 10
_FEW = 2
"""From so many pieces on there is a middle to tell."""


@dataclass(frozen=True, slots=True)
class BroughtPiece:
    """An entry with its result."""

    link: Link
    when: str
    result: str


@dataclass(frozen=True, slots=True)
class BroughtGroup:
    """What pieces brought to a KPI."""

    kpi: Link | None
    """None on the KPI's own page."""
    sentence: str
    pieces: tuple[BroughtPiece, ...]
    more: int
    """How many others there are."""


@dataclass(frozen=True, slots=True)
class BroughtPanel:
    """What pieces brought, KPI by KPI."""

    title: str
    groups: tuple[BroughtGroup, ...]
    all: Link | None
    """On a review: to what all pieces brought."""


def brought_title(page: Page) -> str:
    """Return the heading: pieces move a KPI, and bring something to all else."""
    if isinstance(page.fields, Review):
        return say("What the pieces of the period brought")
    return say("What moved it") if isinstance(page.fields, Kpi) else say("What it brought")


def brought_panel(context: Context, page: Page) -> BroughtPanel:
    """Return what the entries of a page brought: of a KPI all that name it, of a review those of its period, else those that serve it."""
    groups = [_group(context, found, own=found.kpi is page) for found in found_by(context, page)]
    everything = Link(say("What all pieces brought"), uri=WHAT_WORKED) if isinstance(page.fields, Review) else None
    return BroughtPanel(brought_title(page), tuple(groups), everything)


def found_by(context: Context, page: Page) -> tuple[Brought, ...]:
    """Return what a page's entries brought, by KPI."""
    playbook = context.playbook
    if isinstance(page.fields, Kpi):
        return tuple(found for found in context.analysis.brought if found.kpi is page)
    if isinstance(page.fields, Review):
        reviewed = context.analysis.reviewed(page)
        out = reviewed.of(Outcome.PUBLISHED) if reviewed and not reviewed.coming else ()
        return brought(playbook, context.analysis.accounts, [each.entry for each in out if each.entry])
    goals = (page, *playbook.descendants(page)) if isinstance(page.fields, Goal) else (page,)
    serving = [entry for each in goals for entry in playbook.citing(each)]
    return brought(playbook, context.analysis.accounts, serving)


def _group(context: Context, found: Brought, *, own: bool) -> BroughtGroup:
    unit = _unit(found)
    return BroughtGroup(
        kpi=None if own else link_to(context.addresses.uris, found.kpi),
        sentence=brought_words(context, found),
        pieces=tuple([_piece(context, piece, unit) for piece in found.pieces[:_MOST_PIECES]]),
        more=max(len(found.pieces) - _MOST_PIECES, 0),
    )


def brought_words(context: Context, found: Brought) -> str:
    """Say how much pieces brought: how many there are, their median, the best, and what one result cost."""
    unit = _unit(found)
    said = [plural("{count} piece", "{count} pieces", len(found.pieces))]
    if len(found.pieces) >= _FEW:
        said.append(say("median {value}", value=words.measure(rounded(found.median), unit)))
        said.append(say("best {value}", value=words.measure(found.pieces[0].result, unit)))
    if cost := cost_words(context, found):
        said.append(say("{money} for each result", money=cost))
    return " · ".join(said)


def cost_words(context: Context, found: Brought) -> str:
    """Say what one result cost; empty where that isn't known."""
    return money_words(rounded(found.cost, 2), context.analysis.accounts.currency) if found.cost is not None else ""


def _unit(found: Brought) -> str:
    return found.kpi.fields.unit if isinstance(found.kpi.fields, Kpi) else ""


def _piece(context: Context, piece: Piece, unit: str) -> BroughtPiece:
    entry = piece.entry
    day = day_of(entry)
    when = words.day_words(day, weekday=False) if day else ""
    return BroughtPiece(link_to(context.addresses.uris, entry), when, words.measure(piece.result, unit))


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Return a number as people read it: half of the last place counts as a whole one."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
