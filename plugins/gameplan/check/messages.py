"""Pieces of sentences that several rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Related, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gameplan.analysis.commitments import Period
    from gameplan.diagnostics import Location
    from gameplan.model.page import Entry, Page

_MOST_NAMES = 4
_MOST_RELATED = 10


def quoted(page: Page) -> str:
    """A page's title in quotes."""
    return f"'{visible(page.title)}'"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 entry`, `2 entries`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`, `a, b, c, d and 3 more`."""
    if len(items) > _MOST_NAMES:
        return f"{', '.join(items[:_MOST_NAMES])} and {len(items) - _MOST_NAMES} more"
    return f"{', '.join(items[:-1])} {word} {items[-1]}" if len(items) > 1 else "".join(items)


def in_period(period: Period, every: str) -> str:
    """A period after `in`: a week by its Monday, all else by its name."""
    return f"the week of {period.first}" if every == "week" else period.label


def title_of(page: Page) -> Location:
    """Return the place that stands for a whole page in a finding: its id, else its title."""
    return page.at("id") if page.places.has("id") else page.at("title") if page.places.has("title") else page.start


def when_of(entry: Entry) -> Location:
    """Return the place where an entry says when it is."""
    name = "available" if entry.entry.available else "start"
    return entry.at(name) if entry.places.has(name) else title_of(entry)


def deadline_place(entry: Entry, name: str, *inner: str) -> Location:
    """Return the place of a deadline, or of a value in it; of one that the entry has from its format that of its type."""
    return entry.at("deadlines", name, *inner) if entry.places.has("deadlines", name) else entry.at("type")


def related_entries(found: Iterable[tuple[Entry, Location, str]]) -> tuple[Related, ...]:
    """Return the entries that a finding is about, each once. Hidden ones are always among them: such a finding isn't shown in public."""
    distinct = {(entry.path, message): (entry, place, message) for entry, place, message in found}
    ordered = sorted(distinct.values(), key=lambda item: (item[0].public, item[1].path, item[2]))
    return tuple(Related(place, message) for _, place, message in ordered[:_MOST_RELATED])


def days_between(first: date, last: date) -> str:
    """`on 2026-12-03`, or `from 2026-12-03 to 2026-12-09`."""
    return f"on {first}" if first == last else f"from {first} to {last}"
