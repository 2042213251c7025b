"""Any two things that entries name, crossed: what is ahead for each pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.filters import VALUES, filter_values, own_filters, page_filters
from gameplan.model.own_fields import filter_words, own_fields
from gameplan.model.pages import Goal, is_in_force
from gameplan.wording.declared_values import called, value_words
from gameplan.wording.labels import kinds_label, status_label, type_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context
    from gameplan.publish.edition import Crossing

MOST_ROWS = 60
MOST_COLUMNS = 20
_FIELDS = {"people": "owner", "campaigns": "campaign", "types": "type", "statuses": "status"}
"""The field of an entry where it isn't called like what it names."""


class Head(NamedTuple):
    """The head of a row or a column."""

    key: str
    """What entries are found by."""
    text: str
    page: Page | None
    total: int
    """The entries ahead that name it."""
    id: str
    """What an entry writes to name it."""


class Crossed(NamedTuple):
    """A table."""

    crossing: Crossing
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    more_rows: int
    """How many are left out: those with the fewest entries."""
    more_columns: int
    cells: Mapping[tuple[str, str], tuple[Entry, ...]]
    """The entries ahead by the keys of a row and a column."""


def axis_words(context: Context, name: str) -> str:
    """Name the things along a side of a table."""
    known = {
        "types": say("Types"),
        "statuses": say("Statuses"),
        "tags": say("Tags"),
        "campaigns": say("Campaigns"),
    }
    known |= {own.name: called(own) for own in own_fields(context.playbook.vocabulary.entry.fields)}
    if name in known:
        return known[name]
    kind, _ = page_filters(context.playbook.vocabulary)[name]
    return kinds_label(context.playbook.vocabulary.by_name[kind])


def field_of(name: str) -> str:
    """The field by which an entry names such a thing; empty where it takes more than its id."""
    return "" if name == "journeys" else _FIELDS.get(name, name)


def crossed(context: Context, crossing: Crossing) -> Crossed:
    """Return what is ahead for each pair of two things."""
    cells: dict[tuple[str, str], list[Entry]] = {}
    counts: dict[str, dict[str, int]] = {crossing.rows: {}, crossing.columns: {}}
    for entry in context.analysis.coverage.ahead:
        values = filter_values(context.playbook, entry, context.lookups.targets_by_field(entry))
        for name, found in counts.items():
            for key in values[name]:
                found[key] = found.get(key, 0) + 1
        for row in values[crossing.rows]:
            for column in values[crossing.columns]:
                cells.setdefault((row, column), []).append(entry)
    rows, more_rows = _most(_heads(context, crossing.rows, counts[crossing.rows]), MOST_ROWS)
    columns, more_columns = _most(_heads(context, crossing.columns, counts[crossing.columns]), MOST_COLUMNS)
    return Crossed(
        crossing, rows, columns, more_rows, more_columns, {key: tuple(entries) for key, entries in cells.items()}
    )


def _heads(context: Context, name: str, counts: Mapping[str, int]) -> tuple[Head, ...]:
    if name in VALUES or name in own_filters(context.playbook.vocabulary):
        order = _order(context, name, counts)
        return tuple(Head(word, _label(context, name, word), None, counts[word], word) for word in order)
    return tuple(
        Head(page.path, page.title, page, counts.get(page.path, 0), page.id) for page in _pages(context, name, counts)
    )


def _order(context: Context, name: str, counts: Mapping[str, int]) -> Iterable[str]:
    """Words in the order in which the playbook names them."""
    vocabulary = context.playbook.vocabulary
    known = {"types": vocabulary.types, "statuses": tuple(status.name for status in vocabulary.statuses)}
    known |= {name: filter_words(own) for name, own in own_filters(vocabulary).items()}
    return [word for word in known.get(name, sorted(counts, key=str.casefold)) if word in counts]


def _label(context: Context, name: str, word: str) -> str:
    if name == "statuses":
        return status_label(context.playbook.vocabulary.status[word])
    own = own_filters(context.playbook.vocabulary).get(name)
    if own is not None and own.type == "flag":
        return value_words(own, word == "yes")
    return type_label(word) if name == "types" else word


def _pages(context: Context, name: str, counts: Mapping[str, int]) -> Iterable[Page]:
    """The pages along a side: of goals those in force, of campaigns those that anything ahead is part of."""
    kind, _ = page_filters(context.playbook.vocabulary)[name]
    if name == "campaigns":
        parents = {
            page.path: page
            for entry in context.analysis.coverage.ahead
            for page in context.lookups.targets(entry, "campaign")
        }
        return [page for _, page in sorted(parents.items())]
    pages = context.playbook.of_kind(kind)
    if kind == "goal":
        pages = tuple(
            page
            for page in pages
            if page.path in counts or (isinstance(page.fields, Goal) and is_in_force(page.fields, context.today))
        )
        order = {
            page.path: (context.lookups.area(page), len(context.playbook.ancestors(page)), page.path) for page in pages
        }
        return sorted(pages, key=lambda page: order[page.path])
    return sorted(pages, key=lambda page: (page.title.casefold(), page.path))


def _most(heads: tuple[Head, ...], most: int) -> tuple[tuple[Head, ...], int]:
    """The heads with the most entries, in their order, and how many are left out."""
    if len(heads) <= most:
        return heads, 0
    kept = {head.key for head in sorted(heads, key=lambda head: -head.total)[:most]}
    return tuple(head for head in heads if head.key in kept), len(heads) - most
