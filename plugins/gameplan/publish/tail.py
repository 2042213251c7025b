"""What stands below an author's text: the plan that serves the page, and who mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Kpi
from gameplan.publish.ahead import citing, coming_key, is_ahead, upcoming
from gameplan.publish.links import links
from gameplan.publish.measures import goal_panel, has_measure
from gameplan.publish.review import has_review, review_panel
from gameplan.publish.rows import row, sort_key
from gameplan.publish.stages import stage_panel
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

MOST_ROWS = 100
"""Rows of a list on a page; the rest is counted, and stands in the agenda."""


def tail(edition: Edition, to: Linker, page: Page) -> str:
    """The HTML below a page's text."""
    parts = [goal_panel(edition, to, page)] if has_measure(page) else []
    parts += [stage_panel(edition, to, page)] if edition.coverage.of(page) else []
    parts += [review_panel(edition, to, page)] if has_review(page) else []
    parts += [_plan(edition, to, page)] if has_plan(page) else []
    if found := mentions(edition, page):
        shown = links(edition, to, found[:MOST_ROWS])
        parts.append(render("mentions.html", mentions=shown, more=len(found) - len(shown)))
    return "\n".join(parts)


def has_plan(page: Page) -> bool:
    """Whether a page shows the entries that serve it."""
    return page.kind is not PLAIN and page.kind is not VISION and not isinstance(page, Entry) and not has_review(page)


def mentions(edition: Edition, page: Page) -> list[Page]:
    """The pages that mention a page, or refer to it by what its own page doesn't show elsewhere."""
    incoming = edition.playbook.incoming.get(page.path)
    if not incoming:
        return []
    sources = edition.playbook.sources(page, *_mention_fields(edition, page))
    return [source for source in sources if source.path in edition.uris]


def _mention_fields(edition: Edition, page: Page) -> tuple[str, ...]:
    """The fields whose references are not shown elsewhere on a page."""
    if isinstance(page, Entry):
        return ("mention", "related")
    shown = {"parent", "stage"} if not isinstance(page.fields, Kpi) else {"goals", "kpis", "results"}
    incoming = edition.playbook.incoming[page.path]
    by_path = edition.playbook.by_path
    entries = {link.field for link in incoming if isinstance(by_path[link.source], Entry)}
    return ("mention", *sorted({link.field for link in incoming} - entries - shown))


def _plan(edition: Edition, to: Linker, page: Page) -> str:
    entries = sorted(citing(edition.playbook, page), key=sort_key)
    coming = sorted(
        ((upcoming(entry, edition), entry) for entry in entries if is_ahead(entry, edition)), key=coming_key
    )
    earlier = [entry for entry in reversed(entries) if not is_ahead(entry, edition)]
    with_goal = not isinstance(page.fields, Goal) or bool(edition.playbook.children(page))
    return render(
        "plan_panel.html",
        ahead=[row(edition, to, entry, occurrence, with_goal=with_goal) for occurrence, entry in coming[:MOST_ROWS]],
        earlier=[row(edition, to, entry, with_goal=with_goal) for entry in earlier[:MOST_ROWS]],
        ahead_count=len(coming),
        earlier_count=len(earlier),
        shown=MOST_ROWS,
        agenda=to("calendar/index.md"),
    )
