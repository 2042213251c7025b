"""What is told of pages: rows of a list, a search, the goals, the playbook as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gameplan.answering.bounds import USUAL_ROWS, rows, short
from gameplan.answering.naming import page_named
from gameplan.assist.ranking import best, ranked
from gameplan.model.page import Entry
from gameplan.model.playbook import goal_fields
from gameplan.wording import dates as words
from gameplan.wording.labels import entry_status
from gameplan.wording.speech import speaking
from gameplan.wording.standings import sentence, state_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.answering.shown import Shown
    from gameplan.model.page import Page

_TARGETS = re.compile(
    r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[\[[^\[\]\n|]*|<[^<>]*>|^ {0,3}\[[^\[\]\n]+\]:.*$", re.MULTILINE
)
"""Addresses of links, what `[[…]]` names, HTML, and definitions of links."""
_MOST_KPIS = 8
_MOST_OF_KIND = 40


def page_values(shown: Shown, page: Page) -> dict[str, Any]:
    """Return what a page is, in a few values: of an entry with its day, its status and its goals."""
    found: dict[str, Any] = {"kind": page.kind.name, "id": page.id, "title": short(page.title), "path": page.path}
    if isinstance(page, Entry):
        found |= {
            "type": page.entry.type or "",
            "status": page.status.name,
            "said_status": entry_status(page),
            "when": words.when_words(page, shown.playbook.vocabulary.zone),
            "goals": [goal.id for goal in shown.context.lookups.targets(page, "goals")],
        }
    if summary := shown.context.lookups.summary(page):
        found["summary"] = short(summary)
    return found


def search(shown: Shown, text: str, kind: str = "", limit: int = USUAL_ROWS) -> dict[str, Any]:
    """Return the pages that a text may mean: by id and title first, then those whose text holds every word of it.

    Args:
        shown: what may be told.
        text: what is sought.
        kind: only pages of this kind; empty for all.
        limit: how many rows.
    """
    with speaking(shown.language):
        named = ranked(shown.playbook, shown.context.today).get(kind, ())
        found = dict.fromkeys(best(named, text, lambda _: True))
        sought = text.casefold().split()
        if sought:
            found |= dict.fromkeys(each.page for each in named if _holds(each.page, sought))
        taken = rows([*found], limit)
        return {**taken, "rows": [page_values(shown, page) for page in taken["rows"]]}


def _holds(page: Page, sought: list[str]) -> bool:
    # Where links lead isn't searched: it may name what is hidden.
    text = _TARGETS.sub(" ", page.body.text)
    said = f"{page.id} {page.title} {page.fields.summary or ''} {' '.join(page.fields.tags)} {text}".casefold()
    return all(each in said for each in sought)


def goals(shown: Shown, goal: str = "", limit: int = USUAL_ROWS) -> dict[str, Any]:
    """Return the goals with how they stand, what success looks like, their KPIs, and how much is ahead for them.

    Args:
        shown: what may be told.
        goal: only this one and those below it; empty for all.
        limit: how many rows.

    Raises:
        NotFound: where there is no such goal.
    """
    playbook = shown.playbook
    top = page_named(playbook, goal, "goal") if goal else None
    found = [each for each in playbook.goals if top is None or each is top or top in playbook.ancestors(each)]
    with speaking(shown.language):
        taken = rows(found, limit)
        return {**taken, "rows": [_goal(shown, page) for page in taken["rows"]]}


def _goal(shown: Shown, goal: Page) -> dict[str, Any]:
    analysis, fields = shown.context.analysis, goal_fields(goal)
    health, parent = analysis.scores.goal(goal), shown.playbook.parent(goal)
    kpis = analysis.scores.measures(goal)[0]
    ahead = analysis.coverage.by_goal.get(goal.path, ())
    return {
        **page_values(shown, goal),
        "parent": parent.id if parent else "",
        "lifecycle": fields.lifecycle,
        "non_goal": fields.non_goal,
        "health": state_label(health.state) if health else "",
        "success": [short(text) for text in fields.success],
        "kpis": [
            {"id": kpi.id, "title": short(kpi.title), "standing": sentence(kpi, analysis.scores.kpi(kpi))}
            for kpi in kpis[:_MOST_KPIS]
        ],
        "kpis_left_out": max(len(kpis) - _MOST_KPIS, 0),
        "ahead": len(ahead),
        "next": [entry.id for entry in ahead[:3]],
    }


def whole(shown: Shown) -> str:
    """Return the playbook in brief as Markdown: its vision, every kind of page with ids and titles, and what is ahead."""
    with speaking(shown.language):
        return "\n".join(_whole(shown)) + "\n"


def _whole(shown: Shown) -> Iterator[str]:
    context = shown.context
    yield f"# {short(context.edition.site_name)}"
    if vision := context.lookups.vision:
        yield from ("", f"> {short(vision.title)}")
    for kind in context.lookups.shown_kinds:
        pages = shown.playbook.of_kind(kind.name)
        yield from ("", f"## {kind.plural}", "")
        yield from (_line(shown, page) for page in pages[:_MOST_OF_KIND])
        yield from _more(len(pages) - _MOST_OF_KIND)
    ahead = context.analysis.page_plans.in_order(
        each for each in shown.playbook.entries if context.analysis.ahead.has(each)
    ).ahead
    yield from ("", "## entries ahead", "")
    yield from (_line(shown, entry) for entry in ahead[:_MOST_OF_KIND])
    yield from _more(len(ahead) - _MOST_OF_KIND)


def _line(shown: Shown, page: Page) -> str:
    said = page_values(shown, page)
    about = " · ".join(
        each for each in (said.get("when", ""), said.get("said_status", ""), said.get("summary", "")) if each
    )
    return f"- {page.id}: {said['title']}" + (f" ({about})" if about else "")


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"- … and {count} more: the tool `search` finds them"
