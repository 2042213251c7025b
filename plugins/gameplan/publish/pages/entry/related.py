"""Entries that another entry's page names: title, day and status in a line, and what is wrong with their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.page import sort_key
from gameplan.model.status import Stage
from gameplan.publish.html.templates import Fragment, icon_html, joined, link_html, status_html
from gameplan.publish.views.links import Link, badge
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_LINES = 12
"""Entries that a page names in a list; the rest is counted, so that no page grows with the plan."""

_LINE = Fragment('{link} <span class="gp-quiet">{when}</span> {status}')
_WRONG = Fragment(' <span class="gp-wrong">{icon}{what}</span>')
_LIST = Fragment('<ul class="gp-lines">{items}</ul>')
_ITEM = Fragment("<li>{what}</li>")
_MORE = Fragment('<li class="gp-quiet">{what}</li>')


def line(context: Context, to: Linker, entry: Entry) -> Markup:
    """An entry's title, when it is, and its status: made once for all pages of one depth."""
    key = ("line", entry.path, to.up)
    made = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = _LINE(
            link=link_html(Link(entry.title, to(context.addresses.uris[entry.path]))),
            when=words.schedule_words(entry.schedule, context.playbook.vocabulary.zone),
            status=status_html(badge(entry)),
        )
    return made


def listed(lines: Iterable[Markup], *, more: int = 0) -> Markup:
    """Lines one below the other; nothing where there are none."""
    items = joined(_ITEM(what=what) for what in lines)
    if not items:
        return items
    rest = _MORE(what=say("and {count} more", count=more)) if more > 0 else ""
    return _LIST(items=items + rest)


def parts(context: Context, to: Linker, entries: Iterable[Entry]) -> Markup:
    """Entries in the order of their days, the first of them with a line each."""
    found = sorted(entries, key=sort_key)
    return listed((line(context, to, entry) for entry in found[:MOST_LINES]), more=len(found) - MOST_LINES)


def needs(context: Context, to: Linker, entry: Entry, firsts: Iterable[Entry]) -> Markup:
    """Draw what must come before an entry, with a warning where it won't."""
    found = sorted(firsts, key=sort_key)
    texts = (say("is dropped"), say("ends on {day}, after this begins"))
    shown = (line(context, to, first) + _warning(first, entry, texts) for first in found[:MOST_LINES])
    return listed(shown, more=len(found) - MOST_LINES)


def needed_by(context: Context, to: Linker, entry: Entry, seconds: Iterable[Entry]) -> Markup:
    """Draw what waits for an entry, with a warning where it waits in vain."""
    found = sorted(seconds, key=sort_key)
    texts = (say("waits for this, which is dropped"), say("begins before this ends, on {day}"))
    shown = (line(context, to, second) + _warning(entry, second, texts) for second in found[:MOST_LINES])
    return listed(shown, more=len(found) - MOST_LINES)


def _warning(first: Entry, second: Entry, texts: tuple[str, str]) -> Markup:
    """Warn that an entry which another one waits for was dropped, or is late. Nothing where one of them is over."""
    if not second.status.stage.open or first.status.stage is Stage.PUBLISHED:
        return Markup()
    dropped, late = texts
    if first.status.stage is Stage.DROPPED:
        return _WRONG(icon=icon_html("alert"), what=dropped)
    end, start = _end(first), second.schedule.first_day
    if end is None or start is None or end <= start:
        return Markup()
    return _WRONG(icon=icon_html("alert"), what=late.format(day=words.day_words(end, weekday=False)))


def _end(entry: Entry) -> date | None:
    """Return the day by which an entry is done at the earliest: its first time if it returns, the first day of a window."""
    schedule = entry.schedule
    return schedule.first_day + schedule.extra_days if schedule.first_day else None
