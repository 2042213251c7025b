"""Where people begin: the first files of a new playbook, and the doors that lead all readers to what they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.publish.addresses import CALENDAR, COVERAGE, INVENTORY, SUBSCRIBE, WHATS_NEW, WORKLOAD, index_uri
from gameplan.publish.drafts import yaml_text
from gameplan.publish.inventory import live_entries
from gameplan.publish.views.links import Link
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.publish.context import Context

DATA = "data/playbook.json"


@dataclass(frozen=True, slots=True)
class FirstFile:
    """A file to write."""

    path: str
    about: str
    text: str
    url: str
    """Where it is begun at the host; empty where that isn't known."""


@dataclass(frozen=True, slots=True)
class Door:
    """What somebody wants, and where it is."""

    who: str
    wants: str
    links: tuple[Link, ...]


def first_files(context: Context) -> tuple[FirstFile, ...]:
    """Return the smallest files that a playbook needs, of those that it has none of yet: a vision, a goal, an entry."""
    return tuple(_first_files(context))


def _first_files(context: Context) -> Iterator[FirstFile]:
    playbook = context.playbook
    if context.lookups.vision is None:
        text = _text(say("Why we exist, in one sentence"), "", say("What we believe, and for whom we work."))
        yield _file(context, playbook.strategy, "index.md", say("The vision, which everything else serves."), text)
    if not playbook.goals:
        about = say("A goal: what shall be different, and until when.")
        text = _text(say("What we want to reach"), f"period: {context.today.year}\n", say("Why this, and why now."))
        yield _file(context, f"{playbook.strategy}/goals", "first-goal.md", about, text)
    if not playbook.entries:
        goal = yaml_text(playbook.goals[0].id if playbook.goals else "first-goal")
        front = f"goals: [{goal}]\nstart: {context.today}\n"
        text = _text(say("The first thing that we publish"), front, say("What it is, and for whom."))
        yield _file(context, playbook.plan, "first-entry.md", say("An entry of the plan, which serves the goal."), text)


def _text(title: str, front: str, body: str) -> str:
    return f"---\ntitle: {yaml_text(title)}\n{front}---\n\n{body}\n"


def _file(context: Context, folder: str, name: str, about: str, text: str) -> FirstFile:
    url = context.edition.host.new(folder, name, text) if context.edition.host else ""
    return FirstFile(f"{folder}/{name}", about, text, url)


def doors(context: Context) -> tuple[Door, ...]:
    """Return the ways on from here, by what a reader does; only to pages that exist."""
    kinds = {kind.name: index_uri(kind) for kind in context.lookups.shown_kinds}
    data = DATA if context.addresses.is_free(DATA) else ""
    made = (_lead(kinds), _plan(INVENTORY if live_entries(context) else ""), _write(kinds), _build(data))
    shown = [Door(door.who, door.wants, tuple([link for link in door.links if link.uri])) for door in made]
    return tuple([door for door in shown if door.links])


def _lead(kinds: Mapping[str, str]) -> Door:
    return Door(
        say("For leaders"),
        say("Where we are going, and whether we get there"),
        (
            Link(say("Strategy map"), None, "target", kinds.get("goal", "")),
            Link(say("Scorecard"), None, "chart-line", kinds.get("kpi", "")),
        ),
    )


def _plan(inventory: str) -> Door:
    return Door(
        say("For planners"),
        say("What comes, and what is missing"),
        (
            Link(say("Calendar"), None, "calendar-month-outline", CALENDAR),
            Link(say("Coverage"), None, "grid", COVERAGE),
            Link(say("Inventory"), None, "table", inventory),
            Link(say("Workload"), None, "chart-bar", WORKLOAD),
        ),
    )


def _write(kinds: Mapping[str, str]) -> Door:
    return Door(
        say("For writers"),
        say("What is yours, and what it is for"),
        (
            Link(say("My page"), None, "account", kinds.get("person", "")),
            Link(say("Audiences"), None, "account-multiple", kinds.get("audience", "")),
        ),
    )


def _build(data: str) -> Door:
    return Door(
        say("For developers"),
        say("The plan in other programs"),
        (
            Link(say("Calendar feeds"), None, "calendar-export", SUBSCRIBE),
            Link(say("News feeds"), None, "rss", WHATS_NEW),
            Link(say("Playbook as JSON"), None, "code-tags", data),
        ),
    )
