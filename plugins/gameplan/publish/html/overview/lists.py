"""Lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gameplan.publish.html.calendar.frame import tabs
from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.page_age import page_age
from gameplan.publish.html.templates import (
    Fragment,
    address_of,
    icon_html,
    joined,
    linked,
    render,
    status_html,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.lists import ListCell, ListColumn, ListPage, ListRow

_ROW = Fragment("<tr {facets}>{cells}</tr>")
_TITLE = Fragment('<th scope="row"><a href="{url}">{title}</a>{hidden}{about}</th>')
_HIDDEN = Fragment(' <span class="gp-chip">{icon}{visibility}</span>')
_ABOUT = Fragment("<small>{text}</small>")
_CELL = Fragment("<td>{what}</td>")
_SORTED = Fragment('<td data-sort="{sort}">{what}</td>')
_PLACE = Fragment('<a href="{url}">{text}</a>')


def list_page(view: ListPage, to: Linker, above: str = "") -> str:
    """Draw a list, or a part of one.

    Args:
        view: the list.
        to: makes addresses.
        above: the HTML of what stands above it.
    """
    frame = view.frame
    known: dict[int, Markup] = {}
    return render(
        "list.html",
        title=view.title,
        above=above,
        label=view.label,
        columns=view.columns,
        names=_names(view.columns),
        rows=[_row(row, to, known) for row in view.rows],
        file=address_of(view.file, to) if view.file else "",
        groups=view.groups,
        part=view.part,
        filters=filter_form(view.filters, to) if view.filters else "",
        tabs=tabs(frame.tabs, to) if frame else [],
        named=tabs(frame.named, to) if frame else [],
        pages_=frame.pages if frame else "",
        stamp=page_age(frame.age) if frame else None,
        later=address_of(frame.later, to) if frame and frame.later else "",
        earlier=address_of(frame.earlier, to) if frame and frame.earlier else "",
    )


def _names(columns: Iterable[ListColumn]) -> str:
    """Return what the columns are called, for the style sheet, which names each thing of a row where there is no room for a table."""
    return ";".join(f"--gp-c{place}:{_css_string(column.label)}" for place, column in enumerate(columns, 2))


def _css_string(text: str) -> str:
    r"""Return a text as a string of CSS: quotes, backslashes and what isn't a sign as `\27 ` (CSS Syntax 3, section 4.3.7)."""
    return "'" + re.sub(r"['\\\x00-\x1f\x7f]", lambda found: f"\\{ord(found[0]):x} ", text) + "'"


def _row(view: ListRow, to: Linker, known: dict[int, Markup]) -> Markup:
    """A page as a row of its list; cells that many rows share are drawn once."""
    hidden = _HIDDEN(icon=icon_html("lock-outline"), visibility=view.visibility) if view.visibility else ""
    about = _ABOUT(text=view.about) if view.about else ""
    cells = [_TITLE(url=address_of(view.link, to), title=view.link.text, hidden=hidden, about=about)]
    for cell in view.cells:
        made = known.get(id(cell))
        if made is None:
            made = known[id(cell)] = _cell(cell, to)
        cells.append(made)
    return _ROW(facets=attributes(view.facets), cells=joined(cells))


def _cell(view: ListCell, to: Linker) -> Markup:
    if view.badge:
        what: Markup = status_html(view.badge)
    elif view.links:
        what = joined([linked(link, to) for link in view.links], "<br>")
    elif view.text.uri:
        what = _PLACE(url=address_of(view.text, to), text=view.text.text)
    elif view.text.url:
        what = linked(view.text, to)
    else:
        what = escape(view.text.text)
    return _SORTED(sort=view.sort, what=what) if view.sort else _CELL(what=what)
