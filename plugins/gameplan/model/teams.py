"""The team of an entry that names none: that of its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.links import PageLink
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Page

_MEMBERS = ("lead", "members")
_TEAM, _OWNER = "team", "owner"


def with_teams(outgoing: dict[str, tuple[PageLink, ...]], pages: Iterable[Page]) -> None:
    """Add to the links of entries that name no team those to the team of their owner, where the owner is in one team only.

    Args:
        outgoing: the links by the path of the page that refers; it is changed.
        pages: all pages.
    """
    pages = list(pages)
    of_person: dict[str, set[str]] = {}
    for page in pages:
        if page.kind.name == _TEAM:
            for link in outgoing.get(page.path, ()):
                if link.field in _MEMBERS:
                    of_person.setdefault(link.target, set()).add(page.path)
    alone = {person: next(iter(teams)) for person, teams in of_person.items() if len(teams) == 1}
    for page in pages if alone else ():
        if isinstance(page, Entry) and not page.entry.team:
            links = outgoing.get(page.path, ())
            found = (link for link in links if link.field == _OWNER and link.target in alone)
            outgoing[page.path] = (
                *links,
                *(PageLink(page, alone[link.target], _TEAM, link.reference) for link in found),
            )


def is_of_owner(link: PageLink) -> bool:
    """Tell whether a link to a team is there because of the entry's owner."""
    return link.field == _TEAM and link.reference[:1] == (_OWNER,)


def owner_of(link: PageLink, links: Iterable[PageLink]) -> str:
    """Return the path of the owner because of whom a link to a team is there; empty where there is none.

    Args:
        link: to the team.
        links: all that the entry refers to.
    """
    found = (each.target for each in links if each.field == _OWNER and each.reference == link.reference)
    return next(found, "")
