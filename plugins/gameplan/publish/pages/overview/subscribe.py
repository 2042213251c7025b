"""Where people subscribe: every feed, with what it holds and the ways into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import SUBSCRIBE
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.overview.subscribe import subscribe_page as draw_subscribe_page
from gameplan.publish.views.overview.subscribe import subscribe_page
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.publish.context import Context
    from gameplan.publish.feeds.feed import Published


def subscribe_document(context: Context, feeds: Sequence[Published]) -> Document:
    """Return the page of all feeds.

    Args:
        context: what is published.
        feeds: its feeds as they were built, that of everything first.
    """
    view = subscribe_page(context, feeds)
    intro = context.addresses.intros.get(SUBSCRIBE)
    return Document(
        uri=SUBSCRIBE,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_subscribe_page(view, context.addresses.to(SUBSCRIBE)),
        body=intro.body.text if intro else "",
        before=(
            Anchor(say("Everything"), "all"),
            *(Anchor(section.title, section.id) for section in view.sections),
            Anchor(say("How soon changes show"), "feeds-programs"),
        ),
        description=say(
            "Calendar feeds of {site}: subscribe once, and your calendar follows the plan.",
            site=context.edition.site_name,
        ),
        hide=("navigation",),
        section=SUBSCRIBE,
    )
