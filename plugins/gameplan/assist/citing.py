"""Where a page is cited: the places, and how much of it is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Location
from gameplan.model.links import MENTION, linked_path
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.assist.checked import Checked
    from gameplan.model.page import Page


class Cited(NamedTuple):
    """How often a page is cited."""

    entries: int
    ahead: int
    """Those of the entries that are still to come."""
    others: int
    """Pages that are no entries."""

    def __str__(self) -> str:
        """For people: `cited by 14 entries, 3 ahead, and by 2 pages`."""
        entries = f"cited by {_counted(self.entries, 'entry', 'entries')}, {self.ahead:,} ahead" if self.entries else ""
        others = f"by {_counted(self.others, 'page', 'pages')}" if self.others else ""
        if entries and others:
            return f"{entries}, and {others}"
        return entries or (f"cited {others}" if others else "not cited yet")


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def cited(checked: Checked, page: Page) -> Cited:
    """Count what cites a page, in front matter and in texts."""
    sources = checked.playbook.sources(page)
    entries = [each for each in sources if isinstance(each, Entry)]
    ahead = sum(checked.ahead.has(entry) for entry in entries)
    return Cited(len(entries), ahead, len(sources) - len(entries))


def places(checked: Checked, page: Page, *, own: bool = False) -> tuple[Location, ...]:
    """Return every place at which a page is cited, in the order of the files.

    Args:
        checked: the playbook.
        page: which.
        own: whether to begin with the place at which it is called so.
    """
    found = {name_of(page): None} if own else {}
    found |= dict.fromkeys(_places(checked, page))
    return tuple(found)


def name_of(page: Page) -> Location:
    """The place at which a page says what it is called: its id, else its title, else its first line."""
    key = next((key for key in ("id", "title") if page.places.has(key)), "")
    return page.at(key) if key else page.start


def _places(checked: Checked, page: Page) -> Iterator[Location]:
    playbook = checked.playbook
    for link in playbook.incoming.get(page.path, ()):
        if link.field != MENTION:
            yield link.location
    for source in playbook.sources(page, MENTION):
        body, mentions = source.body, playbook.mentions
        for mention in body.mentions:
            if mentions.get((source.path, mention.target)) == page.path:
                yield Location(source.path, body.place(mention.typed, mention.line))
        for href in body.links:
            if linked_path(source.path, href.href) == page.path:
                yield Location(source.path, body.place(href.typed, href.line))
