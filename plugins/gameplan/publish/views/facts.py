"""What a page's front matter says, as lines under its title."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from gameplan.model.further_kinds import FURTHER_KINDS, Team
from gameplan.model.further_pages import Theme
from gameplan.model.pages import Channel, Goal, Kpi, Policy, Review
from gameplan.publish.views.declared_facts import DeclaredFacts
from gameplan.publish.views.further_facts import checklist_fact, further_facts
from gameplan.publish.views.links import Fact, Link
from gameplan.wording import dates as words
from gameplan.wording.money import costs_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from gameplan.analysis.lookups import Lookups
    from gameplan.analysis.money import Accounts, Costs
    from gameplan.model.page import Page


_FURTHER = tuple(kind.fields for kind in FURTHER_KINDS)


def facts(lookups: Lookups, uris: Mapping[str, str], page: Page, accounts: Accounts) -> tuple[Fact, ...]:
    """Return the lines of a page of the strategy, empty ones left out.

    Args:
        lookups: into the playbook.
        uris: of its pages, by their paths.
        page: the page.
        accounts: the playbook's money.
    """
    fields, said = page.fields, DeclaredFacts(lookups, uris, page)
    made: Iterator[Fact] = iter(())
    if isinstance(fields, Goal):
        made = chain(said.of("success"), (budget_fact(accounts, page, accounts.of_goal(page)),))
    elif isinstance(fields, Channel):
        made = chain(said.of("url"), (budget_fact(accounts, page, accounts.of_page(page)),))
    elif isinstance(fields, Kpi):
        made = _kpi(fields)
    elif isinstance(fields, Policy):
        made = _policy(said, fields)
    elif isinstance(fields, Review):
        made = _review(lookups, uris, page, fields, said)
    elif isinstance(fields, _FURTHER):
        made = further_facts(lookups, uris, page)
        if isinstance(fields, (Team, Theme)):
            made = chain(made, (budget_fact(accounts, page, accounts.of_page(page)),))
    review = (Fact(say("Next review"), _texts(words.day_words(fields.review_by))),) if fields.review_by else ()
    return tuple(fact for fact in (*made, *said.rest(), *review) if fact.items)


def _texts(*texts: str) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts if text)


def budget_fact(accounts: Accounts, page: Page, costs: Costs) -> Fact:
    """Return what was granted for a page, what is planned of it and what was spent; of another currency the budget as typed."""
    granted, said = accounts.granted(page), getattr(page.fields, "budget", None)
    if said and granted is None:
        return Fact(say("Budget"), _texts(said))
    return Fact(say("Budget"), _texts(*costs_words(costs, granted, accounts.currency)))


def _kpi(kpi: Kpi) -> Iterator[Fact]:
    readings = kpi.readings if isinstance(kpi.readings, dict) else {}
    if readings:
        last = max(readings)
        yield Fact(say("Latest"), _texts(_valued(kpi, readings[last], last)))
    if kpi.target:
        yield Fact(say("Target"), _texts(_valued(kpi, kpi.target.value, kpi.target.on, target=True)))
    if kpi.baseline:
        yield Fact(say("Baseline"), _texts(_valued(kpi, kpi.baseline.value, kpi.baseline.on)))


def _valued(kpi: Kpi, value: Decimal, on: date | None, *, target: bool = False) -> str:
    """A value with its day."""
    text = words.measure(value, kpi.unit)
    if on is None:
        return text
    day = words.day_words(on, weekday=False)
    return say("{value} by {day}", value=text, day=day) if target else say("{value} on {day}", value=text, day=day)


def _policy(said: DeclaredFacts, policy: Policy) -> Iterator[Fact]:
    yield from said.of("approvers")
    if policy.approvers:
        own = say("approved by somebody else") if policy.four_eyes else say("may be approved by whoever did it")
        yield Fact(say("Own work"), _texts(own))
    yield checklist_fact(policy.checklist.values())


def _decisions(lookups: Lookups, uris: Mapping[str, str], page: Page, review: Review) -> Iterator[Link]:
    """Yield what was decided: texts, and links to the pages of decisions that are named by their ids."""
    pages = {name: each for each in lookups.targets(page, "decisions") for name in (each.id, *each.fields.aliases)}
    for text in review.decisions:
        meant = pages.get(text)
        yield Link(meant.title, None, meant.kind.icon, uris.get(meant.path, "")) if meant else Link(text)


def _review(
    lookups: Lookups, uris: Mapping[str, str], page: Page, review: Review, said: DeclaredFacts
) -> Iterator[Fact]:
    yield Fact(say("Period"), _texts(words.span_words(review.period)) if review.period else ())
    yield from said.of("goals")
    yield Fact(say("Decisions"), tuple(_decisions(lookups, uris, page, review)), listed=len(review.decisions) > 1)
