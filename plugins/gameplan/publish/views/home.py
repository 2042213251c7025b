"""The home page: the vision, what this week holds, what is late, and the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.pages import is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish import words
from gameplan.publish.actions import PROBLEMS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.ahead import ahead_of
from gameplan.publish.document import Anchor, Document
from gameplan.publish.links import Link
from gameplan.publish.rows import row, sort_key
from gameplan.publish.templating import render
from gameplan.publish.views.whats_new import problem_words, recent_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from markupsafe import Markup

    from gameplan.model.page import Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

URI = "index.md"
_MOST_OVERDUE = 12
_MOST_THIS_WEEK = 40


def home_document(edition: Edition, page: Page | None, body: str) -> Document:
    """The dashboard around the vision's own text."""
    to = edition.to(URI)
    week = words.week_of(edition.today)
    this_week = rows_between(edition, to, *week)
    overdue = sorted((entry for entry in edition.playbook.entries if entry.overdue(edition.today)), key=sort_key)
    goals = [goal for goal in edition.playbook.goals if goal.path in edition.areas and not goal_fields(goal).non_goal]
    areas = [_area(edition, to, goal) for goal in goals]
    changes, more_changes = recent_changes(edition, to)
    head = render(
        "home.html",
        title=edition.site_name,
        vision=page.title if page else "",
        today=words.day_words(edition.today),
        week=words.days_words(*week),
        counts=[
            (len(this_week), "this week", "calendar-week", to("calendar/index.md"), False),
            (len(overdue), "overdue", "timer-sand", "#overdue" if overdue else "#this-week", bool(overdue)),
            *_goal_counts(edition, to, len(areas)),
        ],
        this_week=this_week[:_MOST_THIS_WEEK],
        overdue=[row(edition, to, entry) for entry in overdue[:_MOST_OVERDUE]],
        more_overdue=max(len(overdue) - _MOST_OVERDUE, 0),
        areas=areas,
        agenda=to("calendar/index.md"),
        subscribe=to(SUBSCRIBE),
        changes=changes,
        more_changes=more_changes,
        whats_new=to(WHATS_NEW),
        problems=Link(problem_words(edition), to(PROBLEMS), "clipboard-alert-outline") if edition.findings else None,
        goals=to("goals/index.md") if edition.playbook.goals else "",
        empty=not edition.playbook.entries,
    )
    anchors = [Anchor("This week", "this-week")]
    anchors += [Anchor("What changed", "what-changed")] if changes else []
    anchors += [Anchor("Overdue", "overdue")] if overdue else []
    anchors += [Anchor("Goals", "goals")] if areas else []
    return Document(
        uri=URI,
        title="Home",
        source=page.path if page else None,
        head=head,
        body=body,
        before=tuple(anchors),
        description=edition.summary(page) if page else "",
        tags=page.fields.tags if page else (),
        hide=(page.fields.hide if page else ()) or ("navigation", "toc"),
    )


def _goal_counts(edition: Edition, to: Linker, areas: int) -> Iterator[tuple[int, str, str, str, bool]]:
    """Number, words, icon, address, and whether it is bad news: of the goal areas, and of the goals that nothing ahead serves."""
    playbook = edition.playbook
    idle = sum(is_in_force(goal_fields(goal), edition.today) and not ahead_of(edition, goal) for goal in playbook.goals)
    tree = to("goals/index.md") if playbook.goals else "#this-week"
    yield areas, "goal area" if areas == 1 else "goal areas", "target", tree, False
    words_for_idle = "goal with nothing ahead" if idle == 1 else "goals with nothing ahead"
    yield idle, words_for_idle, "calendar-remove-outline", tree, bool(idle)


def rows_between(edition: Edition, to: Linker, first: date, last: date) -> list[Markup]:
    """Everything that happens from one day to another, each occurrence by itself, in order; what is dropped aside."""
    found: list[tuple[str, str, Markup]] = []
    for entry in edition.playbook.entries:
        if entry.status.stage == "dropped":
            continue
        for occurrence in entry.schedule.occurrences(first, last):
            clock = occurrence.clock.isoformat() if occurrence.clock else ""
            found.append((f"{occurrence.first}{clock}", entry.path, row(edition, to, entry, occurrence)))
    return [made for *_, made in sorted(found, key=lambda item: item[:2])]


def _area(edition: Edition, to: Linker, area: Page) -> dict[str, object]:
    goals = [goal for goal in edition.playbook.children(area) if not goal_fields(goal).non_goal]
    coming = ahead_of(edition, area)
    return {
        "number": edition.hue([area]),
        "link": Link(area.title, to(edition.uris[area.path])),
        "goals": [(Link(goal.title, to(edition.uris[goal.path])), goal_fields(goal).lifecycle) for goal in goals],
        "ahead": len(coming),
        "when": f"{to(edition.uris[area.path])}#when",
    }
