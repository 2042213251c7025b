"""What's new: the changes of the plan by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import WHATS_NEW
from gameplan.publish.document import Document
from gameplan.publish.html.overview.whats_new import news_page as draw_news_page
from gameplan.publish.views.overview.whats_new import news_page
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.context import Context


def whats_new_document(context: Context) -> Document:
    """Return the page of the newest changes, by the day on which they were made."""
    view = news_page(context)
    intro = context.addresses.intros.get(WHATS_NEW)
    return Document(
        uri=WHATS_NEW,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_news_page(view, context.addresses.to(WHATS_NEW)),
        body=intro.body.text if intro else "",
        ids=tuple(f"d-{day.day.isoformat()}" for day in view.days),
        description=say(
            "What was added, moved, finished or dropped in the plan of {site}, newest first.",
            site=context.edition.site_name,
        ),
        hide=("navigation", "toc"),
        section=WHATS_NEW,
    )
