"""A part of a page below its author's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

View = TypeVar("View")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part with a heading, made when it is needed."""

    title: str
    id: str
    """Of the whole part: an address that others may link to."""
    make: Callable[[Linker], str]
    ids: tuple[str, ...] = ()
    """The ids within it."""


def drawn(
    context: Context, page: Page, show: Callable[[Context, Page], View], draw: Callable[[View, Linker], str]
) -> Callable[[Linker], str]:
    """Return what makes a part of a page when it is needed: what it shows, and then its HTML.

    Args:
        context: what is published.
        page: the page.
        show: returns what the part shows.
        draw: draws it.
    """
    return lambda to: draw(show(context, page), to)
