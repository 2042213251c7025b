"""What the signs of the site mean."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, LEGEND
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.legend import legend_page as draw_legend_page
from gameplan.publish.views.calendar.legend import legend_page, legend_title

if TYPE_CHECKING:
    from gameplan.publish.context import Context


def legend_document(context: Context) -> Document:
    """Return the page that says what the signs mean."""
    return Document(
        uri=LEGEND, title=legend_title(), head=partial(_head, context), hide=("navigation", "toc"), section=CALENDAR
    )


def _head(context: Context) -> str:
    """Make the page when it is needed."""
    return draw_legend_page(legend_page(context), context.addresses.to(LEGEND))
