"""Where people begin: the first files of a new playbook, and the doors that lead each reader to what he needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.actions import SUBSCRIBE, WHATS_NEW
from gameplan.publish.drafts import yaml_text
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.views.coverage import URI as COVERAGE
from gameplan.publish.views.plan import URI as AGENDA
from gameplan.publish.views.plan import WORKLOAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

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


def first_files(edition: Edition) -> Iterator[File]:
    """The smallest files that a playbook needs, of those that it has none of yet: a vision, a goal, an entry."""
    playbook = edition.playbook
    if edition.vision is None:
        text = _text(say("Why we exist, in one sentence"), "", say("What we believe, and for whom we work."))
        yield _file(edition, playbook.strategy, "index.md", say("The vision, which everything else serves."), text)
    if not playbook.goals:
        about = say("A goal: what shall be different, and until when.")
        text = _text(say("What we want to reach"), f"period: {edition.today.year}\n", say("Why this, and why now."))
        yield _file(edition, f"{playbook.strategy}/goals", "first-goal.md", about, text)
    if not playbook.entries:
        goal = yaml_text(playbook.goals[0].id if playbook.goals else "first-goal")
        front = f"goals: [{goal}]\nstart: {edition.today}\n"
        text = _text(say("The first thing that we publish"), front, say("What it is, and for whom."))
        yield _file(edition, playbook.plan, "first-entry.md", say("An entry of the plan, which serves the goal."), text)


def _text(title: str, front: str, body: str) -> str:
    return f"---\ntitle: {yaml_text(title)}\n{front}---\n\n{body}\n"


def _file(edition: Edition, folder: str, name: str, about: str, text: str) -> File:
    url = edition.host.new(folder, name, text) if edition.host else ""
    return File(f"{folder}/{name}", about, text, url)


def doors(edition: Edition, to: Linker) -> Iterator[Door]:
    """Where to go from here, by what somebody does; only to what there is."""
    kinds = {kind.name: f"{kind.folder}/index.md" for kind in edition.shown_kinds}
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
                (say("Calendar"), AGENDA, "calendar-month-outline"),
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
                (say("Playbook as JSON"), DATA if edition.is_free(DATA) else None, "code-json"),
            ],
        ),
    )
    for who, wants, found in rooms:
        links = [Link(text, to(uri), icon) for text, uri, icon in found if uri]
        if links:
            yield Door(who, wants, links)
