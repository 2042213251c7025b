"""Tables of numbers, shaded by how much they are: audiences at stages, and goals by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.goal_tree import below
from gameplan.publish.addresses import month_uri
from gameplan.publish.drafts import Draft
from gameplan.publish.views.buttons import plan_url
from gameplan.publish.views.links import Link, link_to
from gameplan.publish.views.stages import DEPTHS, StageMark, depth, journey_anchors, stage_marks
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.analysis.goal_coverage import GoalMonths
    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_MOST_ROWS = 60
_MOST_GOALS = 200
_MOST_JOURNEYS = 12
ACCEPTED = "accepted"
"""The id of the list of accepted gaps, which stands on the same page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    shade: str
    """How much it is, or what else it is, as style sheets have it."""
    link: Link
    """What is shown; a text where it leads nowhere."""
    more: str = ""
    """What is said besides to whoever doesn't see the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    head: Link
    cells: tuple[Cell, ...]
    hue: int | None = None
    """Of the goal area's colour; None where rows have no colours."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """An audience on a journey."""

    audience: Link
    marks: tuple[StageMark, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class StageTable:
    """A journey: audiences against its stages."""

    title: Link
    columns: tuple[Link, ...]
    rows: tuple[StageRow, ...]
    note: str
    """What is left out."""


@dataclass(frozen=True, slots=True)
class GoalTable:
    """Goals against months."""

    months: tuple[Link, ...]
    rows: tuple[Row, ...]
    more: int
    """How many goals are left out."""


def shades() -> tuple[tuple[int, str], ...]:
    """Return the depths, each with the numbers that it stands for."""
    starts = (1, *DEPTHS)
    ends = (*(f"–{end - 1}" for end in DEPTHS), " +")
    return tuple([(number, f"{start}{end}") for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)])


def stage_tables(context: Context) -> tuple[tuple[StageTable, ...], int]:
    """Return a table for each journey that has stages and somebody on the way, and how many more there are."""
    journeys: dict[Page, dict[Page, list[StageCell]]] = {}
    for cell in context.analysis.coverage.cells:
        journeys.setdefault(cell.journey, {}).setdefault(cell.audience, []).append(cell)
    shown = list(journeys.items())[:_MOST_JOURNEYS]
    tables = tuple([_stage_table(context, journey, audiences) for journey, audiences in shown])
    return tables, len(journeys) - len(tables)


def _stage_table(context: Context, journey: Page, audiences: dict[Page, list[StageCell]]) -> StageTable:
    uri = context.addresses.uris[journey.path]
    stages = [Link(title, uri=uri, place=anchor) for _, title, anchor in journey_anchors(journey)]
    rows = [_stage_row(context, audience, cells) for audience, cells in list(audiences.items())[:_MOST_ROWS]]
    return StageTable(
        title=Link(journey.title, None, journey.kind.icon, uri),
        columns=(*stages, Link(say("All"))),
        rows=tuple(rows),
        note=_left_out(len(audiences) - _MOST_ROWS),
    )


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    return plural(
        "{count} more audience isn't shown here; its gaps are listed below.",
        "{count} more audiences aren't shown here; their gaps are listed below.",
        count,
    )


def _stage_row(context: Context, audience: Page, cells: list[StageCell]) -> StageRow:
    head = Link(audience.title, None, audience.kind.icon, context.addresses.uris[audience.path])
    entries = {entry.path for cell in cells for entry in cell.entries}
    total = total_cell(len(entries), Link("", uri=head.uri, place="stages"))
    return StageRow(head, stage_marks(context, audience, cells), total)


def total_cell(count: int, link: Link) -> Cell:
    """Return the cell at the end of a row: how much there is in all of it.

    Args:
        count: how much.
        link: where it leads.
    """
    if not count:
        return Cell("0", Link("0"))
    return Cell("sum", link._replace(text=str(count)), say("in all"))


def goal_table(context: Context) -> GoalTable:
    """Return the goals, each with what begins for it in each of the coming months."""
    coverage = context.analysis.coverage
    return GoalTable(
        months=tuple([Link(words.month_name(month, short=True)) for month in coverage.months]),
        rows=tuple([_goal_row(context, row) for row in _in_tree_order(context)[:_MOST_GOALS]]),
        more=max(len(coverage.goals) - _MOST_GOALS, 0),
    )


def _in_tree_order(context: Context) -> list[GoalMonths]:
    """The goals as they stand on the strategy map: areas together, each goal above those below it."""
    rows = {row.goal.path: row for row in context.analysis.coverage.goals}
    areas = (goal for goal in context.playbook.goals if goal.path in context.lookups.areas)
    order = [goal.path for area in areas for goal, _ in below(context.playbook, area)]
    return [rows[path] for path in dict.fromkeys((*order, *rows)) if path in rows]


def _goal_row(context: Context, row: GoalMonths) -> Row:
    head = link_to(context.addresses.uris, row.goal)
    cells = (*_months(context, row, head.uri), _ahead(context, row, head.uri))
    return Row(head, cells, context.lookups.hue([row.goal]))


def _months(context: Context, row: GoalMonths, uri: str) -> Iterator[Cell]:
    """Yield what begins for a goal in each month."""
    for month, count, dated in zip(context.analysis.coverage.months, row.counts, row.dated, strict=True):
        if count is None:
            yield Cell("out", Link(""), say("not in force"))
        elif count:
            place = Link(str(count), uri=month_uri(month)) if dated else Link(str(count), uri=uri, place="when")
            yield Cell(str(depth(count)), place, say("in {month}", month=words.month_words(month)))
        else:
            yield _empty_month(context, row.goal, month)


def _ahead(context: Context, row: GoalMonths, uri: str) -> Cell:
    """Return all that is ahead for a goal; where that is nothing, a way to plan something."""
    if row.ahead:
        return Cell("sum", Link(str(row.ahead), uri=uri, place="when"), say("ahead"))
    if row.goal.id in context.analysis.coverage.accepted_goals:
        return Cell("accepted", Link(say("Accepted"), f"#{ACCEPTED}"))
    if url := plan_url(context, Draft(goal=row.goal.id), ""):
        return Cell("gap", Link(say("Gap"), url), say("nothing ahead: plan an entry"))
    return Cell("gap", Link(say("Gap"), uri=uri, place="when"), say("nothing ahead"))


def _empty_month(context: Context, goal: Page, month: date) -> Cell:
    """A month in which nothing begins for a goal: a way to begin something, where the host is known."""
    if context.edition.host is None:
        return Cell("0", Link("–"), say("nothing begins"))
    url = plan_url(context, Draft(goal=goal.id, start=f"{month:%Y-%m}"), "")
    more = say("nothing begins in {month}: plan an entry", month=words.month_words(month))
    return Cell("free", Link("–", url), more)
