"""One attribute by which every element that stands for an entry or page can be filtered.

`data-gp="s:planned t:email o5 c1 c4 a2 g3"`: a word for each value, so that a style sheet or a small script asks for one with
`[data-gp~="c4"]`. What an entry doesn't say is left out. Which entry it is, its link says.

| word | value |
| --- | --- |
| `s:` | the status' name; in what people call something, `%20` stands for a blank, and `%25` for a per cent sign |
| `t:` | the type |
| `o5` | the owner: the number of the person's page; `o:` and the name of somebody without one |
| `c4` | a channel: the number of its page |
| `a2` | an audience: the number of its page |
| `g3` | a goal area that it serves: its number, as in `Context.areas` |

Numbers, because ids are long and months hold thousands of them: those of the pages of a kind in their order, from 1
(`Context.numbers`). They don't depend on the entries, and hold within one build: whoever writes a filter's choices writes them too
(`publish.filters`), each beside the id that stands in addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.publish.html.templates import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_FACETS = Fragment('data-gp="{facets}"')
_DUE = Fragment('data-gp="{facets}" data-gp-due="{due}"')
_COUNTED = Fragment('<a data-gp="{facets}" href="{url}">{title}</a>')
_INDEX = Fragment('<template data-gp-index="">{items}</template>')
_OF = Fragment(' data-gp-of="{numbers}"')
_PARTING = re.compile(r"[\s%]")


def facets(context: Context, page: Page, owners: Iterable[str] | None = None) -> str:
    """The attribute's value for an entry, or for a page of the strategy in the list of its kind; not escaped.

    Args:
        context: what is published.
        page: the page.
        owners: the words of who answers, where that isn't whoever the page names.
    """
    return " ".join(dict.fromkeys(_words(context, page, _owners(context, page) if owners is None else owners)))


def attributes(context: Context, page: Page) -> Markup:
    """Write the attributes of an element that stands for a page: its facets, and the day after which an entry is overdue."""
    due = page.due if isinstance(page, Entry) and not page.long_past(context.today) else None
    if due is None:
        return _FACETS(facets=facets(context, page))
    return _DUE(facets=facets(context, page), due=due.isoformat())


def status_word(name: str) -> str:
    """The word of a status."""
    return f"s:{_whole(name)}"


def type_word(name: str) -> str:
    """The word of a type."""
    return f"t:{_whole(name)}"


def name_word(name: str) -> str:
    """The word of somebody without a page."""
    return f"o:{_whole(name)}"


def _whole(name: str) -> str:
    """A name as one word, and as another one than any other name."""
    return _PARTING.sub(lambda found: quote(found[0]), name)


def _owners(context: Context, page: Page) -> Iterator[str]:
    owners = context.lookups.targets(page, "owner")
    for name in () if owners else page.fields.owner:
        yield name_word(name)
    for owner in owners:
        yield f"o{context.lookups.numbers[owner.path]}"


def _words(context: Context, page: Page, owners: Iterable[str]) -> Iterator[str]:
    targets, numbers = context.lookups.targets_by_field(page), context.lookups.numbers
    if isinstance(page, Entry):
        yield status_word(page.status.name)
        if page.entry.type:
            yield type_word(page.entry.type)
    yield from owners
    for letter, pages in (("c", targets.get("channels", ())), ("a", targets.get("audiences", ()))):
        for target in pages:
            yield f"{letter}{numbers[target.path]}"
    for goal in (page,) if isinstance(page.fields, Goal) else targets.get("goals", ()):
        yield f"g{context.lookups.area(goal)}"


class Counted:
    """The entries that a view counts without showing each: once in the page, where scripts find them, and by number where they count."""

    def __init__(self, context: Context, to: Linker, owners: Mapping[str, Iterable[str]] | None = None) -> None:
        """Remember for whom.

        Args:
            context: what is published.
            to: makes addresses.
            owners: the words of who answers for what is counted of an entry, by its path, where that isn't its owner.
        """
        self._context, self._to, self._owners = context, to, owners or {}
        self._numbers: dict[str, int] = {}
        self._items: list[Markup] = []

    def of(self, entries: Iterable[Entry]) -> Markup:
        """The attribute of what counts some entries."""
        return _OF(numbers=" ".join([str(self._number(entry)) for entry in entries]))

    def _number(self, entry: Entry) -> int:
        if entry.path not in self._numbers:
            self._numbers[entry.path] = len(self._items)
            url = self._to(self._context.addresses.uris[entry.path])
            said = facets(self._context, entry, self._owners.get(entry.path))
            self._items.append(_COUNTED(facets=said, url=url, title=entry.title))
        return self._numbers[entry.path]

    @property
    def html(self) -> Markup:
        """The entries that were counted so far; nothing where there are none."""
        return _INDEX(items=Markup().join(self._items)) if self._items else Markup()
