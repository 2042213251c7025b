"""Any two things that entries name, crossed: what is ahead for each pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.filters import VALUES, filter_values, page_filters
from gameplan.model.pages import Goal, is_in_force
from gameplan.publish.language import say
from gameplan.publish.names import kinds_label, status_label, type_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition

MOST_ROWS = 60
MOST_COLUMNS = 20
_FIELDS = {"people": "owner", "campaigns": "campaign", "types": "type", "statuses": "status"}
"""The field of an entry where it isn't called like what it names."""


class Crossing(NamedTuple):
    """Two things that entries name, as the options say."""

    rows: str
    columns: str
    title: str = ""


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


def axis_words(edition: Edition, name: str) -> str:
    """What the things along a side of a table are called."""
    known = {
        "types": say("Types"),
        "statuses": say("Statuses"),
        "tags": say("Tags"),
        "campaigns": say("Campaigns"),
    }
    if name in known:
        return known[name]
    kind, _ = page_filters(edition.playbook.vocabulary)[name]
    return kinds_label(edition.playbook.vocabulary.by_name[kind])


def field_of(name: str) -> str:
    """The field by which an entry names such a thing; empty where it takes more than its id."""
    return "" if name == "journeys" else _FIELDS.get(name, name)


def crossed(edition: Edition, crossing: Crossing) -> Crossed:
    """What is ahead for each pair of two things."""
    cells: dict[tuple[str, str], list[Entry]] = {}
    counts: dict[str, dict[str, int]] = {crossing.rows: {}, crossing.columns: {}}
    for entry in edition.coverage.ahead:
        values = filter_values(edition.playbook, entry, edition.targets_by_field(entry))
        for name, found in counts.items():
            for key in values[name]:
                found[key] = found.get(key, 0) + 1
        for row in values[crossing.rows]:
            for column in values[crossing.columns]:
                cells.setdefault((row, column), []).append(entry)
    rows, more_rows = _most(_heads(edition, crossing.rows, counts[crossing.rows]), MOST_ROWS)
    columns, more_columns = _most(_heads(edition, crossing.columns, counts[crossing.columns]), MOST_COLUMNS)
    return Crossed(
        crossing, rows, columns, more_rows, more_columns, {key: tuple(entries) for key, entries in cells.items()}
    )


def _heads(edition: Edition, name: str, counts: Mapping[str, int]) -> tuple[Head, ...]:
    if name in VALUES:
        order = _order(edition, name, counts)
        return tuple(Head(word, _label(edition, name, word), None, counts[word], word) for word in order)
    return tuple(
        Head(page.path, page.title, page, counts.get(page.path, 0), page.id) for page in _pages(edition, name, counts)
    )


def _order(edition: Edition, name: str, counts: Mapping[str, int]) -> Iterable[str]:
    """Words in the order in which the playbook names them."""
    vocabulary = edition.playbook.vocabulary
    known = {"types": vocabulary.types, "statuses": tuple(status.name for status in vocabulary.statuses)}
    return [word for word in known.get(name, sorted(counts, key=str.casefold)) if word in counts]


def _label(edition: Edition, name: str, word: str) -> str:
    if name == "statuses":
        return status_label(edition.playbook.vocabulary.status[word])
    return type_label(word) if name == "types" else word


def _pages(edition: Edition, name: str, counts: Mapping[str, int]) -> Iterable[Page]:
    """The pages along a side: of goals those in force, of campaigns those that anything ahead is part of."""
    kind, _ = page_filters(edition.playbook.vocabulary)[name]
    if name == "campaigns":
        parents = {page.path: page for entry in edition.coverage.ahead for page in edition.targets(entry, "campaign")}
        return [page for _, page in sorted(parents.items())]
    pages = edition.playbook.of_kind(kind)
    if kind == "goal":
        pages = tuple(
            page
            for page in pages
            if page.path in counts or (isinstance(page.fields, Goal) and is_in_force(page.fields, edition.today))
        )
        order = {page.path: (edition.area(page), len(edition.playbook.ancestors(page)), page.path) for page in pages}
        return sorted(pages, key=lambda page: order[page.path])
    return sorted(pages, key=lambda page: (page.title.casefold(), page.path))


def _most(heads: tuple[Head, ...], most: int) -> tuple[tuple[Head, ...], int]:
    """The heads with the most entries, in their order, and how many are left out."""
    if len(heads) <= most:
        return heads, 0
    kept = {head.key for head in sorted(heads, key=lambda head: -head.total)[:most]}
    return tuple(head for head in heads if head.key in kept), len(heads) - most
