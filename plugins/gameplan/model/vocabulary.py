"""The words of one playbook: its kinds, statuses, types and time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

from pydantic import create_model

from gameplan.model.fields import References, RefersTo
from gameplan.model.kinds import ENTRY, KINDS, PLAIN, Kind
from gameplan.model.pages import EntryFields
from gameplan.model.schedule import DEFAULT_LENGTH
from gameplan.model.status import LASTING, STATUSES, TYPES, Status, status_words

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the reader needs to know of a playbook before it reads a page."""

    kinds: tuple[Kind, ...] = KINDS
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
    zone_given: bool = False
    """Whether the playbook says which time zone it keeps."""
    by_name: dict[str, Kind] = field(init=False)
    by_folder: dict[str, Kind] = field(init=False)
    status: dict[str, Status] = field(init=False)
    status_words: dict[str, str] = field(init=False)
    """The name of a status by each word that means it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {kind.name: kind for kind in (*self.kinds, self.entry, PLAIN)})
        object.__setattr__(self, "by_folder", {kind.folder: kind for kind in self.kinds if kind.folder})
        object.__setattr__(self, "status", {status.name: status for status in self.statuses})
        object.__setattr__(self, "status_words", status_words(self.statuses))


class _OwnEntryFields(EntryFields):
    """An entry's fields with those of kinds that a playbook adds: pickled by these, as no module has the class."""

    own_kinds: ClassVar[tuple[Kind, ...]] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (self.own_kinds, self.__getstate__())


def _made(own: tuple[Kind, ...], state: dict[Any, Any]) -> EntryFields:
    """The fields of an entry from what was pickled."""
    model = entry_kind(own).fields
    fields = model.__new__(model)
    fields.__setstate__(state)
    return cast("EntryFields", fields)


class _OwnEntryKind(Kind):
    """The kind of entries with such fields."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return entry_kind, (cast("type[_OwnEntryFields]", self.fields).own_kinds,)


@lru_cache(maxsize=16)
def entry_kind(own: tuple[Kind, ...]) -> Kind:
    """The kind of plan entries, with a field for each kind that a playbook adds; the same one for the same kinds.

    Its model is a class, and much hangs on it: made anew for each build of a server, it would be kept wherever a kind is remembered.
    """
    fields: dict[str, Any] = {
        kind.field: (Annotated[References, RefersTo(kind.name)], ()) for kind in own if kind.field
    }
    if not fields:
        return ENTRY
    model = create_model("EntryFields", __base__=_OwnEntryFields, __doc__=EntryFields.__doc__, **fields)
    model.own_kinds = own
    return _OwnEntryKind(ENTRY.name, ENTRY.plural, ENTRY.folder, ENTRY.icon, "", model)
