"""The numbers on the home page, each of which leads to what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.publish.addresses import COVERAGE, GOALS
from gameplan.publish.gaps import gaps_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.overview.goals import TROUBLED, troubled
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.publish.context import Context


@dataclass(frozen=True, slots=True)
class Counter:
    """A number that leads to what it counts."""

    size: int
    link: Link
    """What it counts, in words, and where that is."""
    bad: bool = False
    """Whether it should be 0, and isn't."""


def counters(context: Context, coming: int, overdue: int) -> tuple[Counter, ...]:
    """Return counts of what is on in the next days, what is overdue, goals in trouble, gaps, and idle goals; each leads to exactly these.

    Args:
        context: what is published.
        coming: how much is on in the next days.
        overdue: how much is overdue.
    """
    return (
        Counter(coming, Link(plural("entry in 7 days", "entries in 7 days", coming), "#next-days", "calendar-week")),
        Counter(
            overdue, Link(say("overdue"), "#overdue" if overdue else "#next-days", "timer-sand"), bad=bool(overdue)
        ),
        _troubled(context),
        _gaps(context),
        _idle(context),
    )


def _troubled(context: Context) -> Counter:
    count = len(troubled(context))
    told = plural("goal at risk or off track", "goals at risk or off track", count)
    link = Link(told, None, "alert", GOALS, TROUBLED if count else "")
    return Counter(count, link if context.playbook.goals else Link(told, "#goals", "alert"), bad=bool(count))


def _gaps(context: Context) -> Counter:
    count = len(gaps_of(context))
    return Counter(
        count, Link(plural("coverage gap", "coverage gaps", count), None, "grid", COVERAGE, "gaps"), bad=bool(count)
    )


def _idle(context: Context) -> Counter:
    count = len(context.analysis.coverage.idle)
    told = plural("goal with nothing planned", "goals with nothing planned", count)
    place = "gaps-idle" if count else "months"
    return Counter(count, Link(told, None, "calendar-remove-outline", COVERAGE, place), bad=bool(count))
