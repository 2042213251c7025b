"""Pages in the order in which they matter to somebody who names one, and how well a name fits what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.page import Entry
from gameplan.model.pages import Goal, is_in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_NEVER = 100_000
"""Days to an entry that has no day."""


class Named(NamedTuple):
    """A page with its names, ready to be compared."""

    page: Page
    id: str
    title: str


def ranked(playbook: Playbook, today: date) -> Mapping[str, tuple[Named, ...]]:
    """Return the pages of each kind, and of all under an empty name: goals in force first, then strategy, then entries that are near.

    Args:
        playbook: whose pages.
        today: the day it is.
    """
    pages = sorted(playbook.pages, key=lambda page: (_weight(page, today), page.path))
    named = [Named(page, page.id.casefold(), page.title.casefold()) for page in pages]
    found: dict[str, list[Named]] = {"": named}
    for each in named:
        found.setdefault(each.page.kind.name, []).append(each)
    return {name: tuple(group) for name, group in found.items()}


def _weight(page: Page, today: date) -> tuple[int, int]:
    if isinstance(page.fields, Goal):
        return (0 if is_in_force(page.fields, today) else 2, 0)
    if isinstance(page, Entry):
        day = page.schedule.first_day
        return (3, abs((day - today).days) if day else _NEVER)
    return (1, 0)


def best(named: Iterable[Named], typed: str, may: Callable[[Page], bool]) -> Iterator[Page]:
    """Yield the pages that a text may mean: those whose names begin so first, then those with such a word, then all that hold it.

    Args:
        named: in the order in which they matter.
        typed: the text, as far as it is typed.
        may: tells whether a page may be named here.
    """
    word = typed.strip().casefold()
    if not word:
        yield from (each.page for each in named if may(each.page))
        return
    later: dict[int, list[Page]] = {2: [], 1: []}
    for each in named:
        if word in each.id or word in each.title:
            how = max(fit(word, each.id), fit(word, each.title))
            if how not in later:
                if may(each.page):
                    yield each.page
            else:
                later[how].append(each.page)
    yield from (page for pages in later.values() for page in pages if may(page))


def fit(word: str, name: str) -> int:
    """Tell how well a word fits a name: 3 its beginning, 2 that of a word in it, 1 a part of it, 0 not at all; both in small letters."""
    at = name.find(word)
    if at <= 0:
        return 3 if not at else 0
    return 2 if not name[at - 1].isalnum() or f" {word}" in name else 1
