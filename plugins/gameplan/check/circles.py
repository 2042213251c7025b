"""Circles in a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gameplan.model.page import Page

_LONGEST_CHAIN = 6


def circles(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Circles of a directed graph: for each knot of nodes that reach each other one, beginning with its least node.

    Depth first and without recursion, so that a chain of any length will do.
    """
    done: set[str] = set()
    for start in sorted(edges):
        path: list[str] = []
        place: dict[str, int] = {}
        waiting = [] if start in done else [(start, iter(tuple(edges[start])))]
        if waiting:
            place[start] = 0
            path.append(start)
        while waiting:
            node, targets = waiting[-1]
            target = next(targets, None)
            if target is None:
                waiting.pop()
                path.pop()
                del place[node]
                done.add(node)
            elif target in place:
                circle = path[place[target] :]
                least = circle.index(min(circle))
                yield circle[least:] + circle[:least]
            elif target not in done:
                place[target] = len(path)
                path.append(target)
                waiting.append((target, iter(tuple(edges.get(target, ())))))


def chain(pages: Sequence[Page]) -> str:
    """A circle in words: the ids in their order, and the first again."""
    ids = [visible(page.id) for page in pages]
    shown = [*ids[:_LONGEST_CHAIN], "…"] if len(ids) > _LONGEST_CHAIN else ids
    return " → ".join([*shown, ids[0]])
