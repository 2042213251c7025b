"""The goals as a tree: areas, and the goals below them, each with what is planned for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from gameplan.model.playbook import goal_fields
from gameplan.publish import words
from gameplan.publish.ahead import ahead_of, next_words
from gameplan.publish.charts import progress
from gameplan.publish.document import Document
from gameplan.publish.language import say
from gameplan.publish.links import Link, people
from gameplan.publish.names import kinds_label, life_words
from gameplan.publish.standings import state_chip
from gameplan.publish.tables import csv_uri
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker


def goals_document(edition: Edition, kind: Kind) -> Document:
    """The strategy map."""
    uri = f"{kind.folder}/index.md"
    to = edition.to(uri)
    nodes = [node for area in edition.playbook.goals if area.path in edition.areas for node in _flat(edition, to, area)]
    reached = {node["path"] for node in nodes}
    nodes += [_node(edition, to, goal, 0) for goal in edition.playbook.goals if goal.path not in reached]
    intro = edition.intros.get(uri)
    vision = edition.vision
    head = render(
        "goals.html",
        title=intro.title if intro else kinds_label(kind),
        vision=Link(vision.title, to(edition.uris[vision.path])) if vision and vision.path in edition.uris else None,
        areas=_grouped(nodes),
        file=to(csv_uri(kind)) if edition.is_free(csv_uri(kind)) else "",
    )
    return Document(
        uri=uri,
        title=intro.title if intro else kinds_label(kind),
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        hide=("toc",),
        section=uri,
    )


def _flat(edition: Edition, to: Linker, area: Page) -> list[dict[str, Any]]:
    return [_node(edition, to, goal, depth) for goal, depth in below(edition.playbook, area)]


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


def _node(edition: Edition, to: Linker, goal: Page, depth: int) -> dict[str, Any]:
    coming = ahead_of(edition, goal)
    fields = goal_fields(goal)
    url = to(edition.uris[goal.path])
    return {
        "path": goal.path,
        "depth": depth,
        "indent": min(depth, 6),
        "area": edition.hue([goal]),
        "link": Link(goal.title, url),
        "state": "non-goal" if fields.non_goal else fields.lifecycle,
        "state_words": life_words("non-goal" if fields.non_goal else fields.lifecycle),
        "owners": people(edition, to, goal),
        "health": state_chip(health.state) if (health := edition.scores.goal(goal)) else "",
        "way": _way(edition, goal) if fields.lifecycle == "accepted" else "",
        "count": len(coming),
        "ahead": say("{count} ahead · {when}", count=len(coming), when=next_words(coming, edition)) if coming else "",
        "when": f"{url}#when",
        "quiet": not coming and fields.lifecycle == "accepted" and not fields.non_goal,
    }


def _way(edition: Edition, goal: Page) -> Markup:
    """How far a goal with one KPI of its own has come; nothing where that can't be said."""
    kpis, own = edition.scores.measures(goal)
    share = edition.scores.kpi(kpis[0]).share if own and len(kpis) == 1 else None
    if share is None:
        return Markup()
    return progress(share, say("{share} of the way", share=words.percent_words(share)))


def _grouped(nodes: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The nodes of each area together."""
    groups: list[list[dict[str, Any]]] = []
    for node in nodes:
        if node["depth"] == 0:
            groups.append([])
        groups[-1].append(node)
    return groups
