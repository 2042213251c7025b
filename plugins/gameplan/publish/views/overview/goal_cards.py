"""The cards of the strategy map: how a goal stands, what measures it, and what is planned for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import is_quiet
from gameplan.model.playbook import goal_fields
from gameplan.publish.views.charts import Chart, spark
from gameplan.publish.views.links import Link, link_to, people_of
from gameplan.publish.views.sentences import Sentence, sentence
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.ahead import next_words
from gameplan.wording.labels import life_words
from gameplan.wording.speech import plural, say
from gameplan.wording.standings import numbers
from gameplan.wording.standings import sentence as standing_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gameplan.analysis.goal_tree import Node
    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

_MOST_NEXT = 3


@dataclass(frozen=True, slots=True)
class CardMeasure:
    """What measures a goal, in a line."""

    link: Link
    """To where the goal's page tells of it: the latest value on the way to the target, else how many KPIs there are."""
    missing: bool = False
    """Whether nothing measures it, or nobody has read what does."""
    spark: Chart | None = None
    sentence: str = ""
    """How it stands, for whoever doesn't see the chart."""
    share: Decimal | None = None
    """How much of the way to the target is done, where that is drawn in place of the chart."""
    share_words: str = ""


@dataclass(frozen=True, slots=True)
class NextEntry:
    """An entry that is next for a goal."""

    link: Link
    when: str


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal that is pursued."""

    link: Link
    level: int
    """Of goal areas 0."""
    state: State | None
    life: str
    """That it is only proposed; else empty."""
    measure: CardMeasure | None
    part: Sentence | None
    """What it is part of, where its place doesn't say it."""
    owners: tuple[Link, ...]
    when: Link
    """How much is ahead for it, and when the next is."""
    idle: bool
    """Whether something should be ahead, and isn't."""
    next: tuple[NextEntry, ...]
    next_words: str


@dataclass(frozen=True, slots=True)
class QuietCard:
    """A goal that nobody pursues."""

    link: Link
    level: int
    name: str
    """Why, as style sheets have it."""
    state: State | None
    """How an achieved goal stands."""
    life: str
    """Why another one isn't pursued."""
    owners: tuple[Link, ...]


class Cards:
    """Makes the cards of a map."""

    def __init__(self, context: Context, *, charts: bool) -> None:
        """Know what is shown.

        Args:
            context: what is published.
            charts: whether KPIs are drawn.
        """
        self._context, self._charts = context, charts
        self._idle = {goal.path for goal in context.analysis.coverage.idle}

    def of(self, node: Node) -> GoalCard | QuietCard:
        """Return the card of a goal."""
        goal = node.goal
        link = link_to(self._context.addresses.uris, goal)
        owners = people_of(
            self._context.addresses.uris, self._context.lookups.targets(goal, "owner"), goal.fields.owner
        )
        if is_quiet(goal):
            return self._quiet(node, link, owners)
        ahead = self._context.analysis.coverage.by_goal.get(goal.path, ())
        shown = ahead[:_MOST_NEXT] if node.level or not node.below else ()
        return GoalCard(
            link=link,
            level=node.level,
            state=self._state(goal),
            life=life_words("proposed") if goal_fields(goal).lifecycle == "proposed" else "",
            measure=self._measure(goal, link),
            part=sentence(say("part of {goal}"), goal=link_to(self._context.addresses.uris, node.above))
            if node.above
            else None,
            owners=owners,
            when=self._when(link, ahead),
            idle=not ahead and goal.path in self._idle,
            next=tuple([self._next(entry) for entry in shown]),
            next_words=plural("What is next", "The next {count}", len(shown)) if shown else "",
        )

    def _quiet(self, node: Node, link: Link, owners: tuple[Link, ...]) -> QuietCard:
        fields = goal_fields(node.goal)
        name = "non-goal" if fields.non_goal else fields.lifecycle
        achieved = name == "achieved"
        state = self._state(node.goal) if achieved else None
        return QuietCard(link, node.level, name, state, "" if achieved else life_words(name), owners)

    def _state(self, goal: Page) -> State | None:
        health = self._context.analysis.scores.goal(goal)
        return state_of(health.state) if health else None

    def _measure(self, goal: Page, link: Link) -> CardMeasure | None:
        """Return what measures a goal: its latest value on the way to its target; else say that nothing does."""
        kpis, own = self._context.analysis.scores.measures(goal)
        place = link._replace(place="measure")
        if not kpis:
            missing = goal_fields(goal).lifecycle == "accepted"
            return CardMeasure(place._replace(text=say("No KPI")), missing=True) if missing else None
        if len(kpis) > 1 or not own:
            told = plural("{count} KPI", "{count} KPIs", len(kpis))
            below = plural("{count} KPI below", "{count} KPIs below", len(kpis))
            return CardMeasure(place._replace(text=told if own else below, icon="chart-line"))
        return self._reading(kpis[0], place)

    def _reading(self, kpi: Page, place: Link) -> CardMeasure:
        """Return the latest value of a goal's only KPI."""
        standing = self._context.analysis.scores.kpi(kpi)
        said = numbers(kpi, standing)
        if not said.latest:
            return CardMeasure(place._replace(text=say("No reading")), missing=True)
        told = say("{latest} → {target}", latest=said.latest, target=said.target) if said.target else said.latest
        link = place._replace(text=told)
        if self._charts:
            return CardMeasure(link, spark=spark(standing), sentence=standing_words(kpi, standing))
        if standing.share is None:
            return CardMeasure(link)
        share = say("{share} of the way", share=words.percent_words(standing.share))
        return CardMeasure(link, share=standing.share, share_words=share)

    def _when(self, link: Link, ahead: Sequence[Entry]) -> Link:
        place = link._replace(place="when")
        if not ahead:
            return place._replace(text=say("nothing planned"), icon="calendar-remove-outline")
        day = self._context.analysis.coverage.begins_next(ahead[0])
        when = (
            say("next {day}", day=words.day_words(day, weekday=False))
            if day
            else next_words(ahead, self._context.analysis.ahead)
        )
        told = say("{count} ahead · {when}", count=len(ahead), when=when)
        return place._replace(text=told, icon="calendar-check-outline")

    def _next(self, entry: Entry) -> NextEntry:
        day = self._context.analysis.coverage.begins_next(entry)
        zone = self._context.playbook.vocabulary.zone
        when = words.day_words(day) if day else words.when_words(entry, zone)
        return NextEntry(link_to(self._context.addresses.uris, entry), when)
