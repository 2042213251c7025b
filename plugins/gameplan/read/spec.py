"""The keys that a kind's front matter may have, and what each is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.model.fields import Prose, RefersTo, marked
from gameplan.model.kinds import ENTRY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.kinds import Kind

NEVER_EMPTY = {
    "id": "write a short name, or delete the line",
    "kind": "write a kind, or delete the line",
    "start": "write a day, as in 2026-12-03, or TBD",
    "status": "write a status, or delete the line",
    "visibility": "write public, internal or draft",
}
"""Keys that must not stand without a value, and what to do."""
_WORD_LISTS = frozenset(("tags", "aliases", "hide", "applies_to"))


@dataclass(frozen=True, slots=True)
class Spec:
    """What a kind's front matter may say."""

    names: Mapping[str, str]
    """Accepted key to canonical key."""
    references: Mapping[str, RefersTo]
    """Canonical key of each reference field."""
    prose: frozenset[str]
    """Canonical keys whose values are words for people."""
    words: frozenset[str]
    """Canonical keys whose values are lists of single words or ids that are no references."""


@lru_cache(maxsize=256)
def spec(kind: Kind) -> Spec:
    """The keys of a kind; a reference field has its singular and its plural."""
    names = {name: name for name in kind.fields.model_fields}
    references: dict[str, RefersTo] = {}
    for name, info in kind.fields.model_fields.items():
        marks = [mark for mark in info.metadata if isinstance(mark, RefersTo)]
        if marks:
            references[name] = marks[0]
            names.setdefault(_other_number(name), name)
    names.setdefault("tag", "tags")
    if kind.name == ENTRY.name:
        names["date"] = "start"
    return Spec(names, references, marked(kind.fields, Prose), _WORD_LISTS & kind.fields.model_fields.keys())


def _other_number(name: str) -> str:
    """The singular of a plural, the plural of a singular."""
    if name in ("depends_on", "approved_by", "related", "supersedes"):
        return name
    return name[:-1] if name.endswith("s") else f"{name}s"
