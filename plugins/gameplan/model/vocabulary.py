"""The words of one playbook: its kinds, statuses, types and time zone."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gameplan.model.declaration import VISIBILITIES
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.kinds import ENTRY, PLAIN, Kind
from gameplan.model.own_fields import told_kind
from gameplan.model.projection import PUBLIC, WHOLE, Projection
from gameplan.model.schedule import DEFAULT_LENGTH
from gameplan.model.status import LASTING, STATUSES, TYPES, Status, status_words

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the reader needs to know of a playbook before it reads a page."""

    kinds: tuple[Kind, ...] = BUILT_IN
    """Of strategy pages: the built-in ones, then the playbook's own."""
    entry: Kind = ENTRY
    statuses: tuple[Status, ...] = STATUSES
    types: tuple[str, ...] = TYPES
    lasting: frozenset[str] = LASTING
    """The types of entries that go on serving people once they are published."""
    zone: str = "UTC"
    length: timedelta = DEFAULT_LENGTH
    """How long a timed entry lasts that doesn't say."""
    pass_through: frozenset[str] = frozenset()
    """The keys that any page may have for the site generator and its plugins, besides those of `model.site_keys`."""
    projections: tuple[Projection, ...] = (PUBLIC, WHOLE)
    """What each of several sites shows."""
    zone_given: bool = False
    """Whether the playbook says which time zone it keeps."""
    by_name: dict[str, Kind] = field(init=False)
    by_folder: dict[str, Kind] = field(init=False)
    status: dict[str, Status] = field(init=False)
    status_words: dict[str, str] = field(init=False)
    """The name of a status by each word that means it."""

    @property
    def visibilities(self) -> tuple[str, ...]:
        """What pages may say of who sees them."""
        return tuple(dict.fromkeys((*VISIBILITIES, *(each.name for each in self.projections))))

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {kind.name: kind for kind in (*self.kinds, self.entry, PLAIN)})
        object.__setattr__(self, "by_folder", {kind.folder: kind for kind in self.kinds if kind.folder})
        object.__setattr__(self, "status", {status.name: status for status in self.statuses})
        object.__setattr__(self, "status_words", status_words(self.statuses))


def told_vocabulary(vocabulary: Vocabulary, projection: Projection) -> Vocabulary:
    """Return the words of a playbook as if the fields that a projection hides had never been declared."""
    kinds = tuple(told_kind(kind, projection) for kind in vocabulary.kinds)
    entry = told_kind(vocabulary.entry, projection)
    # What else there is to see is nobody's business who doesn't see it.
    known = tuple(
        each
        for each in vocabulary.projections
        if each.name in (PUBLIC.name, WHOLE.name, projection.name) or projection.tells(each.name)
    )
    same = entry is vocabulary.entry and all(map(operator.is_, kinds, vocabulary.kinds))
    if same and len(known) == len(vocabulary.projections):
        return vocabulary
    return replace(vocabulary, kinds=kinds, entry=entry, projections=known)
