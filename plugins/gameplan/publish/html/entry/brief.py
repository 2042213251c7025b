"""The cards of the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment, drawn_once, icon_html, joined, link_html, linked
from gameplan.publish.views.entry.brief import Points, Question, ShortFacts, SignedOff, Text
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.brief import Card, CardPart
    from gameplan.publish.views.links import Link

_PANEL = Fragment('<h2 id="strategy">{title}</h2>\n<div class="gp-brief">{cards}</div>')
_CARD = Fragment('<section class="gp-brief__card"><p class="gp-brief__label">{icon}{label}</p>{what}</section>')
_PART = Fragment('<p class="gp-brief__title">{link}</p>{what}')
_TEXT = Fragment("<p>{what}</p>")
_QUIET = Fragment('<p class="gp-quiet">{what}</p>')
_QUESTION = Fragment('<p class="gp-question"><q>{question}</q></p>')
_POINTS = Fragment('<p class="gp-brief__points">{label}</p><ul>{items}</ul>')
_ITEM = Fragment("<li>{what}</li>")


def brief(cards: Sequence[Card], to: Linker) -> Markup:
    """Draw the cards of an entry, each once for all pages of one depth; nothing where there are none."""
    if not cards:
        return Markup()
    drawn = [drawn_once(card, to, _card) if card.parts else _card(card, to) for card in cards]
    return _PANEL(title=say("From the strategy"), cards=joined(drawn))


def _card(view: Card, to: Linker) -> Markup:
    rest = _QUIET(what=say("and {count} more", count=view.more)) if view.more else ""
    what = joined([_part(part, to) for part in view.parts]) + rest
    return _CARD(icon=icon_html(view.icon), label=view.label, what=what)


def _part(view: CardPart, to: Linker) -> Markup:
    return _PART(link=linked(view.link, to), what=joined([_block(block, to) for block in view.blocks]))


def _block(view: Text | Question | Points | ShortFacts | SignedOff, to: Linker) -> Markup:
    if isinstance(view, Text):
        return _TEXT(what=view.words)
    if isinstance(view, Question):
        return _QUESTION(question=view.words)
    if isinstance(view, Points):
        return _points(view)
    if isinstance(view, ShortFacts):
        return _QUIET(what=joined([_fact(item) for item in view.items], " · "))
    named = joined([linked(person, to) for person in view.people], ", ")
    return _QUIET(what=say("Approved by {people}", people=named))


def _fact(item: Link) -> Markup:
    return link_html(item) if item.url else Markup.escape(item.text)


def _points(view: Points) -> Markup:
    items = [_ITEM(what=point) for point in view.items]
    if view.more:
        items.append(_ITEM(what=say("and {count} more", count=view.more)))
    return _POINTS(label=view.label, items=joined(items))
