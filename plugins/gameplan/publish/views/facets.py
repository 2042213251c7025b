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
| `k2` | a campaign that it is, or is a part of: its number, as in `Lookups.campaigns` |
| `m5` | a message: the number of its page |
| `j1/compare` | a stage of a journey: the number of its page, and the stage's id |
| `g3` | a goal area that it serves: its number, as in `Lookups.areas` |
| `region=emea` | a value of a field of the playbook's own, of a page its id |

Numbers, because ids are long and months hold thousands of them: those of the pages of a kind in their order, from 1
(`Lookups.numbers`). They don't depend on the entries, and hold within one build: whoever writes a filter's choices writes them too
(`views/filter_form.py`), each beside the id that stands in addresses.
"""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from gameplan.model.declaration import REF
from gameplan.model.own_fields import declared_values, filtered, word_of
from gameplan.model.page import Entry
from gameplan.model.pages import Goal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gameplan.model.declaration import Declaration
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_PARTING = re.compile(r"[\s%]")


def facets(context: Context, page: Page, owners: Iterable[str] | None = None) -> str:
    """Return the attribute's value for an entry, or for a page of the strategy in the list of its kind; not escaped.

    Args:
        context: what is published.
        page: the page.
        owners: the words of who answers, where that isn't whoever the page names.
    """
    return " ".join(dict.fromkeys(_words(context, page, _owners(context, page) if owners is None else owners)))


class Facets(NamedTuple):
    """What an element that stands for a page can be filtered by."""

    words: str
    due: date | None = None
    """The day after which an entry is overdue; None where it isn't, or where nobody waits for it any more."""


def facets_of(context: Context, page: Page, owners: Iterable[str] = ()) -> Facets:
    """Return what an element that stands for a page can be filtered by.

    Args:
        context: what is published.
        page: the page.
        owners: who answers for what the element shows, as written; default: whoever the page names.
    """
    due = page.due if isinstance(page, Entry) and not page.long_past(context.today) else None
    numbers, paths = context.lookups.numbers, context.lookups.people_paths
    said = [f"o{numbers[paths[name]]}" if name in paths else name_word(name) for name in owners]
    return Facets(facets(context, page, said or None), due)


def status_word(name: str) -> str:
    """Return the word of a status."""
    return f"s:{_whole(name)}"


def type_word(name: str) -> str:
    """Return the word of a type."""
    return f"t:{_whole(name)}"


def stage_word(journey: int, stage: str) -> str:
    """Return the word of a stage of a journey."""
    return f"j{journey}/{_whole(stage)}"


def own_word(own: Declaration, value: str) -> str:
    """Return the word of a value of a field of the playbook's own."""
    return f"{own.name}={_whole(value)}"


def name_word(name: str) -> str:
    """Return the word of somebody without a page."""
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
    for letter, field in (("c", "channels"), ("a", "audiences"), ("m", "messages")):
        for target in targets.get(field, ()):
            yield f"{letter}{numbers[target.path]}"
    if isinstance(page, Entry):
        yield from _campaigns(context, page)
        for journey in targets.get("stage", ()):
            yield stage_word(numbers[journey.path], page.entry.stage.rpartition("/")[2])
    yield from _own_words(page, targets)
    for goal in (page,) if isinstance(page.fields, Goal) else targets.get("goals", ()):
        yield f"g{context.lookups.area(goal)}"


def _campaigns(context: Context, entry: Entry) -> Iterator[str]:
    numbers = context.lookups.campaigns
    for campaign in (entry, *context.lookups.targets(entry, "campaign")):
        if campaign.path in numbers:
            yield f"k{numbers[campaign.path]}"


def _own_words(page: Page, targets: Mapping[str, Sequence[Page]]) -> Iterator[str]:
    for own, values in declared_values(page.fields, named=filtered(page.kind)):
        if own.type == REF:
            for target in targets.get(own.name, ()):
                yield own_word(own, target.id)
        else:
            for value in values:
                yield own_word(own, word_of(value))
