"""What a page's front matter says, as lines under its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.pages import Audience, Channel, Goal, Journey, Kpi, Person, Policy, Review
from gameplan.publish import words
from gameplan.publish.links import Link, links, people
from gameplan.publish.templating import Piece, link_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    items: tuple[Link, ...]
    listed: bool = False
    """Whether the items are sentences, to be set one below the other."""


def fact_list(facts: Iterable[Fact]) -> Markup:
    """Facts as HTML, nothing where there are none."""
    return fact_lines((fact.label, _items(fact)) for fact in facts)


def fact_lines(lines: Iterable[tuple[str, Markup]]) -> Markup:
    """Lines of a label and HTML, nothing where there are none."""
    made = Markup().join(_FACT(label=label, what=what) for label, what in lines)
    return _FACTS(facts=made) if made else made


def _items(fact: Fact) -> Markup:
    items = [link_html(item) for item in fact.items]
    return _LIST(items=Markup().join(_ITEM(link=item) for item in items)) if fact.listed else Markup(", ").join(items)


def facts(edition: Edition, to: Linker, page: Page) -> tuple[Fact, ...]:
    """The lines of a page of the strategy, empty ones left out."""
    fields = page.fields
    made: Iterator[Fact] = iter(())
    if isinstance(fields, Goal):
        made = _goal(edition, to, page, fields)
    elif isinstance(fields, Audience):
        made = _several(
            (("Segment", (fields.segment,)), ("Needs", fields.needs), ("Challenges", fields.challenges)),
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
        made = iter((Fact("For", links(edition, to, edition.targets(page, "audiences"))),))
    else:
        named = [(name, edition.targets(page, name)) for name in ("audiences", "goals") if hasattr(fields, name)]
        made = (Fact(name.capitalize(), links(edition, to, pages)) for name, pages in named)
    common = (Fact("Owner", people(edition, to, page)),)
    review = (Fact("Next look", _texts(words.day_words(fields.review_by))),) if fields.review_by else ()
    return tuple(fact for fact in (*made, *common, *review) if fact.items)


def _texts(*texts: str) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts if text)


def _several(pairs: Iterable[tuple[str, Iterable[str]]], commitments: Iterable[Commitment] = ()) -> Iterator[Fact]:
    for label, values in pairs:
        items = _texts(*values)
        yield Fact(label, items, listed=len(items) > 1)
    yield Fact("Promises", _texts(*(words.promise_words(commitment) for commitment in commitments)))


def _goal(edition: Edition, to: Linker, page: Page, goal: Goal) -> Iterator[Fact]:
    playbook = edition.playbook
    yield Fact("What success looks like", _texts(*goal.success), listed=len(goal.success) > 1)
    kpis = (
        *edition.targets(page, "kpis"),
        *(kpi for kpi in edition.sources(page, "goals") if isinstance(kpi.fields, Kpi)),
    )
    yield Fact("Measured by", links(edition, to, dict.fromkeys(kpis)))
    yield Fact("For", links(edition, to, edition.targets(page, "audiences")))
    yield Fact("Parts", links(edition, to, playbook.children(page)))
    yield Fact("Budget", _texts(goal.budget or ""))
    yield Fact("Promises", _texts(*(words.promise_words(commitment) for commitment in goal.commitments)))


def _channel(channel: Channel) -> Iterator[Fact]:
    yield Fact("Medium", _texts((channel.medium or "").capitalize()))
    yield Fact("Address", (Link(channel.url.removeprefix("https://"), channel.url),) if channel.url else ())
    yield Fact("Promises", _texts(*(words.promise_words(commitment) for commitment in channel.commitments)))


def _kpi(edition: Edition, to: Linker, page: Page, kpi: Kpi) -> Iterator[Fact]:
    readings = kpi.readings if isinstance(kpi.readings, dict) else {}
    if readings:
        last = max(readings)
        yield Fact(
            "Latest", _texts(f"{words.measure(readings[last], kpi.unit)} on {words.day_words(last, weekday=False)}")
        )
    for label, reading in (("Target", kpi.target), ("Baseline", kpi.baseline)):
        if reading:
            on = f" by {words.day_words(reading.on, weekday=False)}" if reading.on and label == "Target" else ""
            on = on or (f" on {words.day_words(reading.on, weekday=False)}" if reading.on else "")
            yield Fact(label, _texts(words.measure(reading.value, kpi.unit) + on))
    yield Fact("Good is", _texts("up" if kpi.direction == "up" else "down"))
    yield Fact("Tells", _texts("early, before the outcome") if kpi.leading else ())
    goals = (
        *edition.targets(page, "goals"),
        *(goal for goal in edition.sources(page, "kpis") if isinstance(goal.fields, Goal)),
    )
    yield Fact("Measures", links(edition, to, dict.fromkeys(goals)))


def _policy(edition: Edition, to: Linker, page: Page, policy: Policy) -> Iterator[Fact]:
    yield Fact("Applies to", _texts(", ".join(policy.applies_to)))
    yield Fact("Signs off", links(edition, to, edition.targets(page, "approvers")) or _texts(*policy.approvers))
    quiet = [
        words.days_words(b.start, max(b.end or b.start, b.start)) + (f": {b.reason}" if b.reason else "")
        for b in policy.blackouts
    ]
    yield Fact("Nothing goes out", _texts(*quiet), listed=len(quiet) > 1)


def _person(person: Person) -> Iterator[Fact]:
    yield Fact("Role", _texts(person.role))
    yield Fact("E-mail", (Link(person.email, f"mailto:{person.email}"),) if person.email else ())
    yield Fact("Capacity", _texts(f"{words.number_words(person.capacity)} entries a week") if person.capacity else ())


def _review(edition: Edition, to: Linker, page: Page, review: Review) -> Iterator[Fact]:
    yield Fact("Period", _texts(words.window_words(review.period.label)) if review.period else ())
    yield Fact("Goals", links(edition, to, edition.targets(page, "goals")))
    yield Fact("Decisions", _texts(*review.decisions), listed=len(review.decisions) > 1)
