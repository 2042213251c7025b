"""Words and links in Markdown that hold nothing but what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from gameplan.diagnostics import visible
from gameplan.publish.views.links import INITIALS
from gameplan.wording.names import without_address
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.publish.views.links import Link

_SYNTAX = re.compile(r"[\\`*_\[\]<>#&|~]")
_UNSAFE = re.compile(r"[\s<>()\\]")


class Way(Protocol):
    """Says where a page is, for whoever reads the Markdown."""

    def __call__(self, uri: str, place: str, /) -> str:
        """Return an address; empty where there is none, and the title has to do.

        Args:
            uri: the page's on the site.
            place: the place on it; empty for the whole.
        """


def plain(text: str) -> str:
    """Return a text in one line that Markdown takes for nothing else."""
    return _SYNTAX.sub(lambda match: f"\\{match[0]}", visible(" ".join(text.split())))


def linked(link: Link, way: Way) -> str:
    """Return a link, or its words where it leads nowhere."""
    address = way(link.uri, link.place) if link.uri else (link.url or "")
    # A place on its own page of the site is none here, and whoever has the file needs no address of a person's.
    address = "" if address.startswith(("#", "mailto:")) else address
    words = plain((without_address(link.text) or say("somebody")) if link.icon == INITIALS else link.text)
    if not address:
        return words
    safe = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)
    return f"[{words}]({safe})"


def listed(links: Iterable[Link], way: Way) -> str:
    """Return links in a line, with commas."""
    return ", ".join(linked(link, way) for link in links)


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a section below its heading; nothing where there are none."""
    found = [*lines]
    if found:
        yield from ("", f"## {title}", "", *found)


def left_out(count: int, indent: str = "") -> Iterator[str]:
    """Yield a point that says how many are left out; nothing where none are."""
    if count > 0:
        yield f"{indent}- {say('and {count} more', count=count)}"
