"""The inventory: every live piece as a row of a list, and above it what is due this quarter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import month_after, quarter_of
from gameplan.publish.addresses import INVENTORY, INVENTORY_CSV, inventory_uri
from gameplan.publish.inventory import COLUMNS, DueSoon, due_until
from gameplan.publish.views.filter_form import FilterForm, choices_of
from gameplan.publish.views.links import Link, link_to, people_of
from gameplan.publish.views.overview.lists import (
    ListCell,
    ListColumn,
    ListPage,
    ListRow,
    list_columns,
    list_rows,
    part_words,
)
from gameplan.wording.dates import day_words
from gameplan.wording.live import coming_words, due_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context

MOST_DUE = 40


class DueLine(NamedTuple):
    """A live piece that somebody must look at this quarter."""

    link: Link
    reason: str
    now: bool
    """Whether it is due already."""
    owners: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class InventoryPage:
    """The inventory, or a part of it."""

    size: int
    """How many live pieces there are in all."""
    today: str
    until: str
    """The last day of the quarter, in words."""
    due: tuple[DueLine, ...]
    more: int
    """How many more are due."""
    later: Link | None
    """The part with pieces that went out later."""
    earlier: Link | None
    list: ListPage


def inventory_page(context: Context, entries: Sequence[Entry], part: int, parts: int, size: int) -> InventoryPage:
    """Return the inventory, or a part of it; what is due stands on the first.

    Args:
        context: what is published.
        entries: the live pieces of this part.
        part: its number, from 1.
        parts: how many there are.
        size: how many live pieces there are in all.
    """
    last = month_after(quarter_of(context.today), 3) - timedelta(days=1)
    due = due_until(context, last) if part == 1 else ()
    shown = [column for column in COLUMNS if column.where != "file"]
    columns, rows = _said(list_columns(shown), list_rows(context, shown, entries))
    filters = choices_of(context).of_some(entries) if entries else None
    return InventoryPage(
        size=size,
        today=day_words(context.today, weekday=False),
        until=day_words(last, weekday=False),
        due=tuple([_line(context, each, last) for each in due[:MOST_DUE]]),
        more=max(len(due) - MOST_DUE, 0),
        later=Link("", uri=inventory_uri(part + 1)) if part < parts else None,
        earlier=Link("", uri=inventory_uri(part - 1)) if part > 1 else None,
        list=ListPage(
            title=inventory_title(context, part),
            label=say("Piece"),
            columns=columns,
            rows=rows,
            file=Link("", uri=INVENTORY_CSV) if context.addresses.is_free(INVENTORY_CSV) else None,
            filters=filters,
            frame=None,
            part=part_words(len(entries), size, parts),
            groups=_groups(columns, rows, filters),
        ),
    )


def _said(columns: Sequence[ListColumn], rows: Sequence[ListRow]) -> tuple[tuple[ListColumn, ...], tuple[ListRow, ...]]:
    """Return the columns in which any row says something, and the rows with these alone; of no rows all columns."""
    kept = [place for place in range(len(columns)) if not rows or any(_holds(row.cells[place]) for row in rows)]
    return (
        tuple([columns[place] for place in kept]),
        tuple([replace(row, cells=tuple([row.cells[place] for place in kept])) for row in rows]),
    )


def _holds(cell: ListCell) -> bool:
    return bool(cell.links or cell.badge or cell.text.text)


def _groups(
    columns: Sequence[ListColumn], rows: Sequence[ListRow], filters: FilterForm | None
) -> tuple[tuple[str, str], ...]:
    """Return by what the pieces can be grouped: what any of them says."""
    names = {"type": say("Type"), "stage": say("Stage"), "for": say("Audience"), "owner": say("Owner")}
    said = [(column.sort, names[column.sort]) for column in columns if column.sort in names and rows]
    goals = [(facet.name, facet.label) for facet in (filters.facets if filters else ()) if facet.name == "goal"]
    return (*said, *goals)


def inventory_title(context: Context, part: int) -> str:
    """Return the title of a part of the inventory, as the author of its text calls it."""
    intro = context.addresses.intros.get(INVENTORY)
    title = intro.title if intro and intro.fields.title else say("Inventory")
    return title if part == 1 else say("{title}, part {number}", title=title, number=part)


def _line(context: Context, due: DueSoon, last: date) -> DueLine:
    entry, uris = due.piece.entry, context.addresses.uris
    reasons = due_words(due.piece) or coming_words(due.piece, last)
    owners = people_of(uris, context.lookups.targets(entry, "owner"), entry.fields.owner)
    return DueLine(link_to(uris, entry), "; ".join(reasons), bool(due.piece.dues), owners)
