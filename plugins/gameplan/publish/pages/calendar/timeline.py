"""The timelines: the next weeks, half-year and year, each with lanes by goals and by whatever else there is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, timeline_uri
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.timeline import timeline_page as draw_timeline_page
from gameplan.publish.pages.calendar.grouped import found_after
from gameplan.publish.views.calendar.timeline import ZOOMS, timeline_page, timeline_title
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.views.calendar.groups import Grouping
    from gameplan.publish.views.calendar.plan import Plan
    from gameplan.publish.views.calendar.timeline import Zoom


def timeline_documents(plan: Plan) -> Iterator[Document]:
    """A page for each length of time, and for whatever its lanes can be."""
    for zoom in ZOOMS:
        for grouping in (None, *plan.lane_groupings):
            uri = timeline_uri(zoom.name, grouping.own.name if grouping else "")
            yield Document(
                uri=uri,
                title=timeline_title(zoom, grouping),
                head=partial(_head, plan, zoom, grouping, uri),
                hide=("navigation", "toc"),
                landscape=True,
                search=found_after(grouping) if grouping is None or zoom == ZOOMS[0] else {"exclude": True},
                search_words=say("Timeline"),
                section=CALENDAR,
            )


def _head(plan: Plan, zoom: Zoom, grouping: Grouping | None, uri: str) -> str:
    """Make the page when it is needed."""
    return draw_timeline_page(timeline_page(plan, zoom, grouping), plan.context.addresses.to(uri))
