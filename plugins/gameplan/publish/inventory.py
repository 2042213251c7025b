"""What the inventory shows of each live piece, column by column, and what of it is due soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Kpi
from gameplan.publish.columns import AUDIENCES, OWNER, Cell, Column, day_cell, linked_pages, named_value
from gameplan.wording import dates as words
from gameplan.wording.labels import type_label, verdict_label
from gameplan.wording.live import age_words, due_words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from gameplan.analysis.live import LivePiece
    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

_WEB = ("http://", "https://")


class DueSoon(NamedTuple):
    """A live piece that is due by some day, or already."""

    piece: LivePiece
    day: date | None


def live_entries(context: Context) -> list[Entry]:
    """Return the live pieces that have an address, those first that went out first."""
    uris = context.addresses.uris
    found = [piece for piece in context.analysis.live.pieces if piece.entry.path in uris]
    return [piece.entry for piece in sorted(found, key=lambda piece: (str(piece.published or ""), piece.entry.path))]


def due_until(context: Context, last: date) -> tuple[DueSoon, ...]:
    """Return the live pieces that are due already, or by a day, in the order in which they are."""
    uris = context.addresses.uris
    found = [DueSoon(piece, piece.due_by) for piece in context.analysis.live.pieces if piece.entry.path in uris]
    due = [each for each in found if each.piece.dues or (each.day is not None and each.day <= last)]
    return tuple(sorted(due, key=lambda each: (not each.piece.dues, str(each.day or ""), each.piece.entry.path)))


def _of_piece(cell: Callable[[Context, LivePiece], Cell]) -> Callable[[Context, Page], Cell]:
    """Return what shows something of a live piece."""

    def of(context: Context, page: Page) -> Cell:
        piece = context.analysis.live.by_path.get(page.path)
        return cell(context, piece) if piece else Cell()

    return of


def _age(context: Context, piece: LivePiece) -> Cell:
    out = piece.entry.day_out
    if out is None or out > context.today:
        return Cell()
    days = (context.today - out).days
    return Cell(str(days), age_words(days), str(days))


def _audited(_: Context, piece: LivePiece) -> Cell:
    audit = piece.entry.entry.audited
    return day_cell(audit.on if audit else None)


def _verdict(_: Context, piece: LivePiece) -> Cell:
    audit = piece.entry.entry.audited
    return Cell(str(audit.verdict), verdict_label(str(audit.verdict))) if audit else Cell()


def _auditor(context: Context, piece: LivePiece) -> Cell:
    audit = piece.entry.entry.audited
    named = context.lookups.targets(piece.entry, "audited")
    return Cell("; ".join([page.title for page in named] or (audit.by if audit else ())))


def _note(_: Context, piece: LivePiece) -> Cell:
    audit = piece.entry.entry.audited
    return Cell(audit.note if audit else "")


def _stage(context: Context, piece: LivePiece) -> Cell:
    journeys = context.lookups.targets(piece.entry, "stage")
    whole = "; ".join([words.stage_words(journey, piece.entry) for journey in journeys])
    return Cell(whole, ", ".join([words.stage_title(journey, piece.entry) for journey in journeys]))


def _due_by(_: Context, piece: LivePiece) -> Cell:
    cell = day_cell(piece.due_by)
    return cell._replace(shown=say("{day}: due", day=cell.shown)) if piece.dues else cell


def _results(context: Context, piece: LivePiece) -> Cell:
    """The results by KPI, without those of hidden KPIs: their names alone may say too much."""
    kpis = {kpi.id: kpi for kpi in context.playbook.of_kind("kpi") if kpi.path in context.addresses.uris}
    found = []
    for name, value in piece.entry.entry.results.items():
        if kpi := kpis.get(name):
            unit = kpi.fields.unit if isinstance(kpi.fields, Kpi) else ""
            found.append(f"{kpi.title}: {words.measure(value, unit)}")
    return Cell("; ".join(found))


def _address(_: Context, piece: LivePiece) -> Cell:
    url = piece.entry.entry.url or ""
    return Cell(url, url.partition("://")[2].rstrip("/") or url, url=url if url.startswith(_WEB) else "")


COLUMNS: tuple[Column, ...] = (
    Column(word("Type"), named_value("type", type_label)),
    Column(word("Stage"), _of_piece(_stage)),
    AUDIENCES,
    OWNER,
    Column(word("Went out"), _of_piece(lambda _, piece: day_cell(piece.published)), "day"),
    Column(word("Age"), _of_piece(_age), "number"),
    Column(word("Last audit"), _of_piece(_audited), "day"),
    Column(word("Verdict"), _of_piece(_verdict)),
    Column(word("Audited by"), _of_piece(_auditor), where="file"),
    Column(word("Note"), _of_piece(_note), where="file"),
    Column(word("Due", "of a live piece"), _of_piece(lambda _, piece: Cell("; ".join(due_words(piece)))), where="file"),
    Column(word("Due by"), _of_piece(_due_by), "day"),
    Column(word("Retire on"), _of_piece(lambda _, piece: day_cell(piece.entry.entry.retire_on)), "day", "file"),
    Column(word("Results"), _of_piece(_results)),
    Column(word("Goals"), linked_pages("goals"), where="file"),
    Column(word("Channels"), linked_pages("channels"), where="file"),
    Column(word("Live at"), _of_piece(_address)),
)
"""The columns of the inventory, besides the title."""
