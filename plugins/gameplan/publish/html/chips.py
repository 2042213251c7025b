"""Entries as chips: short links for the cells and strips of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.icons import status_icon
from gameplan.publish.html.templates import Fragment, address_of, drawn_once, icon_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.chips import BarDay, BarPart, Chip, ChipParts, StripBar

_NOTHING = Markup()
_CHIP = Fragment(
    '<li class="{style}{more}" {facets}{attributes}><a href="{url}" title="{hint}"{skip}>{mark}'
    '<span class="gp-e__title" dir="auto">{clock}{title}</span>{note}</a></li>'
)
_CONTINUED = Fragment(
    '<li class="{style} gp-bar gp-bar--on{last}" {facets}><a href="{url}" title="{hint}" tabindex="-1">'
    '<span class="gp-sr">{words}</span></a></li>'
)
_MARK = Fragment('{icon}<span class="gp-sr">{words} </span>')
_DOT = Fragment('<i class="gp-dot gp-dot--{stage}"></i>')
_CLOCK = Fragment('<span class="gp-e__clock">{text}</span> ')
_NOTE = Fragment(' <span class="gp-e__note{always}">{text}</span>')
_DAYS = Fragment(' <span class="gp-sr">{text}</span>')
_PLACE = Fragment(' style="grid-area:{area}{room}"')
_LENGTH = Fragment(' style="--n:{units}"')
_SKIP = Markup(' tabindex="-1"')


class _Drawn(NamedTuple):
    """What is the same in all chips of an entry."""

    style: Markup
    facets: Markup
    url: Markup
    mark: Markup
    """Its status as an icon and a hidden word; whether it is overdue, and whether the public sees it."""
    title: Markup
    hint: Markup


def chip(view: Chip, to: Linker) -> Markup:
    """Draw a chip that stands for itself."""
    return _CHIP(
        **_drawn(view.parts, to)._asdict(),
        clock=_clock(view.clock),
        note=_NOTE(text=view.note, always=" gp-e__note--always") if view.note else _NOTHING,
        more=_NOTHING,
        attributes=_NOTHING,
        skip=_NOTHING,
    )


def bar_part(view: BarPart, to: Linker) -> Markup:
    """Draw the part of a bar that has its label."""
    styles = " gp-bar" + (" gp-bar--begin" if view.begins else "") + ("" if view.first else " gp-bar--again")
    return _CHIP(
        **_drawn(view.parts, to)._asdict(),
        clock=_clock(view.clock),
        note=_NOTE(text=view.ends, always="") if view.first else _NOTHING,
        more=styles + (" gp-bar--end" if view.last else ""),
        attributes=_LENGTH(units=view.units),
        skip=_NOTHING if view.first else _SKIP,
    )


def bar_day(view: BarDay, to: Linker) -> Markup:
    """Draw the part of a bar on a day on which it only goes on: for the mouse; its text is hidden."""
    parts = _drawn(view.parts, to)
    return _CONTINUED(
        style=parts.style,
        facets=parts.facets,
        url=parts.url,
        hint=parts.hint,
        words=say("{title} continues, day {day} of {days}", title=parts.title, day=view.day, days=view.days),
        last=" gp-bar--end" if view.day == view.days else "",
    )


def strip_bar(view: StripBar, to: Linker) -> Markup:
    """Draw a bar on a strip."""
    return _CHIP(
        **_drawn(view.parts, to)._asdict(),
        clock=_NOTHING,
        note=_DAYS(text=view.days),
        more=" gp-q__bar"
        + (" gp-q__bar--back" if view.backwards else "")
        + (" gp-q__bar--soft" if view.soft else "")
        + (" gp-q__bar--bare" if view.bare else ""),
        attributes=_PLACE(area=view.area, room=f";--l:{view.room}" if view.room else ""),
        skip=_NOTHING,
    )


def dot(stage: str) -> Markup:
    """Draw a dot that stands for an entry where there is no room for more; hidden from screen readers."""
    return _DOT(stage=stage)


def _clock(text: str) -> Markup:
    return _CLOCK(text=text) if text else _NOTHING


def _drawn(view: ChipParts, to: Linker) -> _Drawn:
    return drawn_once(view, to, _parts)


def _parts(view: ChipParts, to: Linker) -> _Drawn:
    said = [
        view.badge.label,
        *([say("overdue")] if view.overdue else []),
        *([say("begins too early")] if view.early else []),
        *([view.visibility] if view.visibility else []),
    ]
    icon = icon_html(status_icon(view.badge))
    icon += icon_html("timer-sand") if view.overdue else _NOTHING
    icon += icon_html("lock-outline") if view.visibility else _NOTHING
    late = (" gp-e--late" if view.overdue else "") + (" gp-e--early" if view.early else "")
    return _Drawn(
        style=escape(f"gp-e {view.colour} gp-e--{view.badge.stage}{late}"),
        facets=attributes(view.facets),
        url=escape(address_of(view.link, to)),
        mark=_MARK(icon=icon, words=say("{label}:", label=", ".join(said))),
        title=escape(view.link.text),
        hint=escape(view.hint),
    )
