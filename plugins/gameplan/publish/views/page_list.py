"""Pages as a list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.links import Link
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Entry, Page


class PageItem(NamedTuple):
    """A page of a list."""

    link: Link
    about: str
    """What it is, in a line below its title."""
    ahead: str
    """How much is ahead for it."""


def audience_items(
    lookups: Lookups, uris: Mapping[str, str], audiences: Iterable[Page], entries: Iterable[Entry]
) -> tuple[PageItem, ...]:
    """Return audiences, each with its segment and how many of some entries are for it."""
    counts = Counter(audience.path for entry in entries for audience in lookups.targets(entry, "audiences"))
    return tuple(
        [
            PageItem(
                Link(audience.title, None, audience.kind.icon, uris[audience.path]),
                str(getattr(audience.fields, "segment", "")),
                plural("{count} ahead", "{count} ahead", counts[audience.path])
                if counts[audience.path]
                else say("nothing ahead"),
            )
            for audience in audiences
            if audience.path in uris
        ]
    )
