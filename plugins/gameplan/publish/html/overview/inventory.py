"""The inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.overview.lists import list_page
from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.inventory import DueLine, InventoryPage


def inventory_page(view: InventoryPage, to: Linker) -> str:
    """Draw the inventory, or a part of it: what is due this quarter, and the list below it."""
    above = render(
        "inventory.html",
        size=view.size,
        today=view.today,
        until=view.until,
        due=[_line(line, to) for line in view.due],
        more=view.more,
        first=view.earlier is None,
        later=address_of(view.later, to) if view.later else "",
        earlier=address_of(view.earlier, to) if view.earlier else "",
    )
    return list_page(view.list, to, above)


def _line(view: DueLine, to: Linker) -> dict[str, object]:
    return {
        "link": relative(view.link, to),
        "reason": view.reason,
        "now": view.now,
        "owners": [relative(owner, to) for owner in view.owners],
    }
