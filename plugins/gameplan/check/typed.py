"""Finds what an author typed, where the value alone doesn't tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.page import Entry

if TYPE_CHECKING:
    from gameplan.model.page import Page

_NOTHING = ("", "~", "null", "[]", "{}", '""', "''")


def is_missing(page: Page, field: str) -> bool:
    """Tell whether nothing is typed in a field of a page; what is typed there and wrong is another rule's."""
    if isinstance(page, Entry) and _has_otherwise(page, field):
        return False
    if not page.places.has(field):
        return True
    if getattr(page.fields, field) not in (None, "", (), {}):
        return False
    typed, span, rows = page.places.typed[field], page.places.value(field), page.places.lines
    row = rows[span.line - 2] if 2 <= span.line < len(rows) + 2 else ""  # noqa: PLR2004 - front matter begins in line 2
    return row.partition(f"{typed}:")[2].partition(" #")[0].strip() in _NOTHING


def _has_otherwise(entry: Entry, field: str) -> bool:
    """Tell whether an entry has from its format, or says in other words, what a field says."""
    if field in ("start", "end"):
        return entry.entry.available is not None
    return field in entry.inherited or (field == "deadlines" and bool(entry.entry.deadlines))
