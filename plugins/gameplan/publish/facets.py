"""What can be filtered, in one attribute of every element that stands for it.

`data-gp="s:planned t:email o5 c1 c4 a2 g3"`: a word for each value, so that a style sheet or a small script asks for one with
`[data-gp~="c4"]`. What an entry doesn't say is left out. Which entry it is, its link says.

| word | value |
| --- | --- |
| `s:` | the status' name |
| `t:` | the type |
| `o5` | the owner: the number of the person's page; `o:` and the name, `-` for blanks, of somebody without one |
| `c4` | a channel: the number of its page |
| `a2` | an audience: the number of its page |
| `g3` | a goal area that it serves: its number, as in `Edition.areas` |

Numbers, because ids are long and months hold thousands of them: those of the pages of a kind in their order, from 1
(`Edition.numbers`). They don't depend on the entries, and hold within one build: whoever writes a filter's choices writes them too
(`publish.filters`), each beside the id that stands in addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.publish.templating import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

_FACETS = Piece('data-gp="{facets}"')
_DUE = Piece('data-gp="{facets}" data-gp-due="{due}"')
_COUNTED = Piece('<a data-gp="{facets}" href="{url}">{title}</a>')
_INDEX = Piece('<template data-gp-index="">{items}</template>')
_OF = Piece(' data-gp-of="{numbers}"')


def facets(edition: Edition, page: Page) -> str:
    """The attribute's value for an entry, or for a page of the strategy in the list of its kind; not escaped."""
    return " ".join(dict.fromkeys(_words(edition, page)))


def attributes(edition: Edition, page: Page) -> Markup:
    """What an element says that stands for a page: its facets, and an entry's day after which it is overdue."""
    due = page.due if isinstance(page, Entry) and not page.long_past(edition.today) else None
    if due is None:
        return _FACETS(facets=facets(edition, page))
    return _DUE(facets=facets(edition, page), due=due.isoformat())


def type_word(name: str) -> str:
    """The word of a type."""
    return f"t:{'-'.join(name.split())}"


def name_word(name: str) -> str:
    """The word of somebody without a page."""
    return f"o:{'-'.join(name.split())}"


def _words(edition: Edition, page: Page) -> Iterator[str]:
    targets, numbers = edition.targets_by_field(page), edition.numbers
    if isinstance(page, Entry):
        yield f"s:{page.status.name}"
        if page.entry.type:
            yield type_word(page.entry.type)
    owners = targets.get("owner", ())
    for name in () if owners else page.fields.owner:
        yield name_word(name)
    for letter, pages in (("o", owners), ("c", targets.get("channels", ())), ("a", targets.get("audiences", ()))):
        for target in pages:
            yield f"{letter}{numbers[target.path]}"
    for goal in (page,) if isinstance(page.fields, Goal) else targets.get("goals", ()):
        yield f"g{edition.area(goal)}"


class Counted:
    """The entries that a view counts without showing each: once in the page, where scripts find them, and by number where they count."""

    def __init__(self, edition: Edition, to: Linker) -> None:
        self._edition, self._to = edition, to
        self._numbers: dict[str, int] = {}
        self._items: list[Markup] = []

    def of(self, entries: Iterable[Entry]) -> Markup:
        """The attribute of what counts some entries."""
        return _OF(numbers=" ".join([str(self._number(entry)) for entry in entries]))

    def _number(self, entry: Entry) -> int:
        if entry.path not in self._numbers:
            self._numbers[entry.path] = len(self._items)
            url = self._to(self._edition.uris[entry.path])
            self._items.append(_COUNTED(facets=facets(self._edition, entry), url=url, title=entry.title))
        return self._numbers[entry.path]

    @property
    def html(self) -> Markup:
        """The entries that were counted so far; nothing where there are none."""
        return _INDEX(items=Markup().join(self._items)) if self._items else Markup()
