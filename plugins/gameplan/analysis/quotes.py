"""What reviews say of an entry: the sentences that name it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.body import BodyLink, Mention
from gameplan.model.links import MENTION
from gameplan.model.pages import Review

if TYPE_CHECKING:
    from gameplan.analysis.lookups import Lookups
    from gameplan.model.links import PageLink
    from gameplan.model.page import Entry, Page


class Quote(NamedTuple):
    """A sentence of a review."""

    review: Page
    text: str
    """As plain text; a title stands for each page that it mentions and that may be seen."""


def quotes(lookups: Lookups, entry: Entry) -> tuple[Quote, ...]:
    """Return what reviews say of an entry, the newest period first: of each the first sentence that names it.

    Args:
        lookups: into what may be seen.
        entry: the entry, by a link or by a reference such as `[[id]]`.
    """
    found: dict[str, Quote] = {}
    for link in lookups.playbook.incoming.get(entry.path, ()):
        if link.field == MENTION and isinstance(link.page.fields, Review) and link.source not in found:
            text = _sentence(lookups, link)
            if text:
                found[link.source] = Quote(link.page, text)
    return tuple(sorted(found.values(), key=lambda quote: (_last_day(quote.review), quote.review.path), reverse=True))


def _sentence(lookups: Lookups, link: PageLink) -> str:
    reference = link.reference
    if not isinstance(reference, (BodyLink, Mention)):
        return ""
    found = next((naming.text for naming in link.page.body.namings if naming.names(reference)), "")
    return lookups.told(link.page, found)


def _last_day(review: Page) -> date:
    period = review.fields.period if isinstance(review.fields, Review) else None
    return (period.last if period else None) or date.min
