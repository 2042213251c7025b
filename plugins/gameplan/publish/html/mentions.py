"""Who mentions a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.mentions import Mentions


def mentions(view: Mentions, to: Linker) -> str:
    """Draw the pages that mention a page."""
    return render("mentions.html", mentions=[relative(link, to) for link in view.links], more=view.more)
