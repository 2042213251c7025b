"""A part of a page below its author's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.publish.addresses import Linker


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part with a heading, made when it is needed."""

    title: str
    id: str
    """Of the whole part: an address that others may link to."""
    make: Callable[[Linker], str]
    ids: tuple[str, ...] = ()
    """The ids within it."""
