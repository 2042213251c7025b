"""Where entries lie that have no page of their own: on the page of the month in which they begin.

A playbook of many years would else pay, at every build, for a page of each tweet that it ever planned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.pages import body_without_title
from gameplan.publish.rows import place_id, sort_key
from gameplan.publish.views.plan import after, month_uri

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.publish.edition import Edition

MONTHS_BEHIND, MONTHS_AHEAD = 3, 12
"""How many whole months before and after that of today an entry has a page for being near."""


def places(edition: Edition) -> Mapping[str, str]:
    """The uris, each with a place in its page, of the entries without a page of their own, by their paths."""
    return {
        entry.path: f"{month_uri(month)}#{place_id(entry)}"
        for month, entries in edition.brief.items()
        for entry in entries
    }


def by_month(edition: Edition) -> Mapping[date, list[Entry]]:
    """The entries without a page of their own by the month in which they begin, in the order of their days."""
    found: dict[date, list[Entry]] = {}
    if edition.entry_pages == "all":
        return found
    this = edition.today.replace(day=1)
    first, end = after(this, -MONTHS_BEHIND), after(this, MONTHS_AHEAD + 1)
    for entry in sorted(edition.playbook.entries, key=sort_key):
        begin, last = entry.schedule.first_day, entry.schedule.last_day
        # What never ends is near, and so is what has no day; what has a brief is worth a page at any time.
        if begin is None or ((last is None or last >= first) and begin < end):
            continue
        month = begin.replace(day=1)
        if month in edition.plan.months and not body_without_title(entry).strip():
            found.setdefault(month, []).append(entry)
    return found
