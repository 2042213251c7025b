"""What a writer needs to know of the strategy that an entry cites: beside the author's text, and never instead of it.

Of other pages only front matter and summaries are shown, so that each card stays a few lines and is made once for all entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.citations import VOICES
from gameplan.model.pages import Audience, Channel, Kpi, Policy
from gameplan.publish.views.entry.who import stage_link, stage_of
from gameplan.publish.views.entry.why import MOST_KPIS
from gameplan.publish.views.links import Link, link_to, links_to
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words, kind_label, type_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyStage
    from gameplan.publish.context import Context

_MOST_POINTS = 4
_MOST_CARDS = 6
_MOST_RULES = 8


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What readers ask."""

    words: str


@dataclass(frozen=True, slots=True)
class Points:
    """A few points under a label."""

    label: str
    items: tuple[str, ...]
    more: int
    """How many are left out."""


@dataclass(frozen=True, slots=True)
class ShortFacts:
    """Short facts in a line."""

    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Who has to agree."""

    people: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CardPart:
    """What a card says of a page."""

    link: Link
    blocks: tuple[Text | Question | Points | ShortFacts | SignedOff, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the brief."""

    icon: str
    label: str
    parts: tuple[CardPart, ...]
    more: int = 0
    """How many parts are left out."""


def has_brief(context: Context, entry: Entry) -> bool:
    """Tell whether the strategy says anything that a writer of an entry needs."""
    by_field = context.lookups.targets_by_field(entry)
    if any(
        by_field.get(field)
        for field in ("audiences", "stage", "messages", "channels", "kpis", *context.analysis.citations.own_fields)
    ):
        return True
    return bool(context.analysis.citations.policies(entry) or context.analysis.nearest_kpis.of(entry))


def brief(context: Context, entry: Entry) -> tuple[Card, ...]:
    """Return the cards of an entry: readers, their question, what to say, where, what it should move, and the rules."""
    return tuple(_cards(context, entry))


def _cards(context: Context, entry: Entry) -> Iterator[Card]:
    targets = context.lookups.targets_by_field(entry)
    yield from _each(context, targets.get("audiences", ()), _audience)
    if (found := stage_of(context, entry)) and found[1] is not None:
        yield _stage_card(context, found[0], found[1], entry.entry.stage)
    messages = targets.get("messages", ())
    yield from _each(context, messages, _message)
    for voice in _voices(context, targets.get("audiences", ()), messages):
        yield _kept(context, voice, _message)
    yield from _each(context, targets.get("channels", ()), _channel)
    for field in context.analysis.citations.own_fields:
        yield from _each(context, targets.get(field, ()), _other)
    if kpis := context.analysis.nearest_kpis.of(entry)[:MOST_KPIS]:
        yield _together(context, kpis, _measures)
    if policies := context.analysis.citations.policies(entry):
        yield _together(context, policies, _rules)


def _each(context: Context, pages: Sequence[Page], make: Callable[[Context, Page], Card]) -> Iterator[Card]:
    """Yield a card for each of the first pages, and count the others, so that no entry's page grows with what it cites."""
    for page in pages[:_MOST_CARDS]:
        yield _kept(context, page, make)
    if len(pages) > _MOST_CARDS:
        last = _kept(context, pages[-1], make)
        yield Card(last.icon, last.label, (), len(pages) - _MOST_CARDS)


def _kept(context: Context, page: Page, make: Callable[[Context, Page], Card]) -> Card:
    """Return a page's card, made once for all entries."""
    key = ("card", page.path)
    made: Card | None = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = make(context, page)
    return made


def _together(context: Context, pages: Sequence[Page], make: Callable[[Context, Sequence[Page]], Card]) -> Card:
    """Return one card for several pages, made once."""
    key = ("cards", tuple([page.path for page in pages]))
    made: Card | None = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = make(context, pages)
    return made


def _voices(context: Context, audiences: Sequence[Page], named: Sequence[Page]) -> Iterator[Page]:
    """Yield the messages that say how we speak to some audiences, unless the entry names them itself."""
    for page in context.analysis.citations.voices:
        spoken_to = context.lookups.targets(page, "audiences")
        if page not in named and (not spoken_to or any(audience in spoken_to for audience in audiences)):
            yield page


def _part(context: Context, page: Page, *blocks: Text | Points | ShortFacts | SignedOff) -> CardPart:
    return CardPart(link_to(context.addresses.uris, page), blocks)


def _summary(context: Context, page: Page) -> tuple[Text, ...]:
    text = context.lookups.summary(page)
    return (Text(text),) if text else ()


def _points(label: str, points: Sequence[str]) -> tuple[Points, ...]:
    if not points:
        return ()
    return (Points(label, tuple(points[:_MOST_POINTS]), max(len(points) - _MOST_POINTS, 0)),)


def _audience(context: Context, page: Page) -> Card:
    fields = page.fields
    known: tuple[Text | Points, ...] = ()
    if isinstance(fields, Audience):
        known = (Text(fields.segment),) if fields.segment else ()
        known += _points(say("Needs"), fields.needs) + _points(say("Struggles with"), fields.challenges)
    return Card(page.kind.icon, say("Reader"), (_part(context, page, *(known or _summary(context, page))),))


def _stage_card(context: Context, journey: Page, stage: JourneyStage, name: str) -> Card:
    key = ("stage", name)
    made: Card | None = context.fragments.get(key)
    if made is None:
        asked = (Question(stage.question),) if stage.question else ()
        blocks = (*asked, *_points(say("It needs"), tuple(_needs(context, stage))))
        part = CardPart(stage_link(context.addresses.uris, journey, stage), blocks)
        made = context.fragments[key] = Card(journey.kind.icon, say("Their question"), (part,))
    return made


def _needs(context: Context, stage: JourneyStage) -> Iterator[str]:
    """Yield what a stage asks for, in words; a channel by its title, where it may be seen."""
    channels = {channel.id: channel.title for channel in context.playbook.of_kind("channel")}
    for need in stage.needs:
        channel = channels.get(need.channel or "")
        what = type_words(need.type) if need.type else ""
        if what and channel:
            yield say("{type} on {channel}", type=what, channel=channel)
        elif what or channel:
            yield what or channel or ""


def _message(context: Context, page: Page) -> Card:
    label = say("How we speak") if page.id in VOICES else say("Message")
    return Card(page.kind.icon, label, (_part(context, page, *_summary(context, page)),))


def _channel(context: Context, page: Page) -> Card:
    fields = page.fields
    facts: list[Link] = []
    if isinstance(fields, Channel):
        facts += [Link(choice_words(fields.medium))] if fields.medium else []
        facts += [Link(fields.url.removeprefix("https://"), fields.url)] if fields.url else []
        facts += [Link(words.commitment_words(each)) for each in fields.commitments[:_MOST_POINTS]]
    known = (ShortFacts(tuple(facts)),) if facts else ()
    return Card(page.kind.icon, say("Channel"), (_part(context, page, *known, *_summary(context, page)),))


def _other(context: Context, page: Page) -> Card:
    return Card(page.kind.icon, kind_label(page.kind), (_part(context, page, *_summary(context, page)),))


def _measures(context: Context, kpis: Sequence[Page]) -> Card:
    parts = tuple([_part(context, kpi, Text(_aim(kpi))) for kpi in kpis])
    return Card(kpis[0].kind.icon, say("What it should move"), parts)


def _aim(kpi: Page) -> str:
    """Say where a KPI should go, and how far."""
    fields = kpi.fields
    if not isinstance(fields, Kpi):
        return ""
    if fields.target is None:
        return (
            say("Higher is better; there is no target.")
            if fields.direction == "up"
            else say("Lower is better; there is no target.")
        )
    value = words.measure(fields.target.value, fields.unit)
    if fields.target.on is None:
        return say("Up to {value}", value=value) if fields.direction == "up" else say("Down to {value}", value=value)
    day = words.day_words(fields.target.on, weekday=False)
    text = say("Up to {value} by {day}", value=value, day=day)
    return text if fields.direction == "up" else say("Down to {value} by {day}", value=value, day=day)


def _rules(context: Context, policies: Sequence[Page]) -> Card:
    parts = tuple([_part(context, policy, *_rule(context, policy)) for policy in policies[:_MOST_RULES]])
    return Card(policies[0].kind.icon, say("Rules"), parts, max(len(policies) - _MOST_RULES, 0))


def _rule(context: Context, policy: Page) -> tuple[Text | SignedOff, ...]:
    fields, summary = policy.fields, _summary(context, policy)
    if not isinstance(fields, Policy) or not fields.approvers:
        return summary
    people = links_to(context.addresses.uris, context.lookups.targets(policy, "approvers"))
    return (*summary, SignedOff(people or tuple([Link(name) for name in fields.approvers])))
