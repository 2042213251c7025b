"""What a page's front matter says, as lines under its title."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Channel, Goal, Journey, Kpi, Person, Policy, Review
from gameplan.publish import words
from gameplan.publish.language import plural, say, word
from gameplan.publish.links import Link, links, people
from gameplan.publish.names import choice_words, type_words
from gameplan.publish.returns import return_words
from gameplan.publish.templating import Piece, link_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from gameplan.model.page import Page
    from gameplan.model.pages import Commitment
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

_FACTS = Piece('<dl class="gp-facts">{facts}</dl>')
_FACT = Piece("<div><dt>{label}</dt><dd>{what}</dd></div>")
_LIST = Piece("<ul>{items}</ul>")
_ITEM = Piece("<li>{link}</li>")


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


def facts(edition: Edition, to: Linker, page: Page) -> tuple[Fact, ...]:
    """The lines of a page, empty ones left out."""
    fields = page.fields
    made: Iterator[Fact] = iter(())
    if isinstance(page, Entry):
        made = _entry(edition, to, page)
    elif isinstance(fields, Goal):
        made = _goal(edition, to, page, fields)
    elif isinstance(fields, Audience):
        made = _several(
            (
                (word("Segment"), (fields.segment,)),
                (word("Needs"), fields.needs),
                (word("Challenges"), fields.challenges),
            ),
            fields.commitments,
        )
    elif isinstance(fields, Channel):
        made = _channel(fields)
    elif isinstance(fields, Kpi):
        made = _kpi(edition, to, page, fields)
    elif isinstance(fields, Policy):
        made = _policy(edition, to, page, fields)
    elif isinstance(fields, Person):
        made = _person(fields)
    elif isinstance(fields, Review):
        made = _review(edition, to, page, fields)
    elif isinstance(fields, Journey):
        made = iter((Fact(word("For"), links(edition, to, edition.targets(page, "audiences"))),))
    else:
        named = [(name, edition.targets(page, name)) for name in ("audiences", "goals") if hasattr(fields, name)]
        labels = {"audiences": word("Audiences"), "goals": word("Goals")}
        made = (Fact(labels[name], links(edition, to, pages)) for name, pages in named)
    common = () if isinstance(page, Entry) else (Fact(word("Owner"), people(edition, to, page)),)
    review = (Fact(word("Next look"), _texts(words.day_words(fields.review_by))),) if fields.review_by else ()
    return tuple(fact for fact in (*made, *common, *review) if fact.items)


def _texts(*texts: str) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts if text)


def _several(pairs: Iterable[tuple[str, Iterable[str]]], commitments: Iterable[Commitment] = ()) -> Iterator[Fact]:
    for label, values in pairs:
        items = _texts(*values)
        yield Fact(label, items, listed=len(items) > 1)
    yield Fact(word("Promises"), _texts(*(words.promise_words(commitment) for commitment in commitments)))


def _entry(edition: Edition, to: Linker, page: Entry) -> Iterator[Fact]:
    playbook, entry = edition.playbook, page.entry
    if page.schedule.recurrence:
        last = page.schedule.last_day
        text = return_words(page.schedule.recurrence)
        if last:
            text = say("{returns}, until {day}", returns=text, day=words.day_words(last, weekday=False))
        yield Fact(word("Returns"), _texts(text))
    yield Fact(word("Where"), _texts(entry.location))
    contributors = links(edition, to, edition.targets(page, "contributors")) or _texts(*entry.contributors)
    yield Fact(word("With"), contributors)
    yield Fact(word("Campaign"), links(edition, to, edition.targets(page, "campaign")))
    yield Fact(word("Needs first"), links(edition, to, edition.targets(page, "depends_on")))
    yield Fact(word("Needed by"), links(edition, to, edition.sources(page, "depends_on")))
    yield Fact(word("Part of it"), links(edition, to, edition.sources(page, "campaign")))
    yield Fact(word("Effort"), _texts(words.length_words(entry.effort)) if entry.effort else ())
    yield Fact(word("Budget"), _texts(entry.budget or ""))
    done = words.day_words(entry.published) if entry.published else ""
    yield Fact(word("Went out"), (Link(done or say("there"), entry.url),) if entry.url else _texts(done))
    kpis = {kpi.id: kpi for kpi in playbook.of_kind("kpi")}
    # A value whose KPI isn't shown isn't either: its name alone may say too much.
    shown = ((kpis[name], value) for name, value in entry.results.items() if name in kpis)
    results = (
        Link(
            say("{kpi}: {value}", kpi=kpi.title, value=words.measure(value, getattr(kpi.fields, "unit", ""))),
            to(edition.uris[kpi.path]),
        )
        for kpi, value in shown
    )
    yield Fact(word("Results"), tuple(results))
    yield Fact(word("Replaces"), links(edition, to, edition.targets(page, "supersedes")))
    yield Fact(word("Replaced by"), links(edition, to, edition.sources(page, "supersedes")))
    yield Fact(word("Related"), links(edition, to, edition.targets(page, "related")))
    yield Fact(
        word("Signed off"), links(edition, to, edition.targets(page, "approved_by")) or _texts(*entry.approved_by)
    )


def _goal(edition: Edition, to: Linker, page: Page, goal: Goal) -> Iterator[Fact]:
    playbook = edition.playbook
    yield Fact(word("What success looks like"), _texts(*goal.success), listed=len(goal.success) > 1)
    kpis = (
        *edition.targets(page, "kpis"),
        *(kpi for kpi in edition.sources(page, "goals") if isinstance(kpi.fields, Kpi)),
    )
    yield Fact(word("Measured by"), links(edition, to, dict.fromkeys(kpis)))
    yield Fact(word("For"), links(edition, to, edition.targets(page, "audiences")))
    yield Fact(word("Parts"), links(edition, to, playbook.children(page)))
    yield Fact(word("Budget"), _texts(goal.budget or ""))
    yield Fact(word("Promises"), _texts(*(words.promise_words(commitment) for commitment in goal.commitments)))


def _channel(channel: Channel) -> Iterator[Fact]:
    yield Fact(word("Medium"), _texts(words.capital(choice_words(channel.medium)) if channel.medium else ""))
    yield Fact(word("Address"), (Link(channel.url.removeprefix("https://"), channel.url),) if channel.url else ())
    yield Fact(word("Promises"), _texts(*(words.promise_words(commitment) for commitment in channel.commitments)))


def _kpi(edition: Edition, to: Linker, page: Page, kpi: Kpi) -> Iterator[Fact]:
    readings = kpi.readings if isinstance(kpi.readings, dict) else {}
    if readings:
        last = max(readings)
        yield Fact(word("Latest"), _texts(_valued(kpi, readings[last], last)))
    if kpi.target:
        yield Fact(word("Target"), _texts(_valued(kpi, kpi.target.value, kpi.target.on, target=True)))
    if kpi.baseline:
        yield Fact(word("Baseline"), _texts(_valued(kpi, kpi.baseline.value, kpi.baseline.on)))
    yield Fact(word("Good is"), _texts(choice_words(kpi.direction)))
    yield Fact(word("Tells"), _texts(say("early, before the outcome")) if kpi.leading else ())
    goals = (
        *edition.targets(page, "goals"),
        *(goal for goal in edition.sources(page, "kpis") if isinstance(goal.fields, Goal)),
    )
    yield Fact(word("Measures"), links(edition, to, dict.fromkeys(goals)))


def _valued(kpi: Kpi, value: Decimal, on: date | None, *, target: bool = False) -> str:
    """A value with its day."""
    text = words.measure(value, kpi.unit)
    if on is None:
        return text
    day = words.day_words(on, weekday=False)
    return say("{value} by {day}", value=text, day=day) if target else say("{value} on {day}", value=text, day=day)


def _policy(edition: Edition, to: Linker, page: Page, policy: Policy) -> Iterator[Fact]:
    yield Fact(word("Applies to"), _texts(", ".join(map(type_words, policy.applies_to))))
    yield Fact(word("Signs off"), links(edition, to, edition.targets(page, "approvers")) or _texts(*policy.approvers))
    quiet = [
        say("{days}: {reason}", days=days, reason=b.reason) if b.reason else days
        for b in policy.blackouts
        for days in [words.days_words(b.start, max(b.end or b.start, b.start))]
    ]
    yield Fact(word("Nothing goes out"), _texts(*quiet), listed=len(quiet) > 1)


def _person(person: Person) -> Iterator[Fact]:
    yield Fact(word("Role"), _texts(person.role))
    yield Fact(word("E-mail"), (Link(person.email, f"mailto:{person.email}"),) if person.email else ())
    yield Fact(word("Capacity"), _texts(_capacity(person.capacity)) if person.capacity else ())


def _capacity(capacity: Decimal) -> str:
    number = words.number_words(capacity)
    return plural("{number} entry a week", "{number} entries a week", math.ceil(capacity), number=number)


def _review(edition: Edition, to: Linker, page: Page, review: Review) -> Iterator[Fact]:
    yield Fact(word("Period"), _texts(words.window_words(review.period.label)) if review.period else ())
    yield Fact(word("Goals"), links(edition, to, edition.targets(page, "goals")))
    yield Fact(word("Decisions"), _texts(*review.decisions), listed=len(review.decisions) > 1)
