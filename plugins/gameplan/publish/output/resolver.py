"""Where the links of authors' texts lead: the same for every host, which only says how it writes an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from gameplan.model.links import is_address, linked_path

if TYPE_CHECKING:
    from gameplan.model.playbook import Playbook


class Known(Protocol):
    """What a host has of a site."""

    def uri(self, path: str) -> str | None:
        """Return what the host calls what lies at a path of the repository, or would; empty where it is made, and not shown."""

    def hides(self, path: str) -> bool:
        """Tell whether what lies at a path is there, and not shown."""


class Target(NamedTuple):
    """Where a link leads."""

    uri: str
    """What the host calls it; empty where it isn't shown: the link becomes its words."""
    query: str = ""
    fragment: str = ""


class Mentioned(NamedTuple):
    """What `[[target]]` means."""

    uri: str
    """What the host calls the page; empty where it isn't shown."""
    words: str
    """Its title, or what stands for it where it isn't shown."""


_NOWHERE = Target("")


class Resolver:
    """Tells where links lead, as authors write them for the repository: between files, and by `[[id]]`."""

    def __init__(self, known: Known, shown: Playbook, whole: Playbook, base: str = "") -> None:
        """Know what there is.

        Args:
            known: what the host has.
            shown: what is published.
            whole: the playbook with what is hidden, to tell a hidden page from a missing one.
            base: the site's address, or an empty text.
        """
        self._known, self._shown, self._whole, self._base = known, shown, whole, base

    def leads_away(self, href: str) -> bool:
        """Tell whether an address leads to what is hidden."""
        return self._shown.hidden.leads(href, self._base)

    def href(self, source: str, href: str) -> Target | None:
        """Return where a link leads; None where it can stay as it is.

        Args:
            source: the path of the file in which it stands.
            href: the link.
        """
        if not is_address(href):
            return _NOWHERE
        path = linked_path(source, href)
        uri = self._known.uri(path) if path else None
        if uri:
            said = urlsplit(href)
            return Target(uri, said.query, said.fragment)
        hidden = uri == "" or (path is not None and self._known.hides(path)) or self.leads_away(href)
        return _NOWHERE if hidden else None

    def mention(self, source: str, target: str) -> Mentioned | None:
        """Return what is mentioned; None where nobody knows.

        Args:
            source: the path of the file in which it stands.
            target: what stands between the brackets.
        """
        page = self._whole.mentioned(source, target)
        words = self._shown.hidden.words.other
        if page is None:
            return Mentioned("", words) if self._shown.hidden.mentions(target) else None
        uri = self._known.uri(page.path) if page.path in self._shown.by_path else None
        return Mentioned(uri, page.title) if uri else Mentioned("", words)
