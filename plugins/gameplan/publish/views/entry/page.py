"""What stands around the author's text of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.document import Anchor
from gameplan.publish.views.entry.brief import Card, brief, has_brief
from gameplan.publish.views.entry.campaign import CampaignPlan, campaign_plan
from gameplan.publish.views.entry.details import Details, details
from gameplan.publish.views.entry.results import (
    KpiEffect,
    Neighbours,
    PastChange,
    along,
    changes,
    history,
    neighbours,
    results,
)
from gameplan.publish.views.entry.when import When, when
from gameplan.publish.views.entry.who import ForWhom, for_whom
from gameplan.publish.views.entry.why import Why, why
from gameplan.publish.views.links import Link, link_to, links_to, people_of
from gameplan.publish.views.title_line import TitleLine, entry_line
from gameplan.wording import dates as words
from gameplan.wording.flow import pace_words
from gameplan.wording.labels import entry_status
from gameplan.wording.names import names_of
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


class CheckLine(NamedTuple):
    """Something that must be right before an entry goes out."""

    text: str
    done: bool
    page: Link
    """The format or policy that asks for it."""


class Checklist(NamedTuple):
    """How much of an entry's checklist is done."""

    done: int
    tasks: int
    """How many there are, those in its text included."""
    asked: tuple[CheckLine, ...]
    """What its format and policies ask for."""


class EntryHead(NamedTuple):
    """What stands above an entry's text."""

    title: str
    hue: int
    """The number of the colour of its first goal's area, from 1; 0 for none."""
    line: TitleLine
    why: Why
    summary: str
    who: ForWhom
    when: When
    details: Details
    checklist: Checklist | None
    campaign: CampaignPlan | None
    own_brief: bool
    """Whether the author's text has the heading of the brief."""
    has_brief: bool
    """Whether the strategy says something below the text."""
    written: bool
    """Whether there is a text."""


class EntryTail(NamedTuple):
    """What stands below an entry's text."""

    brief: tuple[Card, ...]
    results: tuple[KpiEffect, ...]
    neighbours: Neighbours | None
    history: tuple[PastChange, ...]
    pace: str
    """How often it moved, and how far; empty where it didn't, or nobody knows."""


def entry_head(context: Context, entry: Entry, title: str) -> EntryHead:
    """Return what stands above an entry's text.

    Args:
        context: what is published.
        entry: the entry.
        title: its title; empty where its text has it.
    """
    return EntryHead(
        title=title,
        hue=context.lookups.hue(context.lookups.targets(entry, "goals")),
        line=entry_line(context, entry),
        why=why(context, entry),
        summary=entry.fields.summary or "",
        who=for_whom(context, entry),
        when=when(context, entry),
        details=details(context, entry),
        checklist=checklist(context, entry),
        campaign=campaign_plan(context, entry),
        own_brief=_has_own_brief(entry),
        has_brief=has_brief(context, entry),
        written=bool(entry.body.text.strip()),
    )


def entry_tail(context: Context, entry: Entry) -> EntryTail:
    """Return what stands below an entry's text: what the strategy says, results, what is beside it, and its history."""
    return EntryTail(
        brief=brief(context, entry),
        results=results(context, entry),
        neighbours=neighbours(context, entry),
        history=history(context, entry),
        pace=pace_words(pace) if (pace := context.analysis.flow.by_path.get(entry.path)) else "",
    )


def checklist(context: Context, entry: Entry) -> Checklist | None:
    """Return how much of the checklist of an entry is done; None where it has none."""
    uris, checklists = context.addresses.uris, context.analysis.checklists
    items, done = checklists.of(entry), checklists.done(entry)
    asked = tuple([CheckLine(item.text, item.done, link_to(uris, item.page)) for item in items])
    return Checklist(sum(done), len(done), asked) if done else None


def _has_own_brief(entry: Entry) -> bool:
    name = say("Brief").casefold()
    return any(heading.text.strip().casefold() == name for heading in entry.body.headings)


def search_words(context: Context, entry: Entry) -> str:
    """Return the words by which the search finds an entry, besides its text: status, day, goals and who owns it."""
    uris, targets = context.addresses.uris, context.lookups.targets_by_field(entry)
    when = words.when_words(entry, context.playbook.vocabulary.zone)
    goals = [goal.text for goal in links_to(uris, targets.get("goals", ()))]
    owners = [owner.text for owner in people_of(uris, targets.get("owner", ()), names_of(entry.fields.owner))]
    return " · ".join((entry_status(entry), when, *goals, *owners))


def anchors_above(entry: Entry) -> tuple[Anchor, ...]:
    """Return the headings above an entry's text."""
    brief = () if _has_own_brief(entry) else (Anchor(say("Brief"), "brief"),)
    return (Anchor(say("Why"), "why"), Anchor(say("For whom"), "who"), Anchor(say("When and how"), "when"), *brief)


def other_ids(entry: Entry) -> tuple[str, ...]:
    """Return the places above an entry's text that are no headings."""
    return ("brief",) if _has_own_brief(entry) else ()


def anchors_below(context: Context, entry: Entry) -> tuple[Anchor, ...]:
    """Return the headings below an entry's text."""
    found = (
        (has_brief(context, entry), Anchor(say("From the strategy"), "strategy")),
        (bool(results(context, entry)), Anchor(say("Results"), "results")),
        (any(along(context, entry)), Anchor(say("On the same goal"), "along")),
        (bool(changes(context, entry)), Anchor(say("History"), "history")),
    )
    return tuple(anchor for shown, anchor in found if shown)
