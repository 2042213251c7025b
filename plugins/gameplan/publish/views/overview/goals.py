"""The strategy map: the vision, the goal areas, and the goals below them, each with how it stands and what is planned for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import forest, is_quiet
from gameplan.publish.addresses import MAP_PICTURE, csv_uri, index_uri
from gameplan.publish.views.links import Link, link_to
from gameplan.publish.views.overview.goal_cards import Cards, GoalCard, QuietCard
from gameplan.publish.views.states import State, state_of
from gameplan.wording.labels import kinds_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.analysis.goal_tree import Forest, Node
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_MOST_OPEN = 40
"""Up to how many goals nothing is folded, and KPIs are drawn."""
TROUBLED = "needs-attention"
"""The id of the list of goals that are at risk or off track."""


@dataclass(frozen=True, slots=True)
class MapFold:
    """What hides the goals below a goal until somebody asks for them."""

    words: str
    """How many there are."""
    trouble: str
    """How many of them need attention; empty where none does."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A goal with those below it."""

    card: GoalCard | QuietCard
    below: tuple[MapNode, ...]
    fold: MapFold | None
    """None where what is below is shown at once."""


@dataclass(frozen=True, slots=True)
class MapArea:
    """A goal area as a column."""

    id: str
    hue: int
    about: str
    """How many goals are in it; empty where there are none."""
    card: GoalCard | QuietCard
    below: tuple[MapNode, ...]
    more: int
    """How many goals are left out."""


@dataclass(frozen=True, slots=True)
class MarkedGoal:
    """A goal with how it stands."""

    link: Link
    state: State | None
    """None where nobody knows."""


@dataclass(frozen=True, slots=True)
class StrategyMap:
    """All goals, each in its place."""

    title: str
    vision: Link | None
    troubled: tuple[MarkedGoal, ...]
    """The goals that are at risk or off track, the most troubled first."""
    areas: tuple[MapArea, ...]
    circles: tuple[MapNode, ...]
    """Goals that name each other as parents."""
    aside: tuple[MapNode, ...]
    """What nobody pursues."""
    others: tuple[Link, ...]
    """The ways to the lists of the other kinds."""
    file: Link | None
    """All goals for spreadsheets."""
    picture: Link | None
    """To the map as a picture."""


def strategy_map(context: Context, kind: Kind) -> StrategyMap:
    """Return what the strategy map shows.

    Args:
        context: what is published.
        kind: that of the goals.
    """
    intro = context.addresses.intros.get(index_uri(kind))
    vision = context.lookups.vision
    found = forest(context.lookups)
    branches = _Branches(context)
    return StrategyMap(
        title=intro.title if intro else say("Strategy map"),
        vision=link_to(context.addresses.uris, vision) if vision and vision.path in context.addresses.uris else None,
        troubled=tuple([marked(context, goal) for goal in troubled(context)]),
        areas=tuple([branches.area(node, found) for node in found.areas]),
        circles=branches.of(found.circles),
        aside=branches.of(found.aside),
        others=tuple([_list_link(context, other) for other in context.lookups.shown_kinds if other is not kind]),
        file=Link("", uri=csv_uri(kind)) if context.addresses.is_free(csv_uri(kind)) else None,
        picture=Link("", uri=MAP_PICTURE) if context.addresses.is_free(MAP_PICTURE) else None,
    )


def troubled(context: Context) -> list[Page]:
    """Return the goals that are at risk or off track, the most troubled first."""
    states = [(health.state, goal) for goal in context.playbook.goals if (health := context.analysis.scores.goal(goal))]
    return [goal for state, goal in sorted(states, key=lambda item: item[0] != "off-track") if state.troubled]


def marked(context: Context, goal: Page) -> MarkedGoal:
    """Return a goal with how it stands."""
    health = context.analysis.scores.goal(goal)
    return MarkedGoal(link_to(context.addresses.uris, goal), state_of(health.state) if health else None)


def _list_link(context: Context, kind: Kind) -> Link:
    count = len(context.playbook.of_kind(kind.name))
    return Link(f"{kinds_label(kind)} ({count})", None, kind.icon, index_uri(kind))


class _Branches:
    """Makes the branches of a map."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folds = len(context.playbook.goals) > _MOST_OPEN
        self._cards = Cards(context, charts=not self._folds)
        self._taken = {TROUBLED, "aside", "circles"}

    def area(self, node: Node, found: Forest) -> MapArea:
        """Return a goal area with all that is below it."""
        goals = [each.goal for each in node.all_below() if not is_quiet(each.goal)]
        more = found.more.get(node.goal.path, 0)
        return MapArea(
            id=self._anchor(node.goal),
            hue=self._context.lookups.hue([node.goal]),
            about=plural("{count} goal", "{count} goals", len(goals) + more) if goals else "",
            card=self._cards.of(node),
            below=self.of(node.below),
            more=more,
        )

    def _anchor(self, goal: Page) -> str:
        """An area's place on the map: its id, with nothing in it that an address can't hold."""
        name = "-".join("".join(letter if letter.isalnum() or letter in "-_." else " " for letter in goal.id).split())
        while name in self._taken:
            name = f"{name}-"
        self._taken.add(name)
        return name

    def of(self, nodes: Sequence[Node]) -> tuple[MapNode, ...]:
        """Return goals with what is below each: at once, or folded where there are many."""
        order = sorted(nodes, key=lambda node: not node.below and is_quiet(node.goal))
        return tuple([self._node(node) for node in order])

    def _node(self, node: Node) -> MapNode:
        fold = self._fold(each.goal for each in node.all_below()) if node.below and self._folds else None
        return MapNode(self._cards.of(node), self.of(node.below), fold)

    def _fold(self, goals: Iterable[Page]) -> MapFold:
        found = [self._context.analysis.scores.goal(goal) for goal in goals]
        count = sum(health is not None and health.state.troubled for health in found)
        return MapFold(
            words=plural("{count} sub-goal", "{count} sub-goals", len(found)),
            trouble=plural("{count} needs attention", "{count} need attention", count) if count else "",
        )
