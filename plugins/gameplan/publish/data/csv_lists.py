"""Lists of all pages of a kind as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from gameplan.publish.columns import columns, listed
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.columns import Column
    from gameplan.publish.context import Context

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def csv_of(context: Context, kind: Kind) -> bytes:
    """A kind's pages as CSV (RFC 4180), in UTF-8 with a byte-order mark, by which Excel knows it.

    A text that a spreadsheet would compute stands behind an apostrophe.
    """
    return csv_of_pages(context, columns(context, kind), listed(context, kind))


def csv_of_pages(context: Context, chosen: Iterable[Column], pages: Iterable[Page]) -> bytes:
    """Pages as CSV, by some columns besides the id, the title and the address.

    Args:
        context: what is published.
        chosen: the columns; those that are for pages of the site only are left out.
        pages: the pages, in their order; those without an address are left out.
    """
    shown = [column for column in chosen if column.where != "page"]
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([say("Id"), say("Title"), say("Address"), *(say(column.label) for column in shown)])
    for page in pages:
        if page.path in context.addresses.uris:
            address = context.edition.base + context.addresses.urls[context.addresses.uris[page.path]]
            cells = (page.id, page.title, address, *(column.of(context, page).text for column in shown))
            writer.writerow([_safe(cell) for cell in cells])
    return made.getvalue().encode("utf-8-sig", "replace")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
