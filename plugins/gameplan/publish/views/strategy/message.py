"""A message's own parts: whom it is for, and how often it is used."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Message
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_list import PageItem, audience_items
from gameplan.publish.views.stages import journey_anchors
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

QUARTER = timedelta(weeks=13)


class MessageAudiences(NamedTuple):
    """Whom a message is for."""

    audiences: tuple[PageItem, ...]
    stages: tuple[PageItem, ...]
    """The stages of journeys at which it is said."""


class MessageUse(NamedTuple):
    """How often a message is used."""

    done: str
    planned: str


def uses(context: Context, entries: Iterable[Entry]) -> tuple[int, int]:
    """Count how often some entries happened in the thirteen weeks before today, and how often they will in those from today on.

    Each time counts by itself; ideas, what is on hold and what was dropped don't count, and before today neither does what is overdue.
    """
    today = context.today
    before = context.analysis.happenings.touching(today - QUARTER, today - timedelta(days=1))
    after = context.analysis.happenings.touching(today, today + QUARTER - timedelta(days=1))
    done = planned = 0
    for entry in entries:
        if entry.status.stage.committed:
            late = entry.overdue(today)
            done += sum(today - QUARTER <= each.occurrence.first and not late for each in before.get(entry.path, ()))
            planned += sum(each.occurrence.first >= today for each in after.get(entry.path, ()))
    return done, planned


def message_proof(_: Context, message: Page) -> tuple[str, ...]:
    """Return what shows that a message is true."""
    return tuple(message.fields.proof) if isinstance(message.fields, Message) else ()


def message_audiences(context: Context, message: Page) -> MessageAudiences:
    """Return whom a message is for, and the stages at which the entries ahead say it."""
    ahead, uris = context.analysis.page_plans.of(message).ahead, context.addresses.uris
    stages: Counter[tuple[Page, str]] = Counter()
    for entry in ahead:
        for journey in context.lookups.targets(entry, "stage"):
            stages[journey, entry.entry.stage.rpartition("/")[2]] += 1
    items = [
        PageItem(
            Link(title, uri=uris[journey.path], place=anchor),
            journey.title,
            plural("{count} ahead", "{count} ahead", stages[journey, name]),
        )
        for journey in dict.fromkeys(journey for journey, _ in stages)
        for name, title, anchor in journey_anchors(journey)
        if stages[journey, name]
    ]
    audiences = audience_items(context.lookups, uris, context.lookups.targets(message, "audiences"), ahead)
    return MessageAudiences(audiences, tuple(items))


def message_use(context: Context, message: Page) -> MessageUse:
    """Return how often a message was used, and how often it is planned."""
    done, planned = uses(context, context.analysis.page_plans.of(message).entries)
    first, last = context.today - QUARTER, context.today + QUARTER - timedelta(days=1)
    return MessageUse(
        done=plural(
            "It was used once since {day}.", "It was used {count} times since {day}.", done, day=words.day_words(first)
        )
        if done
        else say("It wasn't used since {day}.", day=words.day_words(first)),
        planned=plural(
            "It is planned once up to {day}.",
            "It is planned {count} times up to {day}.",
            planned,
            day=words.day_words(last),
        )
        if planned
        else say("It isn't planned for anything up to {day}.", day=words.day_words(last)),
    )
