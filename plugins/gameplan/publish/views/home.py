"""The home page: the vision, what this week holds, what is late, what changed, the goals, and whether the numbers move."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.playbook import goal_fields
from gameplan.publish import words
from gameplan.publish.actions import PROBLEMS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.document import Anchor, Document
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link
from gameplan.publish.measures import by_trouble, score_table
from gameplan.publish.meta import description, facts_of
from gameplan.publish.rows import row
from gameplan.publish.stamp import stamp
from gameplan.publish.standings import state_chip, state_mark
from gameplan.publish.templating import render
from gameplan.publish.tree import is_quiet
from gameplan.publish.views.coverage import URI as COVERAGE
from gameplan.publish.views.goals import TROUBLED, troubled
from gameplan.publish.views.plan import URI as AGENDA
from gameplan.publish.views.plan import week_id
from gameplan.publish.views.start import doors, first_files
from gameplan.publish.views.whats_new import problem_words, recent_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker

URI = "index.md"
_MOST_SHOWN = 8
_MOST_FOLDED = 200
_MOST_KPIS = 5
_MOST_AREAS = 24
_MOST_GOALS = 8


class Counter(NamedTuple):
    """A number that leads to what it counts."""

    total: int
    words: str
    icon: str
    url: str
    bad: bool


class Listed(NamedTuple):
    """Rows of which the first are shown, and the others folded."""

    shown: list[Markup]
    folded: list[Markup]
    more: int
    """How many are in neither."""

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.shown) + len(self.folded) + self.more


def home_document(edition: Edition, page: Page | None, body: str) -> Document:
    """The dashboard around the vision's own text."""
    to = edition.to(URI)
    week = words.week_of(edition.today)
    this_week = _listed(rows_between(edition, to, *week))
    overdue = _listed([row(edition, to, entry) for entry in edition.coverage.overdue])
    changes = recent_changes(edition, to)
    areas = [goal for goal in edition.playbook.goals if goal.path in edition.areas and not goal_fields(goal).non_goal]
    fresh = not edition.playbook.goals and not edition.playbook.entries
    head = render(
        "home.html",
        title=edition.site_name,
        vision=page.title if page and page.title not in ("Vision", say("Vision")) else "",
        files=list(first_files(edition)),
        fresh=fresh,
        counters=list(_counters(edition, to, this_week, overdue)),
        today=words.day_words(edition.today),
        week=words.days_words(*week),
        this_week=this_week,
        overdue=overdue,
        areas=[_area(edition, to, area) for area in areas[:_MOST_AREAS]],
        more_areas=max(len(areas) - _MOST_AREAS, 0),
        changes=changes[0],
        more_changes=changes[1],
        stamp=stamp(edition),
        **_links(edition, to),
        **_scores(edition, to),
    )
    return Document(
        uri=URI,
        title=say("Home"),
        source=page.path if page else None,
        head=head,
        body=body,
        tail=render("doors.html", doors=list(doors(edition, to))),
        before=(Anchor(say("Begin here"), "start"),)
        if fresh
        else tuple(_anchors(edition, changes=bool(changes[0]), overdue=bool(overdue.shown), areas=bool(areas))),
        description=description(edition, page) if page else "",
        tags=page.fields.tags if page else (),
        hide=(page.fields.hide if page else ()) or ("navigation", "toc"),
        extra=page.extra if page else {},
        facts=facts_of(page) if page else {},
    )


def _anchors(edition: Edition, *, changes: bool, overdue: bool, areas: bool) -> Iterator[Anchor]:
    yield Anchor(say("This week"), "this-week")
    if overdue:
        yield Anchor(say("Overdue"), "overdue")
    if changes:
        yield Anchor(say("What changed"), "what-changed")
    if areas:
        yield Anchor(say("Goals"), "goals")
    if edition.playbook.of_kind("kpi"):
        yield Anchor(say("Scorecard"), "scorecard")


def _links(edition: Edition, to: Linker) -> dict[str, object]:
    """Where the page leads on to."""
    _, sunday = words.week_of(edition.today)
    return {
        "agenda": to(AGENDA),
        "next_week": f"{to(AGENDA)}#{week_id(sunday + timedelta(days=1))}",
        "subscribe": to(SUBSCRIBE),
        "whats_new": to(WHATS_NEW),
        "problems": Link(problem_words(edition), to(PROBLEMS), "clipboard-alert-outline") if edition.findings else None,
        "map": to("goals/index.md") if edition.playbook.goals else "",
    }


def _scores(edition: Edition, to: Linker) -> dict[str, object]:
    """The first KPIs, and where all of them are."""
    kpis = by_trouble(edition)
    return {
        "scores": score_table(edition, to, kpis[:_MOST_KPIS], name=say("Scorecard"), with_goal=False),
        "kpis": len(kpis),
        "scorecard": to("kpis/index.md") if kpis else "",
    }


def _counters(edition: Edition, to: Linker, this_week: Listed, overdue: Listed) -> Iterator[Counter]:
    """What happens this week, what is late, goals in trouble, gaps, and goals with nothing ahead; each leads to exactly these."""
    count = this_week.total
    yield Counter(
        count, plural("entry this week", "entries this week", count), "calendar-week", "#this-week", bad=False
    )
    count = overdue.total
    place = "#overdue" if count else "#this-week"
    yield Counter(count, say("overdue"), "timer-sand", place, bad=bool(count))
    count = len(troubled(edition))
    tree = to("goals/index.md") if edition.playbook.goals else "#goals"
    place = f"{tree}#{TROUBLED}" if count else tree
    yield Counter(
        count, plural("goal at risk or off track", "goals at risk or off track", count), "alert", place, bad=bool(count)
    )
    coverage = to(COVERAGE)
    count = len(edition.gaps)
    yield Counter(count, plural("coverage gap", "coverage gaps", count), "grid", f"{coverage}#gaps", bad=bool(count))
    count = len(edition.coverage.idle)
    place = f"{coverage}#gaps-idle" if count else f"{coverage}#months"
    said = plural("goal with nothing planned", "goals with nothing planned", count)
    yield Counter(count, said, "calendar-remove-outline", place, bad=bool(count))


def _listed(rows: Sequence[Markup]) -> Listed:
    """Rows, the first of which are shown; a fold of one or two would be no shorter than they are."""
    shown = _MOST_SHOWN if len(rows) > _MOST_SHOWN + 2 else len(rows)
    folded = rows[shown : shown + _MOST_FOLDED]
    return Listed([*rows[:shown]], [*folded], len(rows) - shown - len(folded))


def rows_between(edition: Edition, to: Linker, first: date, last: date) -> list[Markup]:
    """Everything that happens from one day to another, each occurrence by itself, in order; what is dropped aside."""
    found: list[tuple[str, str, Entry, Occurrence]] = []
    for entry in edition.playbook.entries:
        if entry.status.stage == "dropped":
            continue
        for occurrence in entry.schedule.occurrences(first, last):
            clock = occurrence.clock.isoformat() if occurrence.clock else ""
            found.append((f"{occurrence.first}{clock}", entry.path, entry, occurrence))
    return [row(edition, to, entry, occurrence) for *_, entry, occurrence in sorted(found, key=lambda item: item[:2])]


def _area(edition: Edition, to: Linker, area: Page) -> dict[str, object]:
    goals = [goal for goal in edition.playbook.children(area) if not is_quiet(goal)]
    goals.sort(key=lambda goal: health.state.troubled if (health := edition.scores.goal(goal)) else False, reverse=True)
    return {
        "number": edition.hue([area]),
        "link": Link(area.title, to(edition.uris[area.path])),
        "health": state_chip(health.state) if (health := edition.scores.goal(area)) else "",
        "goals": [_goal(edition, to, goal) for goal in goals[:_MOST_GOALS]],
        "more": max(len(goals) - _MOST_GOALS, 0),
        "ahead": len(edition.coverage.by_goal.get(area.path, ())),
        "when": f"{to(edition.uris[area.path])}#when",
    }


def _goal(edition: Edition, to: Linker, goal: Page) -> tuple[Link, Markup, bool]:
    """A goal on its area's card: the link, how it stands, and whether it is only proposed."""
    health = edition.scores.goal(goal)
    mark = state_mark(health.state) if health else Markup()
    proposed = goal_fields(goal).lifecycle == "proposed"
    return Link(goal.title, to(edition.uris[goal.path])), mark, proposed
