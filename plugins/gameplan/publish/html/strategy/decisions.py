"""The decisions on a review's page, as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, linked
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.decisions import DecisionLine, Decisions

_PANEL = Fragment(
    '<article class="gp gp-decisions" id="decisions" data-search-exclude>\n<h2>{title}</h2>\n{lists}\n</article>'
)
_HEADING = Fragment("<h3>{title}</h3>\n")
_LIST = Fragment('{heading}<ul class="gp-decided">{items}</ul>\n')
_ITEM = Fragment("<li>{link}{overdue} <small>{facts}</small></li>")
_OVERDUE = Fragment('<strong class="gp-overdue">{word}</strong>')
_NOTHING = joined([])


def decisions(view: Decisions, to: Linker) -> Markup:
    """Draw what was decided at a review, and what is still open from before."""
    own = _list(_NOTHING, view.own, to) if view.own else _NOTHING
    carried = _list(_HEADING(title=say("Still open from before")), view.carried, to) if view.carried else _NOTHING
    return _PANEL(title=say("Decisions"), lists=joined([own, carried]))


def _list(heading: Markup, lines: tuple[DecisionLine, ...], to: Linker) -> Markup:
    return _LIST(heading=heading, items=joined([_item(line, to) for line in lines]))


def _item(line: DecisionLine, to: Linker) -> Markup:
    facts = joined([*[_TEXT(text=text) for text in line.facts], *[linked(owner, to) for owner in line.owner]], " · ")
    return _ITEM(link=linked(line.link, to), overdue=_OVERDUE(word=line.overdue) if line.overdue else "", facts=facts)


_TEXT = Fragment("{text}")
