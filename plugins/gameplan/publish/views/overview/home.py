"""The home page: the vision, what the next days hold, what is overdue, what changed, the goals, and whether the numbers move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import below, is_quiet
from gameplan.analysis.health import HealthState
from gameplan.model.playbook import goal_fields
from gameplan.publish.addresses import CALENDAR, COVERAGE, GOALS, KPIS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.views.links import Link, link_to, links_to
from gameplan.publish.views.measures import KpiTile, by_trouble, kpi_tiles
from gameplan.publish.views.overview.counters import Counter, counters
from gameplan.publish.views.overview.goals import MarkedGoal, marked
from gameplan.publish.views.overview.start import FirstFile, first_files
from gameplan.publish.views.overview.whats_new import RecentChanges, problems_link, recent_changes
from gameplan.publish.views.page_age import PageAge, page_age
from gameplan.publish.views.rows import Row, entry_row
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from datetime import date

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.context import Context

_NEXT_DAYS = 7
_MOST_SHOWN = 8
_MOST_FOLDED = 200
_MOST_KPIS = 5
_MOST_IDLE = 5
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
class Coming:
    """Something that happens, as a row that a script can show or hide when the reader's day is another."""

    row: Row
    first: date
    last: date
    shown: bool
    """Whether it is among the next days of the day of the build, and among the first of them."""


@dataclass(frozen=True, slots=True)
class NextDays:
    """What happens from today on."""

    words: str
    """From when till when."""
    days: int
    most: int
    """How much of it is shown at once."""
    size: int
    """How many entries happen."""
    rows: tuple[Coming, ...]
    """Of twice as many days, for readers whose today is a later one."""
    more: int
    """How many are not shown."""


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
    trouble: str
    """How many goals below it are at risk or off track, where it doesn't say so of itself."""
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
    coming: NextDays
    overdue: FoldedRows
    areas: tuple[AreaCard, ...]
    more_areas: int
    idle: tuple[Link, ...]
    """The first goals for which nothing is planned."""
    more_idle: int
    coverage: Link
    """To where all of them are."""
    changes: RecentChanges
    scores: tuple[KpiTile, ...]
    """The first KPIs."""
    kpis: int
    """How many there are."""
    age: PageAge
    agenda: Link
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
    coming, overdue = next_days(context), _overdue(context)
    areas = [
        goal for goal in context.playbook.goals if goal.path in context.lookups.areas and not goal_fields(goal).non_goal
    ]
    kpis, idle = by_trouble(context), context.analysis.coverage.idle
    return HomePage(
        title=context.edition.site_name,
        vision=page.title if page and page.title not in ("Vision", say("Vision")) else "",
        fresh=context.edition.language.hints and not context.playbook.goals and not context.playbook.entries,
        files=first_files(context) if context.edition.language.hints else (),
        counters=counters(context, coming.size, len(overdue)),
        today=words.day_words(context.today),
        coming=coming,
        overdue=_folded(overdue),
        areas=tuple([_area(context, area) for area in areas[:_MOST_AREAS]]),
        more_areas=max(len(areas) - _MOST_AREAS, 0),
        idle=links_to(context.addresses.uris, idle[:_MOST_IDLE]),
        more_idle=max(len(idle) - _MOST_IDLE, 0),
        coverage=Link("", uri=COVERAGE, place="gaps-idle"),
        changes=recent_changes(context),
        scores=kpi_tiles(context, kpis[:_MOST_KPIS]),
        kpis=len(kpis),
        age=page_age(context),
        agenda=Link("", uri=CALENDAR),
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


def next_days(context: Context) -> NextDays:
    """Return what happens today and in the six days after it, and what comes then."""
    first, last = context.today, context.today + timedelta(days=_NEXT_DAYS - 1)
    rows = _rows_between(context, first, last + timedelta(days=_NEXT_DAYS))
    within = [row for row, occurrence in rows if occurrence.first <= last]
    most = _MOST_SHOWN if len(within) > _MOST_SHOWN + 2 else _MOST_SHOWN + 2
    shown = {id(row) for row in within[:most]}
    return NextDays(
        words=words.days_words(first, last),
        days=_NEXT_DAYS,
        most=most,
        size=len(within),
        rows=tuple(
            [
                Coming(row, occurrence.first, occurrence.last, id(row) in shown)
                for row, occurrence in rows[:_MOST_FOLDED]
            ]
        ),
        more=len(within) - min(len(within), most),
    )


def _rows_between(context: Context, first: date, last: date) -> list[tuple[Row, Occurrence]]:
    """Return everything that happens from one day to another, each occurrence by itself, in order; what is dropped aside."""
    found: list[tuple[str, str, Entry, Occurrence]] = []
    for entry in context.playbook.entries:
        if entry.status.stage == "dropped":
            continue
        for occurrence in entry.schedule.occurrences(first, last):
            clock = occurrence.clock.isoformat() if occurrence.clock else ""
            found.append((f"{occurrence.first}{clock}", entry.path, entry, occurrence))
    ordered = sorted(found, key=lambda item: item[:2])
    return [(entry_row(context, entry, occurrence), occurrence) for *_, entry, occurrence in ordered]


def _area(context: Context, area: Page) -> AreaCard:
    scores = context.analysis.scores
    found = [goal for goal, depth in below(context.playbook, area) if depth and not is_quiet(goal)]
    standings = {goal.path: health.state for goal in found if (health := scores.goal(goal))}
    # The most troubled first, however deep it lies; of the others only those directly below.
    troubled = [goal for goal in found if goal.path in standings and standings[goal.path].troubled]
    troubled.sort(key=lambda goal: list(HealthState).index(standings[goal.path]))
    goals = list(dict.fromkeys((*troubled, *(goal for goal in context.playbook.children(area) if not is_quiet(goal)))))
    health = context.analysis.scores.goal(area)
    link = link_to(context.addresses.uris, area)
    return AreaCard(
        hue=context.lookups.hue([area]),
        link=link,
        state=state_of(health.state) if health else None,
        trouble=plural("{count} below at risk or off track", "{count} below at risk or off track", len(troubled))
        if troubled and not (health and health.state.troubled)
        else "",
        goals=tuple(
            [AreaGoal(marked(context, goal), goal_fields(goal).lifecycle == "proposed") for goal in goals[:_MOST_GOALS]]
        ),
        more=max(len(goals) - _MOST_GOALS, 0),
        ahead=len(context.analysis.coverage.by_goal.get(area.path, ())),
        when=link._replace(place="when"),
    )
