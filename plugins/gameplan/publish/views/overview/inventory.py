"""The inventory: every live piece as a row of a list, and above it what is due this quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import month_after, quarter_of
from gameplan.publish.addresses import INVENTORY, INVENTORY_CSV, inventory_uri
from gameplan.publish.inventory import COLUMNS, DueSoon, due_until
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.links import Link, link_to, people_of
from gameplan.publish.views.overview.lists import ListPage, list_columns, list_rows
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
            columns=list_columns(shown),
            rows=list_rows(context, shown, entries),
            file=Link("", uri=INVENTORY_CSV) if context.addresses.is_free(INVENTORY_CSV) else None,
            filters=choices_of(context).of_some(entries) if entries else None,
            frame=None,
        ),
    )


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
