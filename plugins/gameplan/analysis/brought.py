"""What published pieces brought: their results by KPI, the best first, and what one result cost."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.analysis.health import Scores
    from gameplan.analysis.money import Accounts
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook

_SHARE = "%"


class Piece(NamedTuple):
    """An entry, and its result."""

    entry: Entry
    result: Decimal


class Brought(NamedTuple):
    """What some entries brought to a KPI."""

    kpi: Page
    pieces: tuple[Piece, ...]
    """The best first."""
    median: Decimal
    cost: Decimal | None
    """Of one result, of those entries of which is known what was spent; None where of none, or where the KPI is a share."""

    @property
    def total(self) -> Decimal | None:
        """All results together; None of a share, of which several have no sum."""
        return None if _is_share(self.kpi) else sum((piece.result for piece in self.pieces), Decimal(0))


def brought(playbook: Playbook, accounts: Accounts, entries: Iterable[Entry]) -> tuple[Brought, ...]:
    """Return what entries brought, by KPI in the order of their titles.

    Args:
        playbook: with what may be seen: KPIs that aren't in it are left out.
        accounts: its money.
        entries: each counts once.
    """
    by_kpi: dict[str, list[Piece]] = {}
    for entry in {entry.path: entry for entry in entries if entry.entry.results}.values():
        for name, result in entry.entry.results.items():
            by_kpi.setdefault(name, []).append(Piece(entry, result))
    found = []
    for kpi in sorted(playbook.of_kind("kpi"), key=lambda page: (page.title.casefold(), page.path)) if by_kpi else ():
        if pieces := by_kpi.get(kpi.id):
            down = falls(kpi)
            pieces.sort(key=lambda piece: (piece.result if down else -piece.result, piece.entry.path))
            middle = median([piece.result for piece in pieces])
            found.append(Brought(kpi, tuple(pieces), Decimal(middle), _cost(kpi, accounts, pieces)))
    return tuple(found)


def falls(kpi: Page) -> bool:
    """Tell whether less is better."""
    return isinstance(kpi.fields, Kpi) and kpi.fields.direction == "down"


def day_of(entry: Entry) -> date | None:
    """Return the day from which an entry brought something: on which it went out, by its own word or by its last day."""
    return entry.entry.published or entry.out_by


def planned_on(scores: Scores, kpi: Page, entry: Entry, today: date) -> Decimal | None:
    """Return what a KPI was to be on the day of an entry.

    None without a target, and where it is no share: of an amount a piece brings a part, and nobody plans that.

    Args:
        scores: how KPIs stand.
        kpi: the KPI.
        entry: the entry.
        today: the day that stands for that of an entry without one.
    """
    line = scores.kpi(kpi).line
    if line is None or not _is_share(kpi):
        return None
    return round(line.at(day_of(entry) or today), 1)


def _is_share(kpi: Page) -> bool:
    return isinstance(kpi.fields, Kpi) and kpi.fields.unit == _SHARE


def _cost(kpi: Page, accounts: Accounts, pieces: Iterable[Piece]) -> Decimal | None:
    paid = [piece for piece in pieces if accounts.spent(piece.entry)]
    results = sum((piece.result for piece in paid), Decimal(0))
    if not paid or results <= 0 or _is_share(kpi):
        return None
    return sum((accounts.spent(piece.entry) for piece in paid), Decimal(0)) / results
