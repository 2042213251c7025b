"""Entries that another entry's page names: title, day and status in a line, and what is wrong with their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.page import sort_key
from gameplan.model.status import Stage
from gameplan.publish.views.links import Badge, Link, badge, link_to
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context

MOST_LINES = 12
"""Entries that a page names in a list; the rest is counted, so that no page grows with the plan."""


class EntryLine(NamedTuple):
    """An entry in a line."""

    link: Link
    when: str
    badge: Badge


class ListedEntry(NamedTuple):
    """An entry of a list."""

    line: EntryLine
    warning: str = ""
    """What is wrong with the order of the two."""


class EntryList(NamedTuple):
    """Entries one below the other, in the order of their days."""

    entries: tuple[ListedEntry, ...] = ()
    more: int = 0
    """How many are left out."""


NOTHING = EntryList()


def entry_line(context: Context, entry: Entry) -> EntryLine:
    """Return an entry in a line, made once for all pages that name it."""
    key = ("line", entry.path)
    made: EntryLine | None = context.fragments.get(key)
    if made is None:
        when = words.when_words(entry, context.playbook.vocabulary.zone)
        made = context.fragments[key] = EntryLine(link_to(context.addresses.uris, entry), when, badge(entry.status))
    return made


def parts(context: Context, entries: Iterable[Entry]) -> EntryList:
    """Return entries in the order of their days, the first of them with a line each."""
    found = sorted(entries, key=sort_key)
    shown = [ListedEntry(entry_line(context, entry)) for entry in found[:MOST_LINES]]
    return EntryList(tuple(shown), max(len(found) - MOST_LINES, 0))


def needs(context: Context, entry: Entry, firsts: Iterable[Entry]) -> EntryList:
    """Return what must come before an entry, with a warning where it won't."""
    found = sorted(firsts, key=sort_key)
    texts = (say("is dropped"), say("ends on {day}, after this begins"))
    shown = [ListedEntry(entry_line(context, first), _warning(first, entry, texts)) for first in found[:MOST_LINES]]
    return EntryList(tuple(shown), max(len(found) - MOST_LINES, 0))


def needed_by(context: Context, entry: Entry, seconds: Iterable[Entry]) -> EntryList:
    """Return what waits for an entry, with a warning where it waits in vain."""
    found = sorted(seconds, key=sort_key)
    texts = (say("waits for this, which is dropped"), say("begins before this ends, on {day}"))
    shown = [ListedEntry(entry_line(context, second), _warning(entry, second, texts)) for second in found[:MOST_LINES]]
    return EntryList(tuple(shown), max(len(found) - MOST_LINES, 0))


def _warning(first: Entry, second: Entry, texts: tuple[str, str]) -> str:
    """Warn that an entry which another one waits for was dropped, or ends too late. Nothing where one of them is over."""
    if not second.status.stage.open or first.status.stage.went_out:
        return ""
    dropped, late = texts
    if first.status.stage is Stage.DROPPED:
        return dropped
    end, start = _end(first), second.schedule.first_day
    if end is None or start is None or end <= start:
        return ""
    return late.format(day=words.day_words(end, weekday=False))


def _end(entry: Entry) -> date | None:
    """Return the day by which an entry is done at the earliest: its first time if it returns, the first day of a window."""
    schedule = entry.schedule
    return schedule.first_day + schedule.extra_days if schedule.first_day else None
