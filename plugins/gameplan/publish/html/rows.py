"""Entries as rows of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.templates import (
    Fragment,
    address_of,
    drawn_once,
    icon_html,
    joined,
    linked,
    status_html,
)
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.rows import Row, RowParts, Time

_NOTHING = Markup()
_ROW = Fragment(
    '<li{anchor} class="{style}" {facets}>\n<div class="gp-row__when">{when}{marks}</div>\n{what}\n{why}</li>'
)
_ANCHOR = Fragment(' id="{name}"')
_TIME = Fragment('<time datetime="{day}">{words}</time>')
_REPEATS = Fragment(' <span class="gp-quiet" title="{returns}">{icon}<span class="gp-sr">{returns}</span></span>')
_OVERDUE = Fragment('<strong class="gp-overdue">{overdue}</strong>')
_WHAT = Fragment(
    '<div class="gp-row__what"><a class="gp-row__title" dir="auto" href="{url}">{title}</a>\n<div class="gp-row__facts">{facts}</div></div>'
)
_HIDDEN = Fragment('<span class="gp-chip">{icon}{visibility}</span>')
_TYPE = Fragment('<span class="gp-type">{name}</span>')
_WHY = Fragment('<div class="gp-row__why">{goals}</div>\n')


class _Drawn(NamedTuple):
    """What is the same in all rows of an entry."""

    style: Markup
    facets: Markup
    when: Markup
    marks: Markup
    what: Markup
    why: Markup


def row(view: Row, to: Linker) -> Markup:
    """Draw an entry as a row of a list: as a whole once for all pages of one depth, and most of each time that it happens, too."""
    return _row(view, to) if view.time or view.place else drawn_once(view, to, _row)


def _row(view: Row, to: Linker) -> Markup:
    parts = drawn_once(view.parts, to, _parts)
    return _ROW(
        anchor=_ANCHOR(name=view.place) if view.place else _NOTHING,
        style=parts.style,
        facets=parts.facets,
        when=_when(view.time) if view.time else parts.when,
        marks=parts.marks,
        what=parts.what,
        why=parts.why if view.with_goal else _NOTHING,
    )


def _parts(view: RowParts, to: Linker) -> _Drawn:
    repeats = _REPEATS(icon=icon_html("repeat"), returns=say("repeats")) if view.returns else _NOTHING
    return _Drawn(
        style=escape(f"gp-row {view.colour}{' gp-row--dropped' if view.dropped else ''}"),
        facets=attributes(view.facets),
        when=_when(view.time),
        marks=repeats + (_OVERDUE(overdue=say("overdue")) if view.overdue else _NOTHING),
        what=_WHAT(url=address_of(view.link, to), title=view.link.text, facts=_facts(view, to)),
        why=_WHY(goals=joined([linked(goal, to, icon=True) for goal in view.goals])),
    )


def _facts(view: RowParts, to: Linker) -> Markup:
    facts = [status_html(view.badge)]
    if view.visibility:
        facts.append(_HIDDEN(icon=icon_html("lock-outline"), visibility=view.visibility))
    if view.type:
        facts.append(_TYPE(name=view.type))
    return joined([*facts, *(linked(fact, to, icon=True) for fact in view.facts)])


def _when(time: Time) -> Markup:
    """Draw when something happens, readable for programs too where its day is known."""
    return _TIME(day=time.day.isoformat(), words=time.words) if time.day and time.words else escape(time.words)
