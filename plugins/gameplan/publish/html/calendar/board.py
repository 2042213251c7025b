"""The board: a column for each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame
from gameplan.publish.html.counted import counted_entries, counts
from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.icons import STAGES
from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.board import Board, BoardCard, BoardColumn


def board(view: Board, to: Linker) -> str:
    """Draw a column for each stage."""
    return render(
        "board.html",
        **frame(view.frame, to),
        title=view.title,
        columns=[_column(column, to) for column in view.columns],
        counted=counted_entries(view.counted, to),
        today=view.today,
        empty=not any(column.size for column in view.columns),
    )


def _column(view: BoardColumn, to: Linker) -> dict[str, object]:
    return {
        "title": relative(view.title, to),
        "note": view.note,
        "icon": STAGES[view.stage] if view.stage else "",
        "size": view.size,
        "cards": [_card(card, to) for card in view.cards],
        "rest": relative(view.rest, to) if view.rest else None,
        "of": counts(view.numbers),
    }


def _card(view: BoardCard, to: Linker) -> dict[str, object]:
    return {
        **view._asdict(),
        "title": relative(view.title, to),
        "facets": attributes(view.facets),
        "goals": [relative(link, to) for link in view.goals],
        "about": [relative(link, to) for link in view.about],
        "picture": address_of(view.picture, to) if view.picture else "",
    }
