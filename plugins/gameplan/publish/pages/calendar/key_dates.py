"""The key dates: milestones, ends of goals, quiet days, public holidays and deadlines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, KEY_DATES
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.key_dates import key_dates_page as draw_key_dates_page
from gameplan.publish.views.calendar.key_dates import key_dates_page, key_dates_title
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.views.calendar.plan import Plan


def key_dates_document(plan: Plan) -> Document:
    """Return the page of key dates."""
    return Document(
        uri=KEY_DATES,
        title=key_dates_title(),
        search_words=say("Key dates: milestones, launches, ends of goals, quiet days, public holidays, deadlines"),
        head=partial(_head, plan),
        hide=("navigation", "toc"),
        section=CALENDAR,
    )


def _head(plan: Plan) -> str:
    """Make the page when it is needed."""
    return draw_key_dates_page(key_dates_page(plan), plan.context.addresses.to(KEY_DATES))
