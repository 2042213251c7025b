"""The brief of an entry as a whole: all that whoever makes it needs, to be read without the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Goal
from gameplan.publish.views.entry.brief import Card, brief
from gameplan.publish.views.entry.details import Details, details
from gameplan.publish.views.entry.page import Checklist, checklist
from gameplan.publish.views.entry.when import When, when
from gameplan.publish.views.entry.who import ForWhom, for_whom, stage_of
from gameplan.publish.views.entry.why import Why, why
from gameplan.publish.views.links import Link, link_to
from gameplan.publish.views.strategy.message import message_proof
from gameplan.publish.views.title_line import TitleLine, entry_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context

_MOST_POINTS = 8


class Told(NamedTuple):
    """What a page says in a few points."""

    link: Link
    points: tuple[str, ...]
    more: int = 0
    """How many are left out."""


class Handout(NamedTuple):
    """The brief of an entry."""

    title: str
    line: TitleLine
    summary: str
    why: Why
    success: tuple[Told, ...]
    """What success looks like, goal by goal."""
    who: ForWhom
    promise: str
    """What the stage promises its readers; empty where it promises nothing, or there is none."""
    when: When
    details: Details
    checklist: Checklist | None
    cards: tuple[Card, ...]
    """What the strategy says."""
    proof: tuple[Told, ...]
    """What shows that messages are true, message by message."""


def handout(context: Context, entry: Entry) -> Handout:
    """Return the brief of an entry."""
    found = stage_of(context, entry)
    return Handout(
        title=entry.title,
        line=entry_line(context, entry),
        summary=entry.fields.summary or "",
        why=why(context, entry),
        success=tuple(_success(context, entry)),
        who=for_whom(context, entry),
        promise=found[1].promise if found and found[1] else "",
        when=when(context, entry),
        details=details(context, entry),
        checklist=checklist(context, entry),
        cards=brief(context, entry),
        proof=tuple(_proof(context, entry)),
    )


def _success(context: Context, entry: Entry) -> Iterator[Told]:
    for goal in context.lookups.targets(entry, "goals"):
        if isinstance(goal.fields, Goal) and goal.fields.success:
            yield _told(link_to(context.addresses.uris, goal), tuple(goal.fields.success))


def _proof(context: Context, entry: Entry) -> Iterator[Told]:
    for message in context.lookups.targets(entry, "messages"):
        if points := message_proof(context, message):
            yield _told(link_to(context.addresses.uris, message), points)


def _told(link: Link, points: tuple[str, ...]) -> Told:
    return Told(link, points[:_MOST_POINTS], max(len(points) - _MOST_POINTS, 0))
