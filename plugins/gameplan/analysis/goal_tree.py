"""The goals as a forest: areas and what is below them, nested as deep as a page can show, each goal once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

DEEPEST = 5
"""How deep lists are nested; what lies deeper stands on this level, and says what it is part of."""
MOST_IN_AREA = 250
MOST_GOALS = 1000


@dataclass(slots=True)
class Node:
    """A goal in its place."""

    goal: Page
    level: int
    above: Page | None = None
    """The goal that it is part of, where the nesting doesn't say it."""
    below: list[Node] = field(default_factory=list)

    def all_below(self) -> Iterator[Node]:
        """Every goal below."""
        for node in self.below:
            yield node
            yield from node.all_below()


@dataclass(slots=True)
class Forest:
    """All goals."""

    areas: list[Node] = field(default_factory=list)
    """The goal areas, as long as they or a goal below them are pursued."""
    aside: list[Node] = field(default_factory=list)
    """Those of which nothing is pursued: non-goals, and what was dropped or achieved."""
    circles: list[Node] = field(default_factory=list)
    """Goals that no area holds, because they go round in a circle."""
    more: Mapping[str, int] = field(default_factory=dict)
    """How many goals below an area are left out, by its path."""


def is_quiet(goal: Page) -> bool:
    """Tell whether nobody works towards a goal: it was achieved or dropped, or is a non-goal."""
    fields = goal_fields(goal)
    return fields.non_goal or fields.lifecycle in ("achieved", "dropped")


def below(playbook: Playbook, area: Page) -> list[tuple[Page, int]]:
    """A goal and all below it with their depths, depth first, each once: a list, so that a chain of any length can be shown."""
    seen = {area.path}
    waiting = [(area, 0)]
    found = []
    while waiting:
        goal, depth = waiting.pop()
        found.append((goal, depth))
        for child in reversed(playbook.children(goal)):
            if child.path not in seen:
                seen.add(child.path)
                waiting.append((child, depth + 1))
    return found


def forest(lookups: Lookups) -> Forest:
    """Return all goals of a playbook, each in its place."""
    playbook = lookups.playbook
    found = Forest()
    more: dict[str, int] = {}
    left, reached = MOST_GOALS, set[str]()
    for area in (goal for goal in playbook.goals if goal.path in lookups.areas):
        goals = below(playbook, area)
        reached.update(goal.path for goal, _ in goals)
        most = max(min(left, MOST_IN_AREA + 1), 1)
        left -= len(goals[:most])
        if len(goals) > most:
            more[area.path] = len(goals) - most
        node = _nested(playbook, goals[:most])
        (found.aside if all(is_quiet(goal) for goal, _ in goals) else found.areas).append(node)
    for goal in playbook.goals:
        if goal.path not in reached:
            round_and_round = below(playbook, goal)
            reached.update(each.path for each, _ in round_and_round)
            found.circles.append(_nested(playbook, round_and_round[: MOST_IN_AREA + 1]))
    found.more = more
    return found


def _nested(playbook: Playbook, goals: list[tuple[Page, int]]) -> Node:
    """Goals in the order of `below` as a tree."""
    top = Node(goals[0][0], 0)
    path = [top]
    for goal, depth in goals[1:]:
        level = min(depth, DEEPEST)
        node = Node(goal, level, playbook.parent(goal) if depth > DEEPEST else None)
        del path[level:]
        path[-1].below.append(node)
        path.append(node)
    return top
