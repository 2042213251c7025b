"""The home page: the vision, what this week holds, what is late, what changed, the goals, and whether the numbers move."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.goal_tree import is_quiet
from gameplan.model.days import week_id, week_of
from gameplan.model.playbook import goal_fields
from gameplan.publish.addresses import CALENDAR, COVERAGE, GOALS, HOME, KPIS, PROBLEMS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.document import Anchor, Document
from gameplan.publish.gaps import gaps_of
from gameplan.publish.head_links import page_links
from gameplan.publish.html.measures import score_table as draw_score_table
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.rows import row
from gameplan.publish.html.standings import state_chip, state_mark
from gameplan.publish.html.templates import render
from gameplan.publish.linked_data import site_data
from gameplan.publish.meta import description, facts_of
from gameplan.publish.pages.overview.start import doors, first_files
from gameplan.publish.pages.overview.whats_new import problem_words, recent_changes
from gameplan.publish.views.links import Link
from gameplan.publish.views.measures import by_trouble, score_table
from gameplan.publish.views.overview.goals import TROUBLED, troubled
from gameplan.publish.views.page_age import page_age
from gameplan.publish.views.rows import entry_row
from gameplan.publish.views.states import state_of
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

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


class FoldedList(NamedTuple):
    """Rows of which the first are shown, and the others folded."""

    shown: list[Markup]
    folded: list[Markup]
    more: int
    """How many are in neither."""

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.shown) + len(self.folded) + self.more


def home_document(context: Context, page: Page | None, body: str) -> Document:
    """The dashboard around the vision's own text."""
    to = context.addresses.to(HOME)
    week = week_of(context.today)
    this_week = _listed(rows_between(context, to, *week))
    overdue = _listed([row(entry_row(context, entry), to) for entry in context.analysis.coverage.overdue])
    changes = recent_changes(context, to)
    areas = [
        goal for goal in context.playbook.goals if goal.path in context.lookups.areas and not goal_fields(goal).non_goal
    ]
    fresh = not context.playbook.goals and not context.playbook.entries
    head = render(
        "home.html",
        title=context.edition.site_name,
        vision=page.title if page and page.title not in ("Vision", say("Vision")) else "",
        files=list(first_files(context)),
        fresh=fresh,
        counters=list(_counters(context, to, this_week, overdue)),
        today=words.day_words(context.today),
        week=words.days_words(*week),
        this_week=this_week,
        overdue=overdue,
        areas=[_area(context, to, area) for area in areas[:_MOST_AREAS]],
        more_areas=max(len(areas) - _MOST_AREAS, 0),
        changes=changes[0],
        more_changes=changes[1],
        stamp=draw_page_age(page_age(context)),
        **_links(context, to),
        **_scores(context, to),
    )
    return Document(
        uri=HOME,
        title=say("Home"),
        source=page.path if page else None,
        head=head,
        body=body,
        tail=render("doors.html", doors=list(doors(context, to))),
        before=(Anchor(say("Begin here"), "start"),)
        if fresh
        else tuple(_anchors(context, changes=bool(changes[0]), overdue=bool(overdue.shown), areas=bool(areas))),
        description=description(context, page) if page else "",
        tags=page.fields.tags if page else (),
        hide=(page.fields.hide if page else ()) or ("navigation", "toc"),
        extra=page.extra if page else {},
        facts=facts_of(page) if page else {},
        links=page_links(context, page.path) if page else (),
        linked_data=site_data(context),
    )


def _anchors(context: Context, *, changes: bool, overdue: bool, areas: bool) -> Iterator[Anchor]:
    yield Anchor(say("This week"), "this-week")
    if overdue:
        yield Anchor(say("Overdue"), "overdue")
    if changes:
        yield Anchor(say("What changed"), "what-changed")
    if areas:
        yield Anchor(say("Goals"), "goals")
    if context.playbook.of_kind("kpi"):
        yield Anchor(say("Scorecard"), "scorecard")


def _links(context: Context, to: Linker) -> dict[str, object]:
    """Return the addresses to which the page leads."""
    _, sunday = week_of(context.today)
    return {
        "agenda": to(CALENDAR),
        "next_week": f"{to(CALENDAR)}#{week_id(sunday + timedelta(days=1))}",
        "subscribe": to(SUBSCRIBE),
        "whats_new": to(WHATS_NEW),
        "problems": Link(problem_words(context), to(PROBLEMS), "clipboard-alert-outline")
        if context.edition.findings
        else None,
        "map": to(GOALS) if context.playbook.goals else "",
    }


def _scores(context: Context, to: Linker) -> dict[str, object]:
    """The first KPIs, and where all of them are."""
    kpis = by_trouble(context)
    return {
        "scores": draw_score_table(score_table(context, kpis[:_MOST_KPIS], name=say("Scorecard"), with_goal=False), to),
        "kpis": len(kpis),
        "scorecard": to(KPIS) if kpis else "",
    }


def _counters(context: Context, to: Linker, this_week: FoldedList, overdue: FoldedList) -> Iterator[Counter]:
    """Yield counts of what is on this week, what is late, goals in trouble, gaps, and idle goals; each leads to exactly these."""
    count = this_week.total
    yield Counter(
        count, plural("entry this week", "entries this week", count), "calendar-week", "#this-week", bad=False
    )
    count = overdue.total
    place = "#overdue" if count else "#this-week"
    yield Counter(count, say("overdue"), "timer-sand", place, bad=bool(count))
    count = len(troubled(context))
    tree = to(GOALS) if context.playbook.goals else "#goals"
    place = f"{tree}#{TROUBLED}" if count else tree
    yield Counter(
        count, plural("goal at risk or off track", "goals at risk or off track", count), "alert", place, bad=bool(count)
    )
    coverage = to(COVERAGE)
    count = len(gaps_of(context))
    yield Counter(count, plural("coverage gap", "coverage gaps", count), "grid", f"{coverage}#gaps", bad=bool(count))
    count = len(context.analysis.coverage.idle)
    place = f"{coverage}#gaps-idle" if count else f"{coverage}#months"
    said = plural("goal with nothing planned", "goals with nothing planned", count)
    yield Counter(count, said, "calendar-remove-outline", place, bad=bool(count))


def _listed(rows: Sequence[Markup]) -> FoldedList:
    """Rows, the first of which are shown; a fold of one or two would be no shorter than they are."""
    shown = _MOST_SHOWN if len(rows) > _MOST_SHOWN + 2 else len(rows)
    folded = rows[shown : shown + _MOST_FOLDED]
    return FoldedList([*rows[:shown]], [*folded], len(rows) - shown - len(folded))


def rows_between(context: Context, to: Linker, first: date, last: date) -> list[Markup]:
    """Everything that happens from one day to another, each occurrence by itself, in order; what is dropped aside."""
    found: list[tuple[str, str, Entry, Occurrence]] = []
    for entry in context.playbook.entries:
        if entry.status.stage == "dropped":
            continue
        for occurrence in entry.schedule.occurrences(first, last):
            clock = occurrence.clock.isoformat() if occurrence.clock else ""
            found.append((f"{occurrence.first}{clock}", entry.path, entry, occurrence))
    return [
        row(entry_row(context, entry, occurrence), to)
        for *_, entry, occurrence in sorted(found, key=lambda item: item[:2])
    ]


def _area(context: Context, to: Linker, area: Page) -> dict[str, object]:
    goals = [goal for goal in context.playbook.children(area) if not is_quiet(goal)]
    goals.sort(
        key=lambda goal: health.state.troubled if (health := context.analysis.scores.goal(goal)) else False,
        reverse=True,
    )
    return {
        "number": context.lookups.hue([area]),
        "link": Link(area.title, to(context.addresses.uris[area.path])),
        "health": state_chip(state_of(health.state)) if (health := context.analysis.scores.goal(area)) else "",
        "goals": [_goal(context, to, goal) for goal in goals[:_MOST_GOALS]],
        "more": max(len(goals) - _MOST_GOALS, 0),
        "ahead": len(context.analysis.coverage.by_goal.get(area.path, ())),
        "when": f"{to(context.addresses.uris[area.path])}#when",
    }


def _goal(context: Context, to: Linker, goal: Page) -> tuple[Link, Markup, bool]:
    """A goal on its area's card: the link, how it stands, and whether it is only proposed."""
    health = context.analysis.scores.goal(goal)
    mark = state_mark(state_of(health.state)) if health else Markup()
    proposed = goal_fields(goal).lifecycle == "proposed"
    return Link(goal.title, to(context.addresses.uris[goal.path])), mark, proposed
