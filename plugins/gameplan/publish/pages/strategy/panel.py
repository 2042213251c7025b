"""A part of a page below its author's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Maker(Generic[View]):
    """Makes a part of a page when it is needed: what it shows, and then its HTML."""

    context: Context
    page: Page
    show: Callable[[Context, Page], View]
    """Returns what the part shows."""
    draw: Callable[[View, Linker], str]
    """Draws that."""

    def view(self) -> View:
        """Return what the part shows."""
        return self.show(self.context, self.page)

    def __call__(self, to: Linker) -> str:
        """Return the part's HTML, its addresses relative to a page."""
        return self.draw(self.view(), to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part with a heading, made when it is needed."""

    title: str
    id: str
    """Of the whole part: an address that others may link to."""
    make: Maker[Any]
    ids: tuple[str, ...] = ()
    """The ids within it."""
