"""Tables of numbers, shaded by how much they are: audiences at stages, goals by month, and any two things that entries name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.goal_tree import below
from gameplan.analysis.page_plan import has_plan
from gameplan.publish.addresses import LIST, month_uri
from gameplan.publish.crossings import axis_words, crossed, field_of
from gameplan.publish.drafts import Draft
from gameplan.publish.html.stages import stage_cells
from gameplan.publish.html.templates import Fragment, link_html
from gameplan.publish.views.buttons import plan_url
from gameplan.publish.views.links import Link
from gameplan.publish.views.stages import DEPTHS, depth, journey_anchors, stage_marks
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gameplan.analysis.goal_coverage import GoalMonths
    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context
    from gameplan.publish.crossings import Crossed, Head
    from gameplan.publish.edition import Crossing

MOST_ROWS = 60
MOST_GOALS = 200
_MOST_JOURNEYS = 12

_CELL = Fragment('<td><a class="gp-cell gp-cell--{shade}" href="{url}">{what}{more}</a></td>')
_BLANK = Fragment('<td><span class="gp-cell gp-cell--{shade}">{what}<span class="gp-sr">{more}</span></span></td>')
_SR = Fragment('<span class="gp-sr"> {words}</span>')
_ROW = Fragment('<tr{area}><th scope="row">{head}</th>{cells}</tr>')
_AREA = Fragment(' class="gp-area-{number}"')


class Table(NamedTuple):
    """A table as the page shows it."""

    id: str
    title: Link
    corner: str
    """What the rows are."""
    columns: Sequence[Link]
    rows: Markup
    note: str = ""
    """What is left out."""


def shades() -> list[tuple[int, str]]:
    """The depths, each with the numbers that it stands for."""
    starts = (1, *DEPTHS)
    ends = (*(f"–{end - 1}" for end in DEPTHS), " +")
    return [(number, f"{start}{end}") for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)]


def stage_tables(context: Context, to: Linker) -> Iterator[Table]:
    """A table for each journey that has stages and somebody on the way."""
    journeys: dict[Page, dict[Page, list[StageCell]]] = {}
    for cell in context.analysis.coverage.cells:
        journeys.setdefault(cell.journey, {}).setdefault(cell.audience, []).append(cell)
    for journey, audiences in list(journeys.items())[:_MOST_JOURNEYS]:
        url = to(context.addresses.uris[journey.path])
        rows = [_stage_row(context, to, audience, cells) for audience, cells in list(audiences.items())[:MOST_ROWS]]
        yield Table(
            "",
            Link(journey.title, url, journey.kind.icon),
            say("Audience"),
            [*(Link(title, f"{url}#{anchor}") for _, title, anchor in journey_anchors(journey)), Link(say("All"))],
            Markup().join(rows),
            _left_out(len(audiences) - MOST_ROWS),
        )


def journeys_left_out(context: Context) -> int:
    """Count the journeys that have no table, because there are so many."""
    return max(len({cell.journey.path for cell in context.analysis.coverage.cells}) - _MOST_JOURNEYS, 0)


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    return plural(
        "{count} more audience isn't shown here; its gaps are listed below.",
        "{count} more audiences aren't shown here; their gaps are listed below.",
        count,
    )


def _stage_row(context: Context, to: Linker, audience: Page, cells: Iterable[StageCell]) -> Markup:
    cells = list(cells)
    url = to(context.addresses.uris[audience.path])
    entries = {entry.path for cell in cells for entry in cell.entries}
    made = stage_cells(stage_marks(context, audience, cells), to, accepted="#accepted") + _sum(
        len(entries), f"{url}#stages"
    )
    head = link_html(Link(audience.title, url, audience.kind.icon), icon=True)
    return _ROW(area="", head=head, cells=made)


def _sum(count: int, url: str) -> Markup:
    if not count or not url:
        return _BLANK(shade=0, what=count, more="")
    return _CELL(shade="sum", url=url, what=count, more=_SR(words=say("in all")))


def goal_rows(context: Context, to: Linker) -> Markup:
    """The goals, each with what begins for it in each of the coming months."""
    return Markup().join(_goal_row(context, to, row) for row in _in_tree_order(context)[:MOST_GOALS])


def _in_tree_order(context: Context) -> list[GoalMonths]:
    """The goals as they stand on the strategy map: areas together, each goal above those below it."""
    rows = {row.goal.path: row for row in context.analysis.coverage.goals}
    areas = (goal for goal in context.playbook.goals if goal.path in context.lookups.areas)
    order = [goal.path for area in areas for goal, _ in below(context.playbook, area)]
    return [rows[path] for path in dict.fromkeys((*order, *rows)) if path in rows]


def _goal_row(context: Context, to: Linker, row: GoalMonths) -> Markup:
    url = to(context.addresses.uris[row.goal.path])
    when = f"{url}#when"
    made = []
    for month, count, dated in zip(context.analysis.coverage.months, row.counts, row.dated, strict=True):
        if count is None:
            made.append(_BLANK(shade="out", what="", more=say("not in force")))
        elif count:
            place = to(month_uri(month)) if dated else when
            more = _SR(words=say("in {month}", month=words.month_words(month)))
            made.append(_CELL(shade=depth(count), url=place, what=count, more=more))
        else:
            made.append(_empty_month(context, row.goal, f"{month:%Y-%m}", words.month_words(month)))
    if row.ahead:
        made.append(_CELL(shade="sum", url=when, what=row.ahead, more=_SR(words=say("ahead"))))
    elif row.goal.id in context.analysis.coverage.accepted_goals:
        made.append(_CELL(shade="accepted", url="#accepted", what=say("Accepted"), more=""))
    else:
        place = plan_url(context, Draft(goal=row.goal.id), when)
        made.append(_CELL(shade="gap", url=place, what=say("Gap"), more=_SR(words=say("nothing ahead: plan an entry"))))
    area = _AREA(number=context.lookups.hue([row.goal]))
    return _ROW(area=area, head=link_html(Link(row.goal.title, url)), cells=Markup().join(made))


def _empty_month(context: Context, goal: Page, start: str, month: str) -> Markup:
    """A month in which nothing begins for a goal: a way to begin something, where the host is known."""
    if context.edition.host is None:
        return _BLANK(shade=0, what="–", more=say("nothing begins"))
    url = plan_url(context, Draft(goal=goal.id, start=start), "")
    return _CELL(
        shade="free", url=url, what="–", more=_SR(words=say("nothing begins in {month}: plan an entry", month=month))
    )


def own_tables(context: Context, to: Linker) -> Iterator[Table]:
    """The tables that the playbook's options ask for."""
    for number, crossing in enumerate(context.edition.crossings, 1):
        found = crossed(context, crossing)
        yield Table(
            f"table-{number}",
            Link(crossing_title(context, crossing)),
            axis_words(context, crossing.rows),
            [*(_head(context, to, column) for column in found.columns), Link(say("All"))] if found.columns else [],
            Markup().join(_own_row(context, to, found, row) for row in found.rows if found.columns),
            _rest(found),
        )


def crossing_title(context: Context, crossing: Crossing) -> str:
    """Return the title of such a table."""
    rows, columns = axis_words(context, crossing.rows), axis_words(context, crossing.columns)
    return crossing.title or say("{rows} × {columns}", rows=rows, columns=columns)


def _rest(found: Crossed) -> str:
    """Say what is left out of a large table."""
    told = []
    if found.more_rows:
        told.append(
            plural(
                "{count} more row with fewer entries is left out.",
                "{count} more rows with fewer entries are left out.",
                found.more_rows,
            )
        )
    if found.more_columns:
        told.append(
            plural(
                "{count} more column with fewer entries is left out.",
                "{count} more columns with fewer entries are left out.",
                found.more_columns,
            )
        )
    return " ".join(told)


def _head(context: Context, to: Linker, head: Head) -> Link:
    return Link(head.text, _page_url(context, to, head))


def _page_url(context: Context, to: Linker, head: Head) -> str:
    uri = context.addresses.uris.get(head.page.path) if head.page else None
    return to(uri) if uri else ""


def _own_row(context: Context, to: Linker, found: Crossed, row: Head) -> Markup:
    made = []
    for column in found.columns:
        entries = found.cells.get((row.key, column.key), ())
        if entries:
            more = _SR(words=column.text)
            url = _entries_url(context, to, entries, row, column)
            made.append(_CELL(shade=depth(len(entries)), url=url, what=len(entries), more=more))
        elif context.edition.host and (draft := _pair_draft(found.crossing, row, column)):
            more = _SR(words=say("{column}: plan an entry", column=column.text))
            made.append(_CELL(shade="free", url=plan_url(context, draft, ""), what="–", more=more))
        else:
            made.append(_BLANK(shade=0, what="–", more=say("nothing ahead")))
    made.append(_sum(row.total, _list_url(context, to, row)))
    url = _page_url(context, to, row)
    icon = row.page.kind.icon if row.page else ""
    return _ROW(area="", head=link_html(Link(row.text, url or None, icon), icon=True), cells=Markup().join(made))


def _entries_url(context: Context, to: Linker, entries: Sequence[Entry], row: Head, column: Head) -> str:
    """Return the address of a cell's entries: the only one's page, else the plan on the page of the row or the column."""
    if len(entries) == 1:
        return to(context.addresses.uris[entries[0].path])
    return _list_url(context, to, row, column)


def _list_url(context: Context, to: Linker, *heads: Head) -> str:
    for head in heads:
        if head.page and has_plan(head.page) and (url := _page_url(context, to, head)):
            return f"{url}#when"
    return to(LIST)


def _pair_draft(crossing: Crossing, row: Head, column: Head) -> Draft | None:
    """The entry that would stand in a cell; None where it takes more than an id, as a journey does."""
    named = {field_of(crossing.rows): row.id, field_of(crossing.columns): column.id}
    if "" in named:
        return None
    draft = Draft()
    for field, value in named.items():
        if field == "goals":
            draft["goal"] = value
        elif field == "audiences":
            draft["audience"] = value
        elif field == "channels":
            draft["channel"] = value
        elif field == "type":
            draft["entry_type"] = value
        elif field != "status":
            draft["more"] = {**draft.get("more", {}), field: value}
    return draft
