"""Lists: every page of a kind as a row of a table, and all entries; complete as they are, sorted and filtered where scripts run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.publish.addresses import CALENDAR, index_uri, list_uri
from gameplan.publish.data.columns import columns
from gameplan.publish.data.csv_lists import csv_uri, listed
from gameplan.publish.document import Document
from gameplan.publish.html.calendar.frame import tabs
from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.links import links
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render, status_html
from gameplan.publish.views.facets import facets_of
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.page_age import page_age
from gameplan.wording.labels import kind_label, kinds_label, visibility
from gameplan.wording.speech import CONTEXT, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context
    from gameplan.publish.data.columns import Cell, Column
    from gameplan.publish.views.calendar.plan import Plan

MOST_ROWS = 1200
"""Entries in one part of their list: more would make a page that phones load slowly."""
_ROW = Fragment("<tr {facets}>{cells}</tr>")
_TITLE = Fragment('<th scope="row"><a href="{url}">{title}</a>{hidden}{about}</th>')
_HIDDEN = Fragment(' <span class="gp-chip">{icon}{visibility}</span>')
_ABOUT = Fragment("<small>{text}</small>")
_CELL = Fragment("<td>{what}</td>")
_SORTED = Fragment('<td data-sort="{sort}">{what}</td>')
_PLACE = Fragment('<a href="{url}">{text}</a>')


def list_document(context: Context, kind: Kind) -> Document:
    """All pages of a kind: what they are, who answers for them, what is ahead."""
    uri = index_uri(kind)
    intro = context.addresses.intros.get(uri)
    title = intro.title if intro else kinds_label(kind)
    return Document(
        uri=uri,
        title=title,
        source=intro.path if intro else None,
        head=_head(context, kind, uri, title, Part(_shown(context, kind))),
        body=intro.body.text if intro else "",
        hide=("toc",),
        section=uri,
    )


def entries_documents(plan: Plan) -> Iterator[Document]:
    """Yield the list of all entries by their day; a long plan in parts, of which the first has the newest and those without a day."""
    context = plan.context
    kind = context.playbook.vocabulary.entry
    pages = _shown(context, kind)
    ends = range(len(pages), 0, -MOST_ROWS) or (0,)
    uris = [list_uri(number + 1) for number in range(len(ends))]
    for number, (uri, end) in enumerate(zip(uris, ends, strict=True), 1):
        title = say("All entries") if number == 1 else say("All entries, part {number}", number=number)
        part = Part(
            pages[max(end - MOST_ROWS, 0) : end], plan, uris[number - 2 : number - 1], uris[number : number + 1]
        )
        yield Document(
            uri=uri,
            title=title,
            head=partial(_head, context, kind, uri, title, part),
            hide=("navigation", "toc"),
            search={"exclude": True},
            section=CALENDAR,
        )


def _shown(context: Context, kind: Kind) -> list[Page]:
    return [page for page in listed(context, kind) if page.path in context.addresses.uris]


class Part(NamedTuple):
    """The rows of one page of a list."""

    pages: list[Page]
    plan: Plan | None = None
    """Of a list that is a view of the plan."""
    later: Sequence[str] = ()
    earlier: Sequence[str] = ()
    """The uris of the parts beside it."""


def _head(context: Context, kind: Kind, uri: str, title: str, part: Part) -> str:
    to = context.addresses.to(uri)
    pages, plan = part.pages, part.plan
    shown = [column for column in columns(kind) if column.where != "file"]
    file = csv_uri(kind)
    known: dict[Cell, Markup] = {}
    return render(
        "list.html",
        title=title,
        label=kind_label(kind),
        columns=[(say(column.label), column.form, _sort_name(column.label)) for column in shown],
        rows=[_row(context, to, shown, page, known) for page in pages],
        file=to(file) if context.addresses.is_free(file) else "",
        tabs=tabs(plan.tabs("List", context.today), to) if plan else [],
        pages_=plan.pages if plan else "",
        filters=filter_form(choices_of(context).of_pages(pages), to) if pages else "",
        stamp=draw_page_age(page_age(context)) if plan else None,
        later=[to(other) for other in part.later],
        earlier=[to(other) for other in part.earlier],
    )


def _row(context: Context, to: Linker, shown: list[Column], page: Page, known: dict[Cell, Markup]) -> Markup:
    """A page as a row of its list; most cells are those of many rows, and are made once."""
    url = to(context.addresses.uris[page.path])
    hidden = "" if page.public else _HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(page))
    about = "" if page.kind == context.playbook.vocabulary.entry else context.lookups.summary(page)
    first = _TITLE(url=url, title=page.title, hidden=hidden, about=_ABOUT(text=about) if about else "")
    cells = [first]
    for column in shown:
        cell = column.of(context, page)
        made = known.get(cell)
        if made is None:
            made = _cell(context, to, cell, url)
            if not cell.place:
                known[cell] = made
        cells.append(made)
    return _ROW(facets=attributes(facets_of(context, page)), cells=Markup().join(cells))


def _sort_name(label: str) -> str:
    """A column as addresses name it: by its English label, in every language."""
    return "-".join(label.rpartition(CONTEXT)[2].lower().split())


def _cell(context: Context, to: Linker, cell: Cell, url: str) -> Markup:
    if cell.badge:
        what: Markup = status_html(cell.badge)
    elif cell.pages:
        what = Markup("<br>").join(link_html(link) for link in links(context, to, cell.pages))
    elif cell.place:
        what = _PLACE(url=f"{url}#{cell.place}", text=cell.shown or cell.text)
    else:
        what = escape(cell.shown or cell.text)
    return _SORTED(sort=cell.sort, what=what) if cell.sort else _CELL(what=what)
