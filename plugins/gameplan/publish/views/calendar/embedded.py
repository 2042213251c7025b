"""Views of the playbook's own within a text: as a strip, or as a list of what is under way and what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.addresses import view_uri
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import Row, entry_row

if TYPE_CHECKING:
    from gameplan.publish.edition import ChosenView
    from gameplan.publish.views.calendar.plan import Plan
    from gameplan.publish.views.calendar.timeline import TimelinePage

_MOST_ROWS = 12
_AHEAD = timedelta(days=366)


class EmbeddedRows(NamedTuple):
    """The next entries of a view."""

    title: Link
    """To the view as a page."""
    rows: tuple[Row, ...]
    more: int
    """How many are left out."""


class EmbeddedTimeline(NamedTuple):
    """The strip and the lanes of a view."""

    title: Link
    """To the view as a page."""
    timeline: TimelinePage


def embedded_title(view: ChosenView) -> Link:
    """Return the way to a view as a page."""
    return Link(view.title, uri=view_uri(view.name))


def embedded_rows(plan: Plan, view: ChosenView) -> EmbeddedRows:
    """Return what is on today or begins in the next year, by its days; of what repeats the next time."""
    context, today = plan.context, plan.context.today
    seen, found = set(), []
    for happening in sorted(plan.happenings.all, key=lambda each: (each.occurrence.first, each.entry.path)):
        entry, occurrence = happening
        if entry.path not in seen and occurrence.last >= today and occurrence.first <= today + _AHEAD:
            seen.add(entry.path)
            found.append(happening)
    rows = [entry_row(context, *happening) for happening in found[:_MOST_ROWS]]
    return EmbeddedRows(embedded_title(view), tuple(rows), len(found) - len(rows))
