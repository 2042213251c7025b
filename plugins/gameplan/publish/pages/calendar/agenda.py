"""The agenda: today and what comes, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.calendar.agenda import agenda as draw_agenda
from gameplan.publish.views.calendar.agenda import agenda
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.views.calendar.plan import Plan


def agenda_document(plan: Plan) -> Document:
    """The plan as a list: what goes on, what comes, and what has no day yet."""
    view = agenda(plan)
    intro = plan.context.addresses.intros.get(CALENDAR)
    anchors = [Anchor(week.label, week.id) for week in view.weeks if week.begins]
    anchors += [Anchor(say("Unscheduled"), "undated")] if view.undated else []
    return Document(
        uri=CALENDAR,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_agenda(view, plan.context.addresses.to(CALENDAR)),
        body=intro.body.text if intro else "",
        search_words=say("Agenda: today, this week, overdue, under way, unscheduled"),
        before=tuple(anchors),
        hide=("navigation", "toc"),
        section=CALENDAR,
    )
