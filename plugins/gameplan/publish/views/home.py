"""The home page: the vision, what this week holds, what is late, and the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.playbook import goal_fields
from gameplan.publish import words
from gameplan.publish.actions import PROBLEMS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.ahead import ahead_of
from gameplan.publish.document import Anchor, Document
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link
from gameplan.publish.measures import by_trouble, score_table
from gameplan.publish.names import life_words
from gameplan.publish.rows import row, sort_key
from gameplan.publish.standings import state_chip, state_mark
from gameplan.publish.templating import render
from gameplan.publish.views.coverage import URI as COVERAGE
from gameplan.publish.views.whats_new import problem_words, recent_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

URI = "index.md"
_MOST_OVERDUE = 12
_MOST_THIS_WEEK = 40
_MOST_KPIS = 5


def home_document(edition: Edition, page: Page | None, body: str) -> Document:
    """The dashboard around the vision's own text."""
    to = edition.to(URI)
    week = words.week_of(edition.today)
    this_week = rows_between(edition, to, *week)
    overdue = sorted((entry for entry in edition.playbook.entries if entry.overdue(edition.today)), key=sort_key)
    goals = [goal for goal in edition.playbook.goals if goal.path in edition.areas and not goal_fields(goal).non_goal]
    areas = [_area(edition, to, goal) for goal in goals]
    kpis = by_trouble(edition)
    changes, more_changes = recent_changes(edition, to)
    head = render(
        "home.html",
        title=edition.site_name,
        vision=page.title if page else "",
        today=words.day_words(edition.today),
        week=words.days_words(*week),
        counts=[
            (len(this_week), say("this week"), "calendar-week", "#this-week", False),
            (len(overdue), say("overdue"), "timer-sand", "#overdue" if overdue else "#this-week", bool(overdue)),
            *_counts(edition, to),
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
        scores=score_table(edition, to, kpis[:_MOST_KPIS], name=say("Scorecard"), with_goal=False),
        kpis=len(kpis),
        scorecard=to("kpis/index.md") if kpis else "",
    )
    anchors = [Anchor(say("This week"), "this-week")]
    anchors += [Anchor(say("What changed"), "what-changed")] if changes else []
    anchors += [Anchor(say("Overdue"), "overdue")] if overdue else []
    anchors += [Anchor(say("Goals"), "goals")] if areas else []
    anchors += [Anchor(say("Scorecard"), "scorecard")] if kpis else []
    return Document(
        uri=URI,
        title=say("Home"),
        source=page.path if page else None,
        head=head,
        body=body,
        before=tuple(anchors),
        description=edition.summary(page) if page else "",
        tags=page.fields.tags if page else (),
        hide=(page.fields.hide if page else ()) or ("navigation", "toc"),
    )


def _counts(edition: Edition, to: Linker) -> Iterator[tuple[int, str, str, str, bool]]:
    """Number, words, icon, address, and whether it is bad news: of goals in trouble, of gaps, of goals with nothing ahead."""
    goals = edition.playbook.goals
    troubled = sum((health := edition.scores.goal(goal)) is not None and health.state.troubled for goal in goals)
    tree = to("goals/index.md") if goals else "#this-week"
    gaps, idle, coverage = len(edition.gaps), len(edition.coverage.idle), to(COVERAGE)
    text = plural("goal at risk or off track", "goals at risk or off track", troubled)
    yield troubled, text, "alert", tree, bool(troubled)
    yield gaps, plural("coverage gap", "coverage gaps", gaps), "grid", f"{coverage}#gaps", bool(gaps)
    place = "#gaps-idle" if idle else "#months"
    text = plural("goal with nothing planned", "goals with nothing planned", idle)
    yield idle, text, "calendar-remove-outline", f"{coverage}{place}", bool(idle)


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
        "health": state_chip(health.state) if (health := edition.scores.goal(area)) else "",
        "goals": [_goal(edition, to, goal) for goal in goals],
        "ahead": len(coming),
        "when": f"{to(edition.uris[area.path])}#when",
    }


def _goal(edition: Edition, to: Linker, goal: Page) -> tuple[Link, str, str, Markup]:
    """A goal on its area's card: the link, where it is in its life, and how it stands."""
    health = edition.scores.goal(goal)
    mark = state_mark(health.state) if health else Markup()
    life = str(goal_fields(goal).lifecycle)
    return Link(goal.title, to(edition.uris[goal.path])), life, life_words(life), mark
