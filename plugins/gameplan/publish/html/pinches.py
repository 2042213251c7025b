"""Weeks that are too full, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment, joined, linked
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.pinches import PinchLine

_LIST = Fragment('<ul class="gp-pinches">{lines}</ul>')
_LINE = Fragment(
    '<li data-gp-owner="{word}"><div>{who}{week} · <strong class="gp-gap">{said}</strong></div>{movable}</li>'
)
_WHO = Fragment("{person} · ")
_MOVABLE = Fragment('<div class="gp-quiet">{words}</div><ul>{entries}</ul>')
_ENTRY = Fragment("<li>{link}</li>")


def pinches(lines: Iterable[PinchLine], to: Linker, *, named: bool) -> Markup:
    """Draw weeks that are too full; nothing where there is none.

    Args:
        lines: the weeks.
        to: makes addresses.
        named: whether each says whose week it is.
    """
    drawn = [_line(line, to, named=named) for line in lines]
    return _LIST(lines=joined(drawn)) if drawn else Markup()


def _line(line: PinchLine, to: Linker, *, named: bool) -> Markup:
    entries = joined([_ENTRY(link=linked(entry, to)) for entry in line.movable])
    words = say("Could move (not scheduled yet):")
    return _LINE(
        word=line.word,
        who=_WHO(person=linked(line.person, to)) if named else "",
        week=linked(line.week, to),
        said=line.said,
        movable=_MOVABLE(words=words, entries=entries) if line.movable else "",
    )
