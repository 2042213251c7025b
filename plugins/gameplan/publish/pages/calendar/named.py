"""The views of the playbook's own: a part of the plan, as an agenda or as a timeline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, view_uri
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.agenda import agenda as draw_agenda
from gameplan.publish.html.calendar.timeline import timeline_page as draw_timeline_page
from gameplan.publish.views.calendar.agenda import agenda
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.calendar.timeline import ZOOMS, timeline_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.edition import ChosenView
    from gameplan.publish.views.calendar.timeline import TimelinePage


def named_documents(context: Context) -> Iterator[Document]:
    """A page for each of them."""
    for view in context.edition.views:
        timeline = view.show != "agenda"
        yield Document(
            uri=view_uri(view.name),
            title=view.title,
            head=partial(_timeline, context, view) if timeline else _agenda(context, view),
            hide=("navigation", "toc"),
            landscape=timeline,
            section=CALENDAR,
        )


def _agenda(context: Context, view: ChosenView) -> str:
    return draw_agenda(agenda(Plan(context, view)), context.addresses.to(view_uri(view.name)))


def _timeline(context: Context, view: ChosenView) -> str:
    return draw_timeline_page(timeline_of(context, view), context.addresses.to(view_uri(view.name)))


def timeline_of(context: Context, view: ChosenView) -> TimelinePage:
    """Return what a view shows that is a timeline."""
    plan = Plan(context, view)
    zoom = next((each for each in ZOOMS if each.name == view.show), ZOOMS[0])
    grouping = next((each for each in plan.lane_groupings if each.own.name == view.lanes), None)
    return timeline_page(plan, zoom, grouping)
