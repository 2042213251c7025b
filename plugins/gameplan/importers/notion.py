"""Exports of Notion: an archive with tables as CSV, and a page of Markdown for each row."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.importers.delimited import read_delimited
from gameplan.importers.table import BODY, Reading, Refused, Row, Table, limited, made_row
from gameplan.importers.zipped import archive, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ID = re.compile(r"[ _-]([0-9a-f]{32})$")
_TEXT = "Text of the page"
_TITLE = "Title of the page"
_PROPERTY = re.compile(r"([^:\n]{1,80}): (.*)")
_MARKED_UP = re.compile(
    r"(?<!\s)\s*+\((?:https?://(?:www\.)?notion\.so/|(?:\.\./)*[^()\s]{1,300}\.(?:md|csv)\b)[^()]{0,300}\)"
)
"""What stands behind the name of another page in a cell."""


class _Page(NamedTuple):
    id: str
    title: str
    said: dict[str, str]
    text: str


def read_notion(data: bytes, reading: Reading) -> Table:
    """Read an archive that Notion exported.

    Raises:
        Refused: where it is none, or has several tables and nobody said which.
    """
    files = dict(_files(data))
    tables = {path: held for path, held in files.items() if path.endswith(".csv")}
    # One with `_all` has the columns that the view hides, too.
    whole = {path.removesuffix("_all.csv") + ".csv" for path in tables if path.endswith("_all.csv")}
    tables = {path: held for path, held in tables.items() if path not in whole}
    names = {_name(path.removesuffix("_all.csv").removesuffix(".csv")): path for path in tables}
    pages = [_page(path, held) for path, held in files.items() if path.endswith(".md")]
    dropped = sum(not path.endswith((".csv", ".md")) for path in files)
    notes = (f"{dropped} pictures and other files dropped",) if dropped else ()
    if not tables:
        return _of_pages(pages, notes)
    if reading.sheet and reading.sheet not in names:
        raise Refused(f"there is no table '{visible(reading.sheet)}'", hint=f"the tables are {', '.join(names)}")
    if len(names) > 1 and not reading.sheet:
        raise Refused(f"it has {len(names)} tables", hint=f"say which by --sheet: {', '.join(map(visible, names))}")
    path = names[reading.sheet] if reading.sheet else next(iter(names.values()))
    table = read_delimited(tables[path], reading._replace(delimiter=reading.delimiter or ","))
    return _joined(table, pages, notes, next(name for name, each in names.items() if each == path))


def without_addresses(text: str) -> str:
    """Return a cell without the addresses that Notion puts behind the names of other pages."""
    return _MARKED_UP.sub("", text)


def _files(data: bytes, *, inner: bool = False) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, and of those that a large export is parted in."""
    opened = archive(data)
    for info in opened.infolist():
        name = posixpath.basename(info.filename)
        if info.is_dir() or name.startswith(".") or info.filename.startswith("__MACOSX/"):
            continue
        if name.endswith(".zip") and not inner:
            yield from _files(unpacked(opened, info.filename), inner=True)
        elif name.endswith((".md", ".csv")):
            yield info.filename, unpacked(opened, info.filename)
        else:
            yield info.filename, b""


def _name(path: str) -> str:
    return _ID.sub("", posixpath.basename(path))


def _page(path: str, data: bytes) -> _Page:
    """A page: its title, a line for each property, and its text."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(f"'{visible(path[:80])}' in the archive is not UTF-8") from None
    bare = path.removesuffix(".md")
    found = _ID.search(bare)
    title = _name(bare)
    first, _, rest = text.partition("\n")
    if first.startswith("# "):
        title, text = first[2:].strip(), rest.lstrip("\n")
    said: dict[str, str] = {}
    rows = text.split("\n")
    while rows and (match := _PROPERTY.fullmatch(rows[0])):
        said[match[1].strip()] = match[2].strip()
        rows.pop(0)
    if said and rows and rows[0].strip():
        # No property: a text that begins with such a line.
        said, rows = {}, text.split("\n")
    return _Page(found[1] if found else "", title, said, "\n".join(rows).strip())


def _joined(table: Table, pages: Sequence[_Page], notes: tuple[str, ...], name: str) -> Table:
    """A table with the texts and ids of its rows' pages."""
    by_title: dict[str, list[_Page]] = {}
    for each in pages:
        by_title.setdefault(" ".join(each.title.split()), []).append(each)
    title = table.columns[0] if table.columns else ""
    rows = []
    for row in table.rows:
        cells = {column: without_addresses(text) for column, text in row.cells.items()}
        fitting = by_title.get(" ".join(row.cells.get(title, "").split()), [])
        unlike = partial(_unlike, row)
        page = min(fitting, key=unlike) if fitting else None
        if page is not None:
            fitting.remove(page)
            cells[_TEXT] = page.text
        rows.append(made_row(row.number, cells, name=page.id if page else "", faults=row.faults))
    columns = (*table.columns, *((_TEXT,) if any(_TEXT in row.cells for row in rows) else ()))
    left = sum(map(len, by_title.values()))
    more = (f"{left} pages that are no rows of the table left out",) if left else ()
    return Table(columns, tuple(rows), "notion", _meant(title), (*table.notes, *notes, *more), name)


def _unlike(row: Row, page: _Page) -> int:
    """How many properties a page has otherwise than a row."""
    return sum(" ".join(row.cells.get(name, "").split()) != " ".join(text.split()) for name, text in page.said.items())


def _meant(title: str) -> dict[str, str]:
    return {_TEXT: BODY} | ({title: "title"} if title in ("Name", "Title", "Page", "Task", "Task name") else {})


def _of_pages(pages: Sequence[_Page], notes: tuple[str, ...]) -> Table:
    """A table of pages that have none."""
    if not pages:
        raise Refused("the archive holds neither an Excel file nor an export of Notion")
    rows = [
        made_row(
            number,
            {
                _TITLE: page.title,
                **{name: without_addresses(text) for name, text in page.said.items()},
                _TEXT: page.text,
            },
            name=page.id,
        )
        for number, page in enumerate(pages, 1)
    ]
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    limited(len(columns), sum(len(row.cells) for row in rows), len(rows))
    meant = {_TITLE: "title", _TEXT: BODY}
    return Table(columns, tuple(rows), "notion", meant, notes, "pages")
