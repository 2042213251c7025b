"""What a visitor sees where no page is: the ways on from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.overview.home import doors as draw_doors
from gameplan.publish.html.templates import render
from gameplan.publish.views.overview.start import doors

if TYPE_CHECKING:
    from gameplan.publish.context import Context


def not_found(context: Context) -> str:
    """Return the HTML of the page that a server sends for every address that isn't there."""
    return render("not_found.html", doors=draw_doors(doors(context), context.addresses.from_anywhere()))
