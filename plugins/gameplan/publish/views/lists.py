"""Lists: every page of a kind as a row of a table, and all entries; complete as they are, sorted and filtered where scripts run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gameplan.publish.columns import columns
from gameplan.publish.document import Document
from gameplan.publish.language import say
from gameplan.publish.links import links
from gameplan.publish.names import kind_label, kinds_label, visibility
from gameplan.publish.tables import csv_uri, listed
from gameplan.publish.templating import Piece, icon_html, link_html, render, status_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.columns import Cell, Column
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

ENTRIES = "calendar/list.md"
"""The uri of the list of all entries."""
MOST_ROWS = 1500
"""Entries in one part of that list: more would make a page that phones load slowly."""
_ROW = Piece("<tr>{cells}</tr>")
_TITLE = Piece('<th scope="row"><a href="{url}">{title}</a>{hidden}{about}</th>')
_HIDDEN = Piece(' <span class="gp-chip">{icon}{visibility}</span>')
_ABOUT = Piece("<small>{text}</small>")
_CELL = Piece("<td>{what}</td>")
_SORTED = Piece('<td data-sort="{sort}">{what}</td>')
_PLACE = Piece('<a href="{url}">{text}</a>')


def list_document(edition: Edition, kind: Kind) -> Document:
    """All pages of a kind: what they are, who answers for them, what is ahead."""
    uri = f"{kind.folder}/index.md"
    intro = edition.intros.get(uri)
    title = intro.title if intro else kinds_label(kind)
    return Document(
        uri=uri,
        title=title,
        source=intro.path if intro else None,
        head=_head(edition, kind, uri, title, _shown(edition, kind)),
        body=intro.body.text if intro else "",
        hide=("toc",),
        section=uri,
    )


def entries_documents(edition: Edition) -> Iterator[Document]:
    """All entries, by their day; of a long plan the newest, and what has no day, then the ones before in parts of that size."""
    kind = edition.playbook.vocabulary.entry
    pages = _shown(edition, kind)
    ends = range(len(pages), 0, -MOST_ROWS) or (0,)
    uris = [ENTRIES, *(f"calendar/list-{number}.md" for number in range(2, len(ends) + 1))]
    for number, (uri, end) in enumerate(zip(uris, ends, strict=True), 1):
        title = say("All entries") if number == 1 else say("All entries, part {number}", number=number)
        part = pages[max(end - MOST_ROWS, 0) : end]
        yield Document(
            uri=uri,
            title=title,
            head=partial(
                _head, edition, kind, uri, title, part, (uris[number - 2 : number - 1], uris[number : number + 1])
            ),
            hide=("navigation", "toc"),
            search={"exclude": True},
            section="calendar/index.md",
        )


def _shown(edition: Edition, kind: Kind) -> list[Page]:
    return [page for page in listed(edition, kind) if page.path in edition.uris]


def _head(
    edition: Edition,
    kind: Kind,
    uri: str,
    title: str,
    pages: list[Page],
    around: tuple[list[str], list[str]] = ([], []),
) -> str:
    to = edition.to(uri)
    shown = [column for column in columns(kind) if column.where != "file"]
    file = csv_uri(kind)
    known: dict[Cell, Markup] = {}
    return render(
        "list.html",
        title=title,
        label=kind_label(kind),
        columns=[(say(column.label), column.form) for column in shown],
        rows=[_row(edition, to, shown, page, known) for page in pages],
        file=to(file) if edition.is_free(file) else "",
        agenda=to("calendar/index.md") if kind is edition.playbook.vocabulary.entry else "",
        later=to(around[0][0]) if around[0] else "",
        earlier=to(around[1][0]) if around[1] else "",
    )


def _row(edition: Edition, to: Linker, shown: list[Column], page: Page, known: dict[Cell, Markup]) -> Markup:
    """A page as a row of its list; most cells are those of many rows, and are made once."""
    url = to(edition.uris[page.path])
    hidden = "" if page.public else _HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(page))
    about = "" if page.kind is edition.playbook.vocabulary.entry else edition.summary(page)
    first = _TITLE(url=url, title=page.title, hidden=hidden, about=_ABOUT(text=about) if about else "")
    cells = [first]
    for column in shown:
        cell = column.of(edition, page)
        made = known.get(cell)
        if made is None:
            made = _cell(edition, to, cell, url)
            if not cell.place:
                known[cell] = made
        cells.append(made)
    return _ROW(cells=Markup().join(cells))


def _cell(edition: Edition, to: Linker, cell: Cell, url: str) -> Markup:
    if cell.badge:
        what: Markup = status_html(cell.badge)
    elif cell.pages:
        what = Markup("<br>").join(link_html(link) for link in links(edition, to, cell.pages))
    elif cell.place:
        what = _PLACE(url=f"{url}#{cell.place}", text=cell.shown or cell.text)
    else:
        what = escape(cell.shown or cell.text)
    return _SORTED(sort=cell.sort, what=what) if cell.sort else _CELL(what=what)
