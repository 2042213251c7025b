"""The tables that a playbook's options ask for: what is ahead for each pair of two things that entries name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.analysis.page_plan import has_plan
from gameplan.publish.addresses import LIST
from gameplan.publish.crossings import axis_words, crossed, field_of
from gameplan.publish.drafts import Draft
from gameplan.publish.views.buttons import plan_url
from gameplan.publish.views.links import Link
from gameplan.publish.views.overview.heat import Cell, Row, total_cell
from gameplan.publish.views.stages import depth
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context
    from gameplan.publish.crossings import Crossed, Head
    from gameplan.publish.edition import Crossing


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Two things that entries name, crossed."""

    id: str
    title: str
    corner: str
    """What the rows are."""
    columns: tuple[Link, ...]
    rows: tuple[Row, ...]
    """None where no entry ahead names any of the two."""
    note: str
    """What is left out."""


def cross_tables(context: Context) -> tuple[CrossTable, ...]:
    """Return the tables that the playbook's options ask for."""
    return tuple([_table(context, number, crossing) for number, crossing in enumerate(context.edition.crossings, 1)])


def _table(context: Context, number: int, crossing: Crossing) -> CrossTable:
    found = crossed(context, crossing)
    rows, columns = axis_words(context, crossing.rows), axis_words(context, crossing.columns)
    any_column = bool(found.columns)
    return CrossTable(
        id=f"table-{number}",
        title=crossing.title or say("{rows} × {columns}", rows=rows, columns=columns),
        corner=rows,
        columns=(*[_link(context, column) for column in found.columns], Link(say("All"))) if any_column else (),
        rows=tuple([_row(context, found, row) for row in found.rows]) if any_column else (),
        note=_rest(found),
    )


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


def _link(context: Context, head: Head, icon: str = "") -> Link:
    """Link to the page that heads a row or a column; a word is a text."""
    return Link(head.text, None, icon, context.addresses.uris.get(head.page.path, "") if head.page else "")


def _row(context: Context, found: Crossed, row: Head) -> Row:
    cells = [_cell(context, found, row, column) for column in found.columns]
    total = total_cell(row.total, _list_link(context, row))
    return Row(_link(context, row, row.page.kind.icon if row.page else ""), (*cells, total))


def _cell(context: Context, found: Crossed, row: Head, column: Head) -> Cell:
    entries = found.cells.get((row.key, column.key), ())
    if entries:
        link = _entries_link(context, entries, row, column)._replace(text=str(len(entries)))
        return Cell(str(depth(len(entries))), link, column.text)
    if context.edition.host and (draft := _pair_draft(found.crossing, row, column)):
        url = plan_url(context, draft, "")
        return Cell("free", Link("–", url), say("{column}: plan an entry", column=column.text))
    return Cell("0", Link("–"), say("nothing ahead"))


def _entries_link(context: Context, entries: Sequence[Entry], row: Head, column: Head) -> Link:
    """Link to a cell's entries: the only one's page, else the plan on the page of the row or the column."""
    if len(entries) == 1:
        return Link("", uri=context.addresses.uris[entries[0].path])
    return _list_link(context, row, column)


def _list_link(context: Context, *heads: Head) -> Link:
    for head in heads:
        if head.page and has_plan(head.page) and (uri := context.addresses.uris.get(head.page.path)):
            return Link("", uri=uri, place="when")
    return Link("", uri=LIST)


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
