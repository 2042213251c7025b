"""The workload: how much each person has to do in each of the weeks to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, WORKLOAD
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.workload import workload as draw_workload
from gameplan.publish.views.calendar.workload import workload
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.views.calendar.plan import Plan


def workload_document(plan: Plan) -> Document:
    """The table of people and weeks."""
    return Document(
        uri=WORKLOAD,
        title=say("Workload"),
        search_words=say("Capacity, effort: who has too much to do"),
        head=draw_workload(workload(plan), plan.context.addresses.to(WORKLOAD)),
        hide=("navigation", "toc"),
        section=CALENDAR,
    )
