"""Where people begin: the first files of a new playbook, and the doors that lead each reader to what he needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.addresses import CALENDAR, COVERAGE, SUBSCRIBE, WHATS_NEW, WORKLOAD, index_uri
from gameplan.publish.drafts import yaml_text
from gameplan.publish.views.links import Link
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

DATA = "data/playbook.json"


class File(NamedTuple):
    """A file to write."""

    path: str
    about: str
    text: str
    url: str
    """Where it is begun at the host; empty where that isn't known."""


class Door(NamedTuple):
    """What somebody wants, and where it is."""

    who: str
    wants: str
    links: list[Link]


def first_files(context: Context) -> Iterator[File]:
    """The smallest files that a playbook needs, of those that it has none of yet: a vision, a goal, an entry."""
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


def _file(context: Context, folder: str, name: str, about: str, text: str) -> File:
    url = context.edition.host.new(folder, name, text) if context.edition.host else ""
    return File(f"{folder}/{name}", about, text, url)


def doors(context: Context, to: Linker) -> Iterator[Door]:
    """Yield the ways on from here, by what a reader does; only to pages that exist."""
    kinds = {kind.name: index_uri(kind) for kind in context.lookups.shown_kinds}
    rooms = (
        (
            say("I lead"),
            say("to see where we are going, and whether we get there"),
            [(say("Strategy map"), kinds.get("goal"), "target"), (say("Scorecard"), kinds.get("kpi"), "chart-line")],
        ),
        (
            say("I plan"),
            say("to see what comes, and what is missing"),
            [
                (say("Calendar"), CALENDAR, "calendar-month-outline"),
                (say("Coverage"), COVERAGE, "grid"),
                (say("Workload"), WORKLOAD, "account-clock-outline"),
            ],
        ),
        (
            say("I write"),
            say("to see what is mine, and what it is for"),
            [
                (say("My page"), kinds.get("person"), "account-outline"),
                (say("Audiences"), kinds.get("audience"), "account-group-outline"),
            ],
        ),
        (
            say("I build"),
            say("to use the plan in other programs"),
            [
                (say("Calendar feeds"), SUBSCRIBE, "calendar-sync-outline"),
                (say("News feeds"), WHATS_NEW, "rss"),
                (say("Playbook as JSON"), DATA if context.addresses.is_free(DATA) else None, "code-json"),
            ],
        ),
    )
    for who, wants, found in rooms:
        links = [Link(text, to(uri), icon) for text, uri, icon in found if uri]
        if links:
            yield Door(who, wants, links)
