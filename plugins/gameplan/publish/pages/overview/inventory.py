"""The inventory: every live piece, and what of it is due this quarter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.addresses import INVENTORY, inventory_uri
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.overview.inventory import inventory_page as draw_inventory_page
from gameplan.publish.inventory import live_entries
from gameplan.publish.pages.overview.lists import MOST_ROWS
from gameplan.publish.views.overview.inventory import inventory_page, inventory_title
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


def inventory_documents(context: Context) -> Iterator[Document]:
    """Yield the inventory in parts, the first with what went out first; nothing where nothing is live and nobody wrote of it."""
    entries, intro = live_entries(context), context.addresses.intros.get(INVENTORY)
    if not entries and not intro:
        return
    parts = [entries[begin : begin + MOST_ROWS] for begin in range(0, len(entries), MOST_ROWS)] or [[]]
    for number, shown in enumerate(parts, 1):
        first = number == 1
        yield Document(
            uri=inventory_uri(number),
            title=inventory_title(context, number),
            source=intro.path if intro and first else None,
            head=partial(_part, context, shown, number, (len(parts), len(entries))),
            body=intro.body.text if intro and first else "",
            before=(Anchor(say("Due this quarter"), "due"), Anchor(say("All that is live"), "all")) if first else (),
            hide=("navigation", "toc"),
            search={} if first else {"exclude": True},
            section=INVENTORY,
        )


def _part(context: Context, entries: Sequence[Entry], number: int, sizes: tuple[int, int]) -> str:
    """Make a part of the inventory when it is needed."""
    view = inventory_page(context, entries, number, *sizes)
    return draw_inventory_page(view, context.addresses.to(inventory_uri(number)))
