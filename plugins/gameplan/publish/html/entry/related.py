"""Entries in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, drawn_once, icon_html, joined, linked, status_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.related import EntryLine, EntryList, ListedEntry

_LINE = Fragment('{link} <span class="gp-quiet">{when}</span> {status}')
_WRONG = Fragment(' <span class="gp-wrong">{icon}{what}</span>')
_LIST = Fragment('<ul class="gp-lines">{items}</ul>')
_ITEM = Fragment("<li>{what}</li>")
_MORE = Fragment('<li class="gp-quiet">{what}</li>')


def entry_line(view: EntryLine, to: Linker) -> Markup:
    """Draw an entry's title, when it is, and its status: once for all pages of one depth."""
    return drawn_once(view, to, _line)


def _line(view: EntryLine, to: Linker) -> Markup:
    return _LINE(link=linked(view.link, to), when=view.when, status=status_html(view.badge))


def entry_list(view: EntryList, to: Linker) -> Markup:
    """Draw entries one below the other; nothing where there are none."""
    items = joined([_ITEM(what=_listed(entry, to)) for entry in view.entries])
    if not items:
        return items
    rest = _MORE(what=say("and {count} more", count=view.more)) if view.more else ""
    return _LIST(items=items + rest)


def _listed(view: ListedEntry, to: Linker) -> Markup:
    line = entry_line(view.line, to)
    return line + _WRONG(icon=icon_html("alert"), what=view.warning) if view.warning else line
