"""A message's own parts: what shows that it is true, whom and what it serves, and how often it is used."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.pages import Message
from gameplan.publish import words
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link
from gameplan.publish.page_plan import plan_of
from gameplan.publish.panels.goal import audience_items
from gameplan.publish.panels.goal_list import goal_list
from gameplan.publish.panels.panel import Panel
from gameplan.publish.stages import journey_anchors
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

QUARTER = timedelta(weeks=13)


def message_panels(edition: Edition, message: Page) -> list[Panel]:
    """A message's proof, then why and for whom it is said, and how often."""
    fields = message.fields
    proof = fields.proof if isinstance(fields, Message) else ()
    return [
        Panel(title=say("What shows it"), id="proof", make=partial(_proof, proof)),
        Panel(title=say("Goals it serves"), id="why", make=partial(_why, edition, message)),
        Panel(title=say("Who it is for"), id="who", make=partial(_who, edition, message)),
        Panel(title=say("How often it is said"), id="use", make=partial(_use, edition, message)),
    ]


def uses(edition: Edition, entries: Iterable[Entry]) -> tuple[int, int]:
    """How often some entries happened in the thirteen weeks before today, and how often they are to in those from today on.

    Each time counts by itself; ideas, what is on hold and what was dropped don't count, and before today neither does what is late.
    """
    today = edition.today
    before = edition.plan.touching(today - QUARTER, today - timedelta(days=1))
    after = edition.plan.touching(today, today + QUARTER - timedelta(days=1))
    done = planned = 0
    for entry in entries:
        if entry.status.stage.committed:
            late = entry.overdue(today)
            done += sum(today - QUARTER <= each.occurrence.first and not late for each in before.get(entry.path, ()))
            planned += sum(each.occurrence.first >= today for each in after.get(entry.path, ()))
    return done, planned


def _proof(proof: tuple[str, ...], _: Linker) -> str:
    return render("message_proof.html", proof=proof)


def _why(edition: Edition, message: Page, to: Linker) -> str:
    ahead = plan_of(edition, message).ahead
    counts = Counter(goal for entry in ahead for goal in edition.targets(entry, "goals"))
    named = dict.fromkeys(edition.targets(message, "goals"))
    goals = [*named, *(goal for goal, _ in counts.most_common() if goal not in named)]
    return render(
        "serves.html",
        title=say("Goals it serves"),
        goals=goal_list(edition, to, ((goal, counts[goal]) for goal in goals)),
        nothing=say("Neither it nor an entry ahead that uses it names a goal. Name one under goals."),
    )


def _who(edition: Edition, message: Page, to: Linker) -> str:
    ahead = plan_of(edition, message).ahead
    stages: Counter[tuple[Page, str]] = Counter()
    for entry in ahead:
        for journey in edition.targets(entry, "stage"):
            stages[journey, entry.entry.stage.rpartition("/")[2]] += 1
    return render(
        "message_who.html",
        audiences=audience_items(edition, to, edition.targets(message, "audiences"), ahead),
        stages=[
            (
                Link(title, f"{to(edition.uris[journey.path])}#{anchor}"),
                journey.title,
                plural("{count} ahead", "{count} ahead", stages[journey, name]),
            )
            for journey in dict.fromkeys(journey for journey, _ in stages)
            for name, title, anchor in journey_anchors(journey)
            if stages[journey, name]
        ],
    )


def _use(edition: Edition, message: Page, _: Linker) -> str:
    done, planned = uses(edition, plan_of(edition, message).entries)
    first, last = edition.today - QUARTER, edition.today + QUARTER - timedelta(days=1)
    return render(
        "message_use.html",
        done=plural(
            "It was used once since {day}.", "It was used {count} times since {day}.", done, day=words.day_words(first)
        )
        if done
        else say("It wasn't used since {day}.", day=words.day_words(first)),
        planned=plural(
            "It is planned once up to {day}.",
            "It is planned {count} times up to {day}.",
            planned,
            day=words.day_words(last),
        )
        if planned
        else say("It isn't planned for anything up to {day}.", day=words.day_words(last)),
    )
