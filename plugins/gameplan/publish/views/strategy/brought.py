"""What pieces brought: on the page of a KPI which they were, on those of goals and channels what theirs did."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gameplan.analysis.brought import Brought, Piece, brought
from gameplan.model.pages import Goal, Kpi
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


def brought_title(page: Page) -> str:
    """Return the heading: pieces move a KPI, and bring something to all else."""
    return say("What moved it") if isinstance(page.fields, Kpi) else say("What it brought")


def brought_panel(context: Context, page: Page) -> BroughtPanel:
    """Return what the entries of a page brought: of a KPI all that name it, of other pages those that serve them."""
    groups = [_group(context, found, own=found.kpi is page) for found in found_by(context, page)]
    return BroughtPanel(brought_title(page), tuple(groups))


def found_by(context: Context, page: Page) -> tuple[Brought, ...]:
    """Return what a page's entries brought, by KPI."""
    playbook = context.playbook
    if isinstance(page.fields, Kpi):
        return tuple(found for found in context.analysis.brought if found.kpi is page)
    goals = (page, *playbook.descendants(page)) if isinstance(page.fields, Goal) else (page,)
    serving = [entry for each in goals for entry in playbook.citing(each)]
    return brought(playbook, context.analysis.accounts, serving)


def _group(context: Context, found: Brought, *, own: bool) -> BroughtGroup:
    unit = found.kpi.fields.unit if isinstance(found.kpi.fields, Kpi) else ""
    best = words.measure(found.pieces[0].result, unit)
    said = [plural("{count} piece", "{count} pieces", len(found.pieces))]
    if len(found.pieces) >= _FEW:
        said.append(say("median {value}", value=words.measure(_rounded(found.median), unit)))
        said.append(say("best {value}", value=best))
    if found.cost is not None:
        money = money_words(_rounded(found.cost, 2), context.analysis.accounts.currency)
        said.append(say("{money} for each result", money=money))
    return BroughtGroup(
        kpi=None if own else link_to(context.addresses.uris, found.kpi),
        sentence=" · ".join(said),
        pieces=tuple([_piece(context, piece, unit) for piece in found.pieces[:_MOST_PIECES]]),
        more=max(len(found.pieces) - _MOST_PIECES, 0),
    )


def _piece(context: Context, piece: Piece, unit: str) -> BroughtPiece:
    entry = piece.entry
    day = entry.entry.published or entry.out_by
    when = words.day_words(day, weekday=False) if day else ""
    return BroughtPiece(link_to(context.addresses.uris, entry), when, words.measure(piece.result, unit))


def _rounded(value: Decimal, places: int = 1) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
