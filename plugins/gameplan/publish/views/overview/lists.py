"""Lists: every page of a kind as a row of a table, and all entries; complete as they are, sorted and filtered where scripts run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.publish.addresses import csv_uri
from gameplan.publish.columns import NOTHING, columns
from gameplan.publish.views.facets import Facets, facets_of
from gameplan.publish.views.filter_form import FilterForm, choices_of
from gameplan.publish.views.links import Badge, Link, badge, link_to, links_to
from gameplan.publish.views.page_age import PageAge, page_age
from gameplan.wording.dates import count_words
from gameplan.wording.labels import kind_label, visibility
from gameplan.wording.speech import CONTEXT, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.columns import Cell, Column
    from gameplan.publish.context import Context
    from gameplan.publish.views.calendar.plan import Plan, Tab


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list, besides the title."""

    label: str
    form: str
    """How it is sorted: as `text`, `day` or `number`."""
    sort: str
    """As addresses name it."""


@dataclass(frozen=True, slots=True)
class ListCell:
    """What a page has in a column: a status, links, or a text."""

    text: Link
    """A link to where the page tells more of it; a text where it doesn't."""
    sort: str
    """By what to sort, where that differs from what is shown."""
    links: tuple[Link, ...]
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A page as a row of its list."""

    link: Link
    visibility: str
    """Who may see it; empty where all may."""
    about: str
    facets: Facets
    cells: tuple[ListCell, ...]


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """What stands around a list that is a view of the plan."""

    tabs: tuple[Tab, ...]
    named: tuple[Tab, ...]
    """The views of the playbook's own."""
    pages: str
    """The months that have a page, as in their addresses."""
    age: PageAge
    later: Link | None
    """To the part of the list with later entries."""
    earlier: Link | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list, or a part of one."""

    title: str
    label: str
    """What a row is."""
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    file: Link | None
    """All of the list for spreadsheets."""
    filters: FilterForm | None
    """None where there is nothing to filter."""
    frame: PlanFrame | None
    """None where it is no view of the plan."""
    part: str = ""
    """How much of the list this is, in words; empty where it is all."""
    groups: tuple[tuple[str, str], ...] = ()
    """By what scripts can group it, as addresses and as people call it: columns, or what it can be filtered by."""


def list_page(
    context: Context, kind: Kind, pages: Sequence[Page], title: str, frame: PlanFrame | None = None, part: str = ""
) -> ListPage:
    """Return what a list shows.

    Args:
        context: what is published.
        kind: the kind of its pages.
        pages: the pages, in their order.
        title: what the list is called.
        frame: what stands around a view of the plan.
        part: how much of the list this is, in words; empty where it is all.
    """
    shown = [column for column in columns(context, kind) if column.where != "file" and _says(context, column, pages)]
    file = csv_uri(kind)
    return ListPage(
        title=title,
        label=kind_label(kind),
        columns=list_columns(shown),
        rows=list_rows(context, shown, pages),
        file=Link("", uri=file) if context.addresses.is_free(file) else None,
        filters=choices_of(context).of_pages(pages) if pages else None,
        frame=frame,
        part=part,
    )


def part_words(shown: int, size: int, parts: int) -> str:
    """Say how much of a list a page has, and where to find the rest.

    Args:
        shown: the rows of the page.
        size: the rows of the list.
        parts: the pages of the list.
    """
    if parts < 2:  # noqa: PLR2004 - one is all
        return ""
    return say(
        "{count} of {size} rows, on {parts} pages. Find and filters look at this page; the search at the top finds all.",
        count=count_words(shown),
        size=count_words(size),
        parts=parts,
    )


def _says(context: Context, column: Column, pages: Iterable[Page]) -> bool:
    """Tell whether a list has a column."""
    return not column.optional or any(column.of(context, page) != NOTHING for page in pages)


def list_columns(shown: Iterable[Column]) -> tuple[ListColumn, ...]:
    """Return the heads of a list's columns."""
    return tuple([ListColumn(say(column.label), column.form, _sort_name(column.label)) for column in shown])


def list_rows(context: Context, shown: Sequence[Column], pages: Iterable[Page]) -> tuple[ListRow, ...]:
    """Return pages as rows of a list.

    Args:
        context: what is published.
        shown: the columns.
        pages: the pages, in their order.
    """
    known: dict[Cell, ListCell] = {}
    return tuple([_row(context, shown, page, known) for page in pages])


def plan_frame(plan: Plan, later: str, earlier: str) -> PlanFrame:
    """Return what stands around a list of the plan.

    Args:
        plan: the plan.
        later: the uri of the part with later entries; empty where there is none.
        earlier: that of the part with earlier ones.
    """
    context = plan.context
    return PlanFrame(
        tabs=plan.tabs("List", context.today),
        named=plan.named,
        pages=plan.pages,
        age=page_age(context),
        later=Link("", uri=later) if later else None,
        earlier=Link("", uri=earlier) if earlier else None,
    )


def _row(context: Context, shown: Sequence[Column], page: Page, known: dict[Cell, ListCell]) -> ListRow:
    """A page as a row; most cells are those of many rows, and are made once."""
    link = link_to(context.addresses.uris, page)
    cells = []
    for column in shown:
        cell = column.of(context, page)
        made = known.get(cell)
        if made is None:
            made = _cell(context, cell, link)
            if not cell.place:
                known[cell] = made
        cells.append(made)
    return ListRow(
        link=link,
        visibility="" if page.public else visibility(page),
        about="" if page.kind == context.playbook.vocabulary.entry else context.lookups.summary(page),
        facets=facets_of(context, page),
        cells=tuple(cells),
    )


def _cell(context: Context, cell: Cell, link: Link) -> ListCell:
    text = cell.shown or cell.text
    return ListCell(
        text=link._replace(text=text, place=cell.place) if cell.place else Link(text, cell.url or None),
        sort=cell.sort,
        links=links_to(context.addresses.uris, cell.pages),
        badge=badge(cell.status) if cell.status else None,
    )


def _sort_name(label: str) -> str:
    """A column as addresses name it: by its English label, in every language."""
    return "-".join(label.rpartition(CONTEXT)[2].lower().split())
