"""The key dates: what everybody should know of the days to come, month by month, besides the entries themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.addresses import SUBSCRIBE, month_uri
from gameplan.publish.views.calendar.known_days import Known, due_marks, known_days
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.views.calendar.known_days import DueMark, KnownDays
    from gameplan.publish.views.calendar.plan import Frame, Plan

_AHEAD, _BEHIND = timedelta(days=3 * 365), timedelta(days=365)
"""How far the page looks: what a policy says of a day in ten years concerns nobody yet."""
_MOST = 400
_ABOUT = {
    Known.QUIET: word("Nothing goes out"),
    Known.HOLIDAY: word("Public holiday"),
    Known.KEY: word("Key date"),
}
_FEEDS = ("key-dates", "quiet-days", "deadlines")


class KeyDate(NamedTuple):
    """A day to know, or some days in a row."""

    first: date
    when: str
    what: Link
    kind: Known
    about: str
    """What it is, in a word or two; of a deadline who answers for it."""


class KeyMonth(NamedTuple):
    """A month with the days to know that begin in it."""

    title: Link
    dates: tuple[KeyDate, ...]


class KeyDatesPage(NamedTuple):
    """What there is to know of days."""

    title: str
    frame: Frame
    feeds: tuple[Link, ...]
    overdue: tuple[KeyDate, ...]
    """Deadlines that have passed and are not met."""
    months: tuple[KeyMonth, ...]
    """From today on; what has begun and isn't over stands in this month."""
    earlier: tuple[KeyMonth, ...]
    size: str
    """How many there are from today on, in words."""
    more: int
    """How many are left out."""


def key_dates_title() -> str:
    """Return the page's title."""
    return say("Key dates")


def key_dates_page(plan: Plan) -> KeyDatesPage:
    """Return what the page of key dates shows."""
    context, today = plan.context, plan.context.today
    begin, end = today - _BEHIND, today + _AHEAD
    known, due = known_days(context, begin, end), due_marks(context, begin, end)
    ahead = [_known(days) for days in known if days.last >= today]
    past = [_known(days) for days in known if days.last < today]
    coming = sorted([*ahead, *(_due(each) for each in due if not each.overdue)], key=_order)
    shown = coming[:_MOST]
    return KeyDatesPage(
        title=key_dates_title(),
        frame=plan.frame("Key dates", today, (), coloured=False),
        feeds=tuple(
            [
                Link(feed.title, None, "calendar-export", SUBSCRIBE, feed.anchor)
                for feed in context.feeds.all
                if feed.key in _FEEDS
            ]
        ),
        overdue=tuple([_due(each) for each in due if each.overdue]),
        months=_months(plan, shown, today),
        earlier=_months(plan, sorted(past, key=_order)[-_MOST:], begin),
        size=plural("{count} date from today on", "{count} dates from today on", len(coming)),
        more=len(coming) - len(shown),
    )


def _order(each: KeyDate) -> tuple[date, str]:
    return each.first, each.what.text


def _known(days: KnownDays) -> KeyDate:
    return KeyDate(days.first, days.words, days.link, days.kind, say(_ABOUT[days.kind]))


def _due(mark: DueMark) -> KeyDate:
    who = ", ".join(mark.people)
    about = say("Deadline for {person}", person=who) if who else say("Deadline")
    return KeyDate(mark.day, words.day_words(mark.day), mark.link, Known.DEADLINE, about)


def _months(plan: Plan, dates: Iterable[KeyDate], first: date) -> tuple[KeyMonth, ...]:
    """Put dates into their months, those that began before a day into its month."""
    found: dict[date, list[KeyDate]] = {}
    for each in dates:
        found.setdefault(max(each.first, first).replace(day=1), []).append(each)
    return tuple(
        [
            KeyMonth(
                Link(words.month_title(month), uri=month_uri(month) if month in plan.happenings.months else ""),
                tuple(several),
            )
            for month, several in sorted(found.items())
        ]
    )
