"""The order in which a page's fields are written: what it is, why and when, then what its kind adds, then how it is published."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.model.pages import PageFields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.kinds import Kind

_FIRST = (
    *("kind", "id", "title", "type", "goals", "status", "start", "end", "duration", "timezone", "repeat"),
    *("parent", "period", "owner"),
)
"""What a page is called, what it serves and when, in this order; each kind has some of them."""


@lru_cache(maxsize=256)
def field_order(kind: Kind) -> Mapping[str, int]:
    """Return the place of each field of a kind, from 0, by its canonical key."""
    fields = kind.fields.model_fields
    common = PageFields.model_fields
    first = [name for name in _FIRST if name in fields]
    own = [name for name in fields if name not in common and name not in first]
    rest = [name for name in fields if name in common and name not in first]
    return {name: place for place, name in enumerate((*first, *own, *rest))}
