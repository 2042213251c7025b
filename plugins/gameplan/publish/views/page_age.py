"""How old a page is: the day that its dates and statuses are of, and what a browser needs to tell the reader's day from it.

In the HTML every date is absolute, and right on the day of the build. Where scripts run, they move what depends on today.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, NamedTuple

from gameplan.wording import dates as words
from gameplan.wording.speech import spoken

if TYPE_CHECKING:
    from gameplan.publish.context import Context


class PageAge(NamedTuple):
    """How old a dated page is."""

    day: date
    """The day that it was built for."""
    words: str
    """That day in words."""
    commit: str
    """The beginning of the newest commit's name; empty where it isn't known."""
    stale_after: int
    """After how many days it says that it is old; 0 for never."""
    zone: str
    language: str
    """The tag of the language in which scripts are to count days."""


def page_age(context: Context) -> PageAge:
    """Return how old the dated pages are: the same for all, as long as the day and the commit are."""
    return PageAge(
        day=context.today,
        words=words.day_words(context.today, weekday=False),
        commit=context.edition.commit,
        stale_after=context.edition.stale_after,
        zone=context.playbook.vocabulary.zone,
        language=spoken().tag,
    )
