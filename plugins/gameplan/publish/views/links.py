"""The smallest things that pages show: links, and an entry's status."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.wording.labels import status_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.model.page import Page
    from gameplan.model.status import Status


INITIALS = "initials"
"""Stands for an icon: the first letters of the link's text, which is somebody's name."""


class Link(NamedTuple):
    """A link to a page of the site, or to elsewhere; a text where it leads nowhere."""

    text: str
    url: str | None = None
    """Where it leads outside of the site, or to a place on its own page. As templates take it: the address relative to the page."""
    icon: str = ""
    uri: str = ""
    """The page that it leads to."""
    place: str = ""
    """The place on that page."""


class Badge(NamedTuple):
    """An entry's status: a word, and what it means."""

    label: str
    stage: str
    name: str
    """As a plan writes it."""


def badge(status: Status) -> Badge:
    """Return an entry's status."""
    return Badge(status_label(status), str(status.stage), status.name)


def link_to(uris: Mapping[str, str], page: Page) -> Link:
    """Link to a page by its title; a text where the page has no address."""
    return Link(page.title, uri=uris.get(page.path, ""))


def links_to(uris: Mapping[str, str], pages: Iterable[Page]) -> tuple[Link, ...]:
    """Link to pages that have an address, each with its kind's icon, people with their initials."""
    return tuple([Link(page.title, None, _mark(page), uris[page.path]) for page in pages if page.path in uris])


def _mark(page: Page) -> str:
    return INITIALS if page.kind.name == "person" else page.kind.icon


def people_of(uris: Mapping[str, str], people: Iterable[Page], names: Iterable[str]) -> tuple[Link, ...]:
    """Link to people; to none of them: the names as written."""
    return links_to(uris, people) or tuple([Link(name, None, INITIALS) for name in names])


class Fact(NamedTuple):
    """A line: a label, and texts or links."""

    label: str
    items: tuple[Link, ...]
    listed: bool = False
    """Whether the items are sentences, to be set one below the other."""
