"""What worked: each result against what could be expected of it, and what results amount to by the type of the pieces."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.brought import brought, falls, planned_on
from gameplan.analysis.spread import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gameplan.analysis.brought import Brought, Piece
    from gameplan.analysis.health import Scores
    from gameplan.analysis.money import Accounts
    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook


class Basis(StrEnum):
    """What a result is compared with."""

    PLAN = "plan"
    """What the KPI was to be on that day; only where it is a share, since an amount is one piece's part of it."""
    TYPE = "type"
    """The median of the pieces of its type."""
    ALL = "all"
    """The median of all pieces, where there are too few of its type."""


class Compared(NamedTuple):
    """A piece, and what could be expected of it."""

    piece: Piece
    basis: Basis | None
    """None where there is too little to compare it with."""
    expected: Decimal | None
    ahead: Decimal | None
    """How much better it is; negative where it is worse."""


class Worked(NamedTuple):
    """The pieces of a KPI, the best against what could be expected first."""

    brought: Brought
    pieces: tuple[Compared, ...]


class TypeBrought(NamedTuple):
    """What the pieces of a type brought, by KPI."""

    type: str
    """Empty for pieces without one."""
    brought: tuple[Brought, ...]


def worked(found: Iterable[Brought], scores: Scores, today: date) -> tuple[Worked, ...]:
    """Compare what pieces brought with what could be expected, KPI by KPI.

    Args:
        found: what they brought.
        scores: how the KPIs stand.
        today: the day that stands for that of pieces without one.
    """
    return tuple(Worked(each, _compared(each, scores, today)) for each in found)


def by_type(playbook: Playbook, accounts: Accounts, entries: Iterable[Entry]) -> tuple[TypeBrought, ...]:
    """Return what entries brought by their type, those types first of which most brought something."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.entry.results:
            groups.setdefault(entry.entry.type or "", []).append(entry)
    found = [TypeBrought(name, brought(playbook, accounts, group)) for name, group in groups.items()]
    known = [each for each in found if each.brought]
    return tuple(sorted(known, key=lambda each: (not each.type, -_size(each), each.type)))


def _size(found: TypeBrought) -> int:
    return len({piece.entry.path for each in found.brought for piece in each.pieces})


def _compared(found: Brought, scores: Scores, today: date) -> tuple[Compared, ...]:
    medians = _medians(found.pieces)
    made = [_piece(found, piece, medians, scores, today) for piece in found.pieces]
    # They are in the order of their results already, which stays where nothing else tells them apart.
    return tuple(sorted(made, key=_order))


def _medians(pieces: Sequence[Piece]) -> dict[str | None, Decimal]:
    """The median of each type with enough pieces, by its name; None names all pieces."""
    groups: dict[str | None, list[Decimal]] = {None: [piece.result for piece in pieces]}
    for piece in pieces:
        if piece.entry.entry.type:
            groups.setdefault(piece.entry.entry.type, []).append(piece.result)
    return {name: Decimal(median(results)) for name, results in groups.items() if len(results) >= ENOUGH}


def _piece(found: Brought, piece: Piece, medians: dict[str | None, Decimal], scores: Scores, today: date) -> Compared:
    kind = piece.entry.entry.type
    bases = (
        (Basis.PLAN, planned_on(scores, found.kpi, piece.entry, today)),
        (Basis.TYPE, medians.get(kind) if kind else None),
        (Basis.ALL, medians.get(None)),
    )
    for basis, expected in bases:
        if expected is not None:
            difference = piece.result - expected
            return Compared(piece, basis, expected, -difference if falls(found.kpi) else difference)
    return Compared(piece, None, None, None)


def _order(compared: Compared) -> tuple[bool, Decimal]:
    """Order pieces by how much better they are, as a share of what could be expected; those that can't be compared come last."""
    if compared.ahead is None:
        return True, Decimal(0)
    return False, -compared.ahead / (abs(compared.expected or Decimal(0)) or Decimal(1))
