"""Filters: which entries a feed or a view holds, by what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.model.declaration import CHOICE, REF
from gameplan.model.own_fields import declared_values, filter_words, filtered, own_fields, word_of
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gameplan.model.declaration import Declaration
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.vocabulary import Vocabulary

VALUES = ("types", "statuses", "tags")
"""Filters that compare words; all others compare pages."""
SPECIAL_FEEDS = ("deadlines", "key-dates", "quiet-days", "reviews", "tasks")
"""Feeds that every playbook has, beside that of everything."""
LANES = ("goals", "campaign", "channels", "owner", "audiences")
"""The built-in fields of entries by which a timeline can have lanes."""
_FOLLOWED = ("goal", "audience", "channel", "person")
_BUILT_IN = {
    "goals": ("goal", ("goals",)),
    "audiences": ("audience", ("audiences",)),
    "channels": ("channel", ("channels",)),
    "messages": ("message", ("messages",)),
    "kpis": ("kpi", ("kpis",)),
    "people": ("person", ("owner", "contributors")),
    "campaigns": ("entry", ("campaign",)),
    "journeys": ("journey", ("stage",)),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """The entries that have at least one of the values in each of the fields."""

    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the filter's name: words, or the paths of pages."""

    def takes(self, values: Mapping[str, frozenset[str]]) -> bool:
        """Tell whether an entry with some values, as `filter_values` gives them, is among them."""
        return all(not wanted.isdisjoint(values[name]) for name, wanted in self.fields.items())


def typed_filters(options: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the values of each filter in some options, as texts: a value or a list of values is typed for each."""
    return {
        name: tuple(str(item) for item in (value if isinstance(value, list) else [value]))
        for name, value in options.items()
    }


def lane_names(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the fields of entries by which a timeline can have lanes: built-in ones, and the playbook's own that filter."""
    own = (each.name for each in filtered(vocabulary.entry) if each.type in (CHOICE, REF))
    return (*LANES, *own)


def page_filters(vocabulary: Vocabulary) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The filters that compare pages: the kind of page, and the fields in which entries refer to one, by the filter's name."""
    known = {kind for kind, _ in _BUILT_IN.values()}
    own = {
        kind.field: (kind.name, (kind.field,))
        for kind in vocabulary.kinds
        if kind.field and kind.name not in known and kind.field not in _BUILT_IN
    }
    return {**_BUILT_IN, **own, **{own.name: (own.kind, (own.name,)) for own in _references(vocabulary)}}


def _references(vocabulary: Vocabulary) -> tuple[Declaration, ...]:
    """Return the fields of the playbook's own by which entries name pages."""
    return tuple(own for own in own_fields(vocabulary.entry.fields) if own.type == REF)


def followed_kinds(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Return the kinds whose pages have feeds, each with the filters by which a feed takes entries.

    What people follow of the built-in ones has them, all of a playbook's own that entries cite, and what they name in fields of its
    own: but for entries, which have the feeds of their campaigns.
    """
    followed = {kind: (name,) for name, (kind, _) in _BUILT_IN.items() if kind in _FOLLOWED}
    found: dict[str, tuple[str, ...]] = {kind: followed[kind] for kind in _FOLLOWED}
    for name, (kind, _) in page_filters(vocabulary).items():
        if name not in _BUILT_IN and kind not in _FOLLOWED and kind != vocabulary.entry.name:
            found[kind] = (*found.get(kind, ()), name)
    for name, (kind, _) in _BUILT_IN.items():
        if kind in found and kind not in _FOLLOWED:
            found[kind] = (name, *found[kind])
    return found


def feed_families(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names by which options speak of families of feeds."""
    return (*followed_kinds(vocabulary), "campaign", "type", *SPECIAL_FEEDS, "entries")


def own_filters(vocabulary: Vocabulary) -> Mapping[str, Declaration]:
    """Return the fields of the playbook's own whose words entries are found by."""
    return {own.name: own for own in filtered(vocabulary.entry) if filter_words(own)}


def filter_names(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every filter that a playbook has."""
    return (*page_filters(vocabulary), *VALUES, *own_filters(vocabulary))


def filter_values(
    playbook: Playbook, entry: Entry, targets: Mapping[str, Sequence[Page]] | None = None
) -> dict[str, frozenset[str]]:
    """Return what an entry is found by: words, and the paths of pages; of a goal also those above it, of a campaign also itself.

    Args:
        playbook: the playbook.
        entry: the entry.
        targets: what it refers to, by field; default: by what the playbook says.
    """
    if targets is None:
        targets = playbook.targets_by_field(entry)
    found = {
        name: frozenset(page.path for source in fields for page in targets.get(source, ()))
        for name, (_, fields) in page_filters(playbook.vocabulary).items()
    }
    goals = targets.get("goals", ())
    found["goals"] |= {above.path for goal in goals for above in playbook.ancestors(goal)}
    found["campaigns"] = frozenset({entry.path, *_campaigns(playbook, [*targets.get("campaign", ())])})
    found["types"] = frozenset((entry.entry.type,) if entry.entry.type else ())
    found["statuses"] = frozenset((entry.status.name,))
    found["tags"] = frozenset(entry.fields.tags)
    for name, own in own_filters(playbook.vocabulary).items():
        found[name] = frozenset(
            word_of(value) for _, said in declared_values(entry.fields, named=[own]) for value in said
        )
    return found


def _campaigns(playbook: Playbook, waiting: list[Page]) -> set[str]:
    """The campaigns that an entry is part of, and those that these are part of; ends where they go round in a circle."""
    found: set[str] = set()
    while waiting:
        page = waiting.pop()
        if page.path not in found and isinstance(page, Entry):
            found.add(page.path)
            waiting += playbook.targets(page, "campaign")
    return found
