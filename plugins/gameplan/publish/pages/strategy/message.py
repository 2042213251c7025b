"""A message's own parts: what shows that it is true, whom and what it serves, and how often it is used."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.pages import Message
from gameplan.publish.html.goal_list import goal_list as draw_goal_list
from gameplan.publish.html.templates import render
from gameplan.publish.pages.strategy.goal import audience_items
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.views.goal_list import goal_list
from gameplan.publish.views.links import Link
from gameplan.publish.views.stages import journey_anchors
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

QUARTER = timedelta(weeks=13)


def message_panels(context: Context, message: Page) -> list[Panel]:
    """A message's proof, then why and for whom it is said, and how often."""
    fields = message.fields
    proof = fields.proof if isinstance(fields, Message) else ()
    return [
        Panel(title=say("What shows it"), id="proof", make=partial(_proof, proof)),
        Panel(title=say("Goals it serves"), id="why", make=partial(_why, context, message)),
        Panel(title=say("Who it is for"), id="who", make=partial(_who, context, message)),
        Panel(title=say("How often it is said"), id="use", make=partial(_use, context, message)),
    ]


def uses(context: Context, entries: Iterable[Entry]) -> tuple[int, int]:
    """Count how often some entries happened in the thirteen weeks before today, and how often they will in those from today on.

    Each time counts by itself; ideas, what is on hold and what was dropped don't count, and before today neither does what is late.
    """
    today = context.today
    before = context.analysis.happenings.touching(today - QUARTER, today - timedelta(days=1))
    after = context.analysis.happenings.touching(today, today + QUARTER - timedelta(days=1))
    done = planned = 0
    for entry in entries:
        if entry.status.stage.committed:
            late = entry.overdue(today)
            done += sum(today - QUARTER <= each.occurrence.first and not late for each in before.get(entry.path, ()))
            planned += sum(each.occurrence.first >= today for each in after.get(entry.path, ()))
    return done, planned


def _proof(proof: tuple[str, ...], _: Linker) -> str:
    return render("message_proof.html", proof=proof)


def _why(context: Context, message: Page, to: Linker) -> str:
    ahead = context.analysis.page_plans.of(message).ahead
    counts = Counter(goal for entry in ahead for goal in context.lookups.targets(entry, "goals"))
    named = dict.fromkeys(context.lookups.targets(message, "goals"))
    goals = [*named, *(goal for goal, _ in counts.most_common() if goal not in named)]
    return render(
        "serves.html",
        title=say("Goals it serves"),
        goals=draw_goal_list(goal_list(context, ((goal, counts[goal]) for goal in goals)), to),
        nothing=say("Neither it nor an entry ahead that uses it names a goal. Name one under goals."),
    )


def _who(context: Context, message: Page, to: Linker) -> str:
    ahead = context.analysis.page_plans.of(message).ahead
    stages: Counter[tuple[Page, str]] = Counter()
    for entry in ahead:
        for journey in context.lookups.targets(entry, "stage"):
            stages[journey, entry.entry.stage.rpartition("/")[2]] += 1
    return render(
        "message_who.html",
        audiences=audience_items(context, to, context.lookups.targets(message, "audiences"), ahead),
        stages=[
            (
                Link(title, f"{to(context.addresses.uris[journey.path])}#{anchor}"),
                journey.title,
                plural("{count} ahead", "{count} ahead", stages[journey, name]),
            )
            for journey in dict.fromkeys(journey for journey, _ in stages)
            for name, title, anchor in journey_anchors(journey)
            if stages[journey, name]
        ],
    )


def _use(context: Context, message: Page, _: Linker) -> str:
    done, planned = uses(context, context.analysis.page_plans.of(message).entries)
    first, last = context.today - QUARTER, context.today + QUARTER - timedelta(days=1)
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
