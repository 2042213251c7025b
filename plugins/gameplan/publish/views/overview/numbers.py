"""How we work in numbers: how long things take, whether they are on time, how often they move, and how often they are reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.spread import ENOUGH
from gameplan.publish.addresses import WORK_IN_NUMBERS
from gameplan.publish.views.links import Link, link_to
from gameplan.wording import dates as words
from gameplan.wording.flow import later_words, pace_words
from gameplan.wording.labels import type_label
from gameplan.wording.speech import hinted, plural, say

if TYPE_CHECKING:
    from gameplan.analysis.flow import Flow, Pace, TypePace
    from gameplan.publish.context import Context

_MOST_ENTRIES = 20


class Figure(NamedTuple):
    """A number, and what it counts."""

    number: str
    """Empty where there is too little to say it of."""
    label: str
    of: str
    """Of how much it says so."""


class PaceLine(NamedTuple):
    """An entry, and how it came along."""

    hue: int
    link: Link
    words: str


class PaceList(NamedTuple):
    """A sentence, and the entries that it is most about."""

    sentence: str
    lines: tuple[PaceLine, ...]
    more: int


class TypeRow(NamedTuple):
    """How the entries of a type came along."""

    type: str
    size: int
    """Of how many is known how long they took."""
    median: str
    """Empty where those are too few."""
    shortest: str
    longest: str
    kept: str
    """How many went out on time, of how many."""


@dataclass(frozen=True, slots=True)
class WorkInNumbers:
    """How work flows."""

    title: str
    history: str
    """Since when it is known; or that it isn't, and why."""
    figures: tuple[Figure, ...]
    types: tuple[TypeRow, ...]
    late: str
    """By how much what wasn't on time was later; empty where all was."""
    moves: PaceList | None
    reviews: PaceList | None


def numbers_title(context: Context) -> str:
    """Return the title of the page, as the author of its text calls it."""
    intro = context.addresses.intros.get(WORK_IN_NUMBERS)
    return intro.title if intro and intro.fields.title else say("How we work in numbers")


def numbers_link(context: Context) -> Link | None:
    """Return the way to the page; None where there is none, since the history tells nothing and nobody wrote of it."""
    if not context.analysis.flow.told and WORK_IN_NUMBERS not in context.addresses.intros:
        return None
    return Link(numbers_title(context), None, "timer-sand", WORK_IN_NUMBERS)


def work_in_numbers(context: Context) -> WorkInNumbers:
    """Return how work flows, as far as the history of the files tells it."""
    flow = context.analysis.flow
    return WorkInNumbers(
        title=numbers_title(context),
        history=_history(flow),
        figures=_figures(flow) if flow.told else (),
        types=tuple([_type(each) for each in flow.types]),
        late=_late(flow),
        moves=_moves(context, flow) if flow.told and flow.promised else None,
        reviews=_reviews(context, flow) if flow.reviewed else None,
    )


def _history(flow: Flow) -> str:
    if flow.began is None:
        return hinted(
            "This copy of the site was made without the history of its files, so it can’t tell how long things take. "
            "A build from a whole Git clone knows it, unless the option ledger keeps the stamps."
        )
    day = words.day_words(flow.began, weekday=False)
    if not flow.told:
        return say(
            "The history of these files begins on {day}. Nothing has gone out, moved or been reviewed since then.",
            day=day,
        )
    return say(
        "Based on the history of these files, which begins on {day}. Recurring entries aren’t counted.",
        day=day,
    )


def _figures(flow: Flow) -> tuple[Figure, ...]:
    lead, due, promised = flow.lead, flow.due, flow.promised
    kept, moved = sum(pace.kept for pace in due), len(flow.moved)
    passed = [pace for pace in flow.reviewed if pace.passed]
    once = sum(pace.rounds == 1 and not pace.back for pace in passed)
    return (
        Figure(
            days_words(lead.median) if lead.enough else "",
            say("from idea to published, as the median"),
            plural("of {count} entry", "of {count} entries", lead.size),
        ),
        _share(
            kept,
            len(due),
            say("on time"),
            plural("of {count} entry that went out", "of {count} entries that went out", len(due)),
        ),
        _share(
            moved,
            len(promised),
            say("moved"),
            plural("of {count} committed entry", "of {count} committed entries", len(promised)),
        ),
        _share(
            once,
            len(passed),
            say("through review at the first go"),
            plural("of {count} entry that got through", "of {count} entries that got through", len(passed)),
        ),
    )


def _share(count: int, size: int, label: str, of: str) -> Figure:
    return Figure(words.percent_words(Decimal(count) / size) if size >= ENOUGH else "", label, of)


def _type(found: TypePace) -> TypeRow:
    lead = found.lead
    return TypeRow(
        type=type_label(found.type) if found.type else say("No type"),
        size=lead.size,
        median=days_words(lead.median) if lead.enough else "",
        shortest=days_words(lead.least) if lead.size else "",
        longest=days_words(lead.most) if lead.size else "",
        kept=say("{count} of {size}", count=found.kept, size=found.promised) if found.promised else "",
    )


def days_words(days: float) -> str:
    """Say a number of days: `12 days`, `4.5 days`."""
    if days == int(days):
        return plural("{count} day", "{count} days", int(days))
    return say("{number} days", number=words.number_words(Decimal(str(days))))


def _late(flow: Flow) -> str:
    late = flow.late
    if not late.size:
        return ""
    if not late.enough:
        return plural(
            "{count} entry went out later than it was first planned.",
            "{count} entries went out later than they were first planned.",
            late.size,
        )
    return plural(
        "{count} entry went out later than it was first planned, by {days} as the median.",
        "{count} entries went out later than they were first planned, by {days} as the median.",
        late.size,
        days=days_words(late.median),
    )


def _moves(context: Context, flow: Flow) -> PaceList:
    moved, apart = flow.moved, flow.apart
    if not moved:
        return PaceList(say("Nothing committed has moved."), (), 0)
    times = plural("once in all", "{count} times in all", sum(pace.moves for pace in moved))
    sentence = plural("{count} entry moved, {times}.", "{count} entries moved, {times}.", len(moved), times=times)
    if apart.enough:
        middle = int(apart.median) if apart.median == int(apart.median) else round(apart.median)
        sentence = say("{moved} The median is {far}.", moved=sentence, far=later_words(middle))
    return _list(context, sentence, moved, [pace_words(pace) for pace in moved[:_MOST_ENTRIES]])


def _reviews(context: Context, flow: Flow) -> PaceList:
    reviewed = flow.reviewed
    back = sum(pace.back for pace in reviewed)
    sentence = plural(
        "{count} entry went into review, {rounds}, and was {back}.",
        "{count} entries went into review, {rounds}, and were {back}.",
        len(reviewed),
        rounds=plural("once in all", "{count} times in all", sum(pace.rounds for pace in reviewed)),
        back=_back_words(back),
    )
    again = [pace for pace in reviewed if pace.rounds > 1 or pace.back]
    return _list(context, sentence, again, [_review_words(pace) for pace in again[:_MOST_ENTRIES]])


def _review_words(pace: Pace) -> str:
    rounds = plural("In review once", "In review {count} times", pace.rounds)
    return say("{rounds}, {back}.", rounds=rounds, back=_back_words(pace.back))


def _back_words(count: int) -> str:
    return plural("sent back once", "sent back {count} times", count) if count else say("never sent back")


def _list(context: Context, sentence: str, paces: tuple[Pace, ...] | list[Pace], said: list[str]) -> PaceList:
    lines = [
        PaceLine(
            context.lookups.hue(context.lookups.targets(pace.entry, "goals")),
            link_to(context.addresses.uris, pace.entry),
            text,
        )
        for pace, text in zip(paces, said, strict=False)
    ]
    return PaceList(sentence, tuple(lines), len(paces) - len(lines))
