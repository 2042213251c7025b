"""Weeks in which somebody has more to do than they can, in words, with what could move."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.effort import total
from gameplan.analysis.workload import workdays_of
from gameplan.publish.views.day_links import week_link
from gameplan.publish.views.links import Link, link_to
from gameplan.wording import dates as words
from gameplan.wording.workload import effort_load, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.pinches import Pinch
    from gameplan.publish.context import Context

_MOST_MOVABLE = 3


class PinchLine(NamedTuple):
    """A week that is too full."""

    person: Link
    word: str
    """As entries name the person by whom they can be filtered."""
    week: Link
    said: str
    """How much there is to do, and how much can be done."""
    movable: tuple[Link, ...]
    """What could move, the least urgent first."""


def pinch_lines(context: Context, found: Iterable[Pinch]) -> tuple[PinchLine, ...]:
    """Return weeks that are too full, each as a line."""
    return tuple([_line(context, pinch) for pinch in found])


def _line(context: Context, pinch: Pinch) -> PinchLine:
    uris = context.addresses.uris
    days = words.days_words(pinch.monday, pinch.monday + timedelta(days=6))
    if pinch.works:
        said = effort_load(total(list(pinch.works)), workdays_of(pinch.person, context.edition.conventions.week)).words
    else:
        said = load(pinch.tasks, pinch.capacity).words
    return PinchLine(
        person=link_to(uris, pinch.person),
        word=f"o{context.lookups.numbers[pinch.person.path]}",
        week=week_link(context.analysis.happenings, pinch.monday, days),
        said=said,
        movable=tuple([link_to(uris, entry) for entry in pinch.movable[:_MOST_MOVABLE]]),
    )
