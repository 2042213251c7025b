"""What a page's front matter says, as lines under its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.pages import Audience, Channel, Goal, Journey, Kpi, Message, Person, Policy, Review
from gameplan.publish.html.links import links
from gameplan.publish.html.templates import Fragment, link_html
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_FACTS = Fragment('<dl class="gp-facts">{facts}</dl>')
_FACT = Fragment("<div><dt>{label}</dt><dd>{what}</dd></div>")
_LIST = Fragment("<ul>{items}</ul>")
_ITEM = Fragment("<li>{link}</li>")


class Fact(NamedTuple):
    """A line: a label, and texts or links."""

    label: str
    """A marked word."""
    items: tuple[Link, ...]
    listed: bool = False
    """Whether the items are sentences, to be set one below the other."""


def fact_list(facts: Iterable[Fact]) -> Markup:
    """Facts as HTML, nothing where there are none."""
    return fact_lines((say(fact.label), _items(fact)) for fact in facts)


def fact_lines(lines: Iterable[tuple[str, Markup]]) -> Markup:
    """Lines of a label and HTML, nothing where there are none."""
    made = Markup().join(_FACT(label=label, what=what) for label, what in lines)
    return _FACTS(facts=made) if made else made


def _items(fact: Fact) -> Markup:
    items = [link_html(item) for item in fact.items]
    return _LIST(items=Markup().join(_ITEM(link=item) for item in items)) if fact.listed else Markup(", ").join(items)


def facts(context: Context, to: Linker, page: Page) -> tuple[Fact, ...]:
    """The lines of a page of the strategy, empty ones left out."""
    fields = page.fields
    made: Iterator[Fact] = iter(())
    if isinstance(fields, Goal):
        made = _goal(fields)
    elif isinstance(fields, (Audience, Journey, Message)):
        pass
    elif isinstance(fields, Channel):
        made = _channel(fields)
    elif isinstance(fields, Kpi):
        made = _kpi(fields)
    elif isinstance(fields, Policy):
        made = _policy(context, to, page, fields)
    elif isinstance(fields, Person):
        made = _person(fields)
    elif isinstance(fields, Review):
        made = _review(context, to, page, fields)
    else:
        named = [
            (name, context.lookups.targets(page, name)) for name in ("audiences", "goals") if hasattr(fields, name)
        ]
        labels = {"audiences": word("Audiences"), "goals": word("Goals")}
        made = (Fact(labels[name], links(context, to, pages)) for name, pages in named)
    review = (Fact(word("Next look"), _texts(words.day_words(fields.review_by))),) if fields.review_by else ()
    return tuple(fact for fact in (*made, *review) if fact.items)


def _texts(*texts: str) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts if text)


def _goal(goal: Goal) -> Iterator[Fact]:
    yield Fact(word("What success looks like"), _texts(*goal.success), listed=len(goal.success) > 1)
    yield Fact(word("Budget"), _texts(goal.budget or ""))


def _channel(channel: Channel) -> Iterator[Fact]:
    yield Fact(word("Address"), (Link(channel.url.removeprefix("https://"), channel.url),) if channel.url else ())


def _kpi(kpi: Kpi) -> Iterator[Fact]:
    readings = kpi.readings if isinstance(kpi.readings, dict) else {}
    if readings:
        last = max(readings)
        yield Fact(word("Latest"), _texts(_valued(kpi, readings[last], last)))
    if kpi.target:
        yield Fact(word("Target"), _texts(_valued(kpi, kpi.target.value, kpi.target.on, target=True)))
    if kpi.baseline:
        yield Fact(word("Baseline"), _texts(_valued(kpi, kpi.baseline.value, kpi.baseline.on)))
    yield Fact(word("Good is"), _texts(choice_words(kpi.direction)))


def _valued(kpi: Kpi, value: Decimal, on: date | None, *, target: bool = False) -> str:
    """A value with its day."""
    text = words.measure(value, kpi.unit)
    if on is None:
        return text
    day = words.day_words(on, weekday=False)
    return say("{value} by {day}", value=text, day=day) if target else say("{value} on {day}", value=text, day=day)


def _policy(context: Context, to: Linker, page: Page, policy: Policy) -> Iterator[Fact]:
    yield Fact(
        word("Signs off"), links(context, to, context.lookups.targets(page, "approvers")) or _texts(*policy.approvers)
    )


def _person(person: Person) -> Iterator[Fact]:
    yield Fact(word("E-mail"), (Link(person.email, f"mailto:{person.email}"),) if person.email else ())


def _review(context: Context, to: Linker, page: Page, review: Review) -> Iterator[Fact]:
    yield Fact(word("Period"), _texts(words.window_words(review.period.label)) if review.period else ())
    yield Fact(word("Goals"), links(context, to, context.lookups.targets(page, "goals")))
    yield Fact(word("Decisions"), _texts(*review.decisions), listed=len(review.decisions) > 1)
