"""The home page: the vision, what this week holds, what is overdue, what changed, the goals, and whether the numbers move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import is_quiet
from gameplan.model.days import week_id, week_of
from gameplan.model.playbook import goal_fields
from gameplan.publish.addresses import CALENDAR, GOALS, KPIS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.views.links import Link, link_to
from gameplan.publish.views.measures import ScoreTable, by_trouble, score_table
from gameplan.publish.views.overview.counters import Counter, counters
from gameplan.publish.views.overview.goals import MarkedGoal, marked
from gameplan.publish.views.overview.start import FirstFile, first_files
from gameplan.publish.views.overview.whats_new import RecentChanges, problems_link, recent_changes
from gameplan.publish.views.page_age import PageAge, page_age
from gameplan.publish.views.rows import Row, entry_row
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.context import Context

_MOST_SHOWN = 8
_MOST_FOLDED = 200
_MOST_KPIS = 5
_MOST_AREAS = 24
_MOST_GOALS = 8


@dataclass(frozen=True, slots=True)
class FoldedRows:
    """Rows of which the first are shown, and the others folded."""

    shown: tuple[Row, ...]
    folded: tuple[Row, ...]
    more: int
    """How many are in neither."""


@dataclass(frozen=True, slots=True)
class AreaGoal:
    """A goal on its area's card."""

    goal: MarkedGoal
    proposed: bool


@dataclass(frozen=True, slots=True)
class AreaCard:
    """A goal area."""

    hue: int
    link: Link
    state: State | None
    goals: tuple[AreaGoal, ...]
    more: int
    """How many goals are left out."""
    ahead: int
    """How many entries are ahead for it."""
    when: Link
    """To where its page tells of them."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page of the site."""

    title: str
    vision: str
    """Empty where the vision has no title of its own."""
    fresh: bool
    """Whether the playbook is still empty."""
    files: tuple[FirstFile, ...]
    """What is to be written first."""
    counters: tuple[Counter, ...]
    today: str
    week: str
    this_week: FoldedRows
    overdue: FoldedRows
    areas: tuple[AreaCard, ...]
    more_areas: int
    changes: RecentChanges
    scores: ScoreTable
    """The first KPIs."""
    kpis: int
    """How many there are."""
    age: PageAge
    agenda: Link
    next_week: Link
    subscribe: Link
    whats_new: Link
    problems: Link | None
    map: Link | None
    """To the strategy map, where there is one."""
    scorecard: Link


def home_page(context: Context, page: Page | None) -> HomePage:
    """Return what the home page shows.

    Args:
        context: what is published.
        page: the author's page that is shown on it, if there is one.
    """
    monday, sunday = week_of(context.today)
    this_week, overdue = rows_between(context, monday, sunday), _overdue(context)
    areas = [
        goal for goal in context.playbook.goals if goal.path in context.lookups.areas and not goal_fields(goal).non_goal
    ]
    kpis = by_trouble(context)
    return HomePage(
        title=context.edition.site_name,
        vision=page.title if page and page.title not in ("Vision", say("Vision")) else "",
        fresh=not context.playbook.goals and not context.playbook.entries,
        files=first_files(context),
        counters=counters(context, len(this_week), len(overdue)),
        today=words.day_words(context.today),
        week=words.days_words(monday, sunday),
        this_week=_folded(this_week),
        overdue=_folded(overdue),
        areas=tuple([_area(context, area) for area in areas[:_MOST_AREAS]]),
        more_areas=max(len(areas) - _MOST_AREAS, 0),
        changes=recent_changes(context),
        scores=score_table(context, kpis[:_MOST_KPIS], name=say("Scorecard"), with_goal=False),
        kpis=len(kpis),
        age=page_age(context),
        agenda=Link("", uri=CALENDAR),
        next_week=Link("", uri=CALENDAR, place=week_id(sunday + timedelta(days=1))),
        subscribe=Link("", uri=SUBSCRIBE),
        whats_new=Link("", uri=WHATS_NEW),
        problems=problems_link(context),
        map=Link("", uri=GOALS) if context.playbook.goals else None,
        scorecard=Link("", uri=KPIS),
    )


def _folded(rows: tuple[Row, ...]) -> FoldedRows:
    """Rows, the first of which are shown; a fold of one or two would be no shorter than they are."""
    shown = _MOST_SHOWN if len(rows) > _MOST_SHOWN + 2 else len(rows)
    folded = rows[shown : shown + _MOST_FOLDED]
    return FoldedRows(rows[:shown], folded, len(rows) - shown - len(folded))


def _overdue(context: Context) -> tuple[Row, ...]:
    return tuple([entry_row(context, entry) for entry in context.analysis.coverage.overdue])


def rows_between(context: Context, first: date, last: date) -> tuple[Row, ...]:
    """Return everything that happens from one day to another, each occurrence by itself, in order; what is dropped aside."""
    found: list[tuple[str, str, Entry, Occurrence]] = []
    for entry in context.playbook.entries:
        if entry.status.stage == "dropped":
            continue
        for occurrence in entry.schedule.occurrences(first, last):
            clock = occurrence.clock.isoformat() if occurrence.clock else ""
            found.append((f"{occurrence.first}{clock}", entry.path, entry, occurrence))
    ordered = sorted(found, key=lambda item: item[:2])
    return tuple([entry_row(context, entry, occurrence) for *_, entry, occurrence in ordered])


def _area(context: Context, area: Page) -> AreaCard:
    goals = [goal for goal in context.playbook.children(area) if not is_quiet(goal)]
    goals.sort(
        key=lambda goal: health.state.troubled if (health := context.analysis.scores.goal(goal)) else False,
        reverse=True,
    )
    health = context.analysis.scores.goal(area)
    link = link_to(context.addresses.uris, area)
    return AreaCard(
        hue=context.lookups.hue([area]),
        link=link,
        state=state_of(health.state) if health else None,
        goals=tuple(
            [AreaGoal(marked(context, goal), goal_fields(goal).lifecycle == "proposed") for goal in goals[:_MOST_GOALS]]
        ),
        more=max(len(goals) - _MOST_GOALS, 0),
        ahead=len(context.analysis.coverage.by_goal.get(area.path, ())),
        when=link._replace(place="when"),
    )
