"""Decisions: which are open, and which a review has before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.further_kinds import DECISION, OPEN
from gameplan.model.pages import Review

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook


class ReviewedDecisions(NamedTuple):
    """The decisions on a review's page, each the one that was decided first at the top."""

    own: tuple[Page, ...]
    """What was decided at this review."""
    carried: tuple[Page, ...]
    """What was decided before it and is still open: only on the newest review, since nobody knows what was open at earlier ones."""


def is_open(page: Page) -> bool:
    """Tell whether a decision is still to be done; a kind of the playbook's own that is called so has none."""
    return issubclass(type(page.fields), _FIELDS) and getattr(page.fields, "status", None) == OPEN


def decided_on(page: Page) -> date | None:
    """Return the day of a decision."""
    found = getattr(page.fields, "on", None)
    return found if isinstance(found, date) else None


def reviewed_decisions(playbook: Playbook, review: Page) -> ReviewedDecisions:
    """Return what a review decided, and what it has from earlier ones.

    Args:
        playbook: with what may be seen.
        review: the review.
    """
    own = dict.fromkeys((*playbook.targets(review, "decisions"), *playbook.sources(review, "review")))
    known = [page for page in playbook.of_kind("decision") if page in own]
    if review is not newest_review(playbook):
        return ReviewedDecisions(tuple(sorted(known, key=_order)), ())
    last = review.fields.period.last if isinstance(review.fields, Review) and review.fields.period else None
    carried = [
        page
        for page in playbook.of_kind("decision")
        if page not in own and is_open(page) and (last is None or (decided_on(page) or last) <= last)
    ]
    return ReviewedDecisions(tuple(sorted(known, key=_order)), tuple(sorted(carried, key=_order)))


def newest_review(playbook: Playbook) -> Page | None:
    """Return the review whose period ends last; None where none has a period."""
    dated = [
        (page.fields.period.last, page.path, page)
        for page in playbook.of_kind("review")
        if isinstance(page.fields, Review) and page.fields.period and page.fields.period.last
    ]
    return max(dated, key=lambda found: found[:2])[2] if dated else None


def _order(page: Page) -> tuple[date, str]:
    return (decided_on(page) or date.max, page.path)


_FIELDS = DECISION.fields
