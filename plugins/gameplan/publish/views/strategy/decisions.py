"""The decisions on a review's page: what was decided there, and what is still open from before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.decisions import decided_on, is_open, reviewed_decisions
from gameplan.model.own_fields import declared_values
from gameplan.publish.views.links import Link, link_to, people_of
from gameplan.wording import dates as words
from gameplan.wording.declared_values import value_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.publish.context import Context


class DecisionLine(NamedTuple):
    """A decision."""

    link: Link
    facts: tuple[str, ...]
    """Whether it was done, when it was decided, and by when it is to be done."""
    owner: tuple[Link, ...]
    overdue: str
    """That it is, in a word; empty where it isn't."""


class Decisions(NamedTuple):
    """The decisions on a review's page."""

    own: tuple[DecisionLine, ...]
    carried: tuple[DecisionLine, ...]


def has_decisions(context: Context, review: Page) -> bool:
    """Tell whether a review decided anything that has a page, or has something open from before."""
    return any(reviewed_decisions(context.playbook, review))


def decisions(context: Context, review: Page) -> Decisions:
    """Return the decisions on a review's page."""
    found = reviewed_decisions(context.playbook, review)
    return Decisions(tuple(_lines(context, found.own)), tuple(_lines(context, found.carried)))


def _lines(context: Context, pages: Iterable[Page]) -> Iterator[DecisionLine]:
    uris = context.addresses.uris
    for page in pages:
        due: date | None = getattr(page.fields, "due", None)
        late = is_open(page) and due is not None and due < context.today
        owner = people_of(uris, context.lookups.targets(page, "owner"), page.fields.owner)
        yield DecisionLine(link_to(uris, page), tuple(_facts(page, due)), owner, say("overdue") if late else "")


def _facts(page: Page, due: date | None) -> Iterator[str]:
    yield from (
        value_words(own, value)
        for own, values in declared_values(page.fields)
        for value in values
        if own.name == "status"
    )
    if on := decided_on(page):
        yield say("decided on {day}", day=words.day_words(on, weekday=False))
    if due and is_open(page):
        yield say("by {day}", day=words.day_words(due, weekday=False))
