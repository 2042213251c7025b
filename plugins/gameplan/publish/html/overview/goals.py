"""The strategy map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.charts import progress, sparkline
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.standings import state_chip, state_mark
from gameplan.publish.html.templates import Fragment, address_of, icon_html, joined, linked, relative, render
from gameplan.publish.views.overview.goal_cards import QuietCard
from gameplan.publish.views.overview.goals import TROUBLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.links import Link
    from gameplan.publish.views.overview.goal_cards import CardMeasure, GoalCard, NextEntry
    from gameplan.publish.views.overview.goals import MapArea, MapFold, MapNode, MarkedGoal, StrategyMap

_NOTHING = Markup()
_CARD = Fragment(
    '<div class="gp-node{style}">{title}<p class="gp-node__how">{how}</p>{part}<p class="gp-node__facts">{facts}</p>{next}</div>'
)
_QUIET_CARD = Fragment(
    '<div class="gp-node gp-node--quiet gp-state--{state}">{title}<p class="gp-node__facts">{facts}</p></div>'
)
_TITLE = Fragment('<h{level} class="gp-node__title"><a href="{url}">{title}</a></h{level}>')
_ITEM = Fragment("<li>{card}{below}</li>")
_LIST = Fragment('<ul class="gp-branch">{items}</ul>')
_FOLD = Fragment('<details class="gp-fold"><summary>{words}{trouble}</summary>{list}</details>')
_TROUBLE = Fragment(' <span class="gp-fold__trouble">{icon}{words}</span>')
_WHEN = Fragment('<a class="gp-node__when{gap}" href="{url}">{icon}{words}</a>')
_KPI = Fragment('<a class="gp-node__kpi" href="{url}">{drawn}<span>{words}</span></a>')
_NO_KPI = Fragment('<a class="gp-node__none" href="{url}">{words}</a>')
_CHIP = Fragment('<span class="gp-chip">{what}</span>')
_PART = Fragment('<p class="gp-node__facts"><span>{words}</span></p>')
_NEXT = Fragment('<details class="gp-next"><summary>{words}</summary><ul>{rows}</ul></details>')
_NEXT_ROW = Fragment('<li><a href="{url}">{title}</a> <span>{when}</span></li>')


def strategy_map(view: StrategyMap, to: Linker) -> str:
    """Draw all goals, each in its place."""
    return render(
        "goals.html",
        title=view.title,
        vision=relative(view.vision, to) if view.vision else None,
        areas=[_area(area, to) for area in view.areas],
        aside=_branch(view.aside, to),
        circles=_branch(view.circles, to),
        troubled=[marked(goal, to) for goal in view.troubled],
        troubled_id=TROUBLED,
        others=[relative(link, to) for link in view.others],
        file=address_of(view.file, to) if view.file else "",
        picture=address_of(view.picture, to) if view.picture else "",
    )


def marked(view: MarkedGoal, to: Linker) -> Markup:
    """Draw a goal with how it stands."""
    mark = state_mark(view.state) if view.state else _NOTHING
    return mark + linked(view.link, to)


def _area(view: MapArea, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "number": view.hue,
        "about": view.about,
        "card": _card(view.card, to),
        "below": _branch(view.below, to),
        "more": view.more,
    }


def _branch(views: Sequence[MapNode], to: Linker) -> Markup:
    """Draw goals as a list, each with what is below it."""
    return _LIST(items=joined([_node(view, to) for view in views])) if views else _NOTHING


def _node(view: MapNode, to: Linker) -> Markup:
    below = _branch(view.below, to)
    return _ITEM(card=_card(view.card, to), below=_folded(view.fold, below) if view.fold else below)


def _folded(view: MapFold, below: Markup) -> Markup:
    trouble = _TROUBLE(icon=icon_html("alert"), words=view.trouble) if view.trouble else ""
    return _FOLD(words=view.words, trouble=trouble, list=below)


def _card(view: GoalCard | QuietCard, to: Linker) -> Markup:
    title = _TITLE(level=min(view.level + 2, 6), url=address_of(view.link, to), title=view.link.text)
    how = state_chip(view.state) if view.state else _NOTHING
    how += _CHIP(what=view.life) if view.life else _NOTHING
    owners = joined([linked(owner, to, icon=True) for owner in view.owners])
    if isinstance(view, QuietCard):
        return _QUIET_CARD(state=view.name, title=title, facts=how + owners)
    return _CARD(
        style=" gp-node--area" if view.level == 0 else "",
        title=title,
        how=how + (_measure(view.measure, to) if view.measure else _NOTHING),
        part=_PART(words=sentence_html(view.part, to)) if view.part else "",
        facts=owners + _when(view.when, to, idle=view.idle),
        next=_next(view.next, view.next_words, to) if view.next else "",
    )


def _measure(view: CardMeasure, to: Linker) -> Markup:
    url = address_of(view.link, to)
    if view.missing:
        return _NO_KPI(url=url, words=view.link.text)
    if view.share is not None:
        drawn = progress(view.share, view.share_words)
    else:
        drawn = icon_html(view.link.icon) if view.link.icon else sparkline(view.spark, view.sentence)
    return _KPI(url=url, drawn=drawn, words=view.link.text)


def _when(view: Link, to: Linker, *, idle: bool) -> Markup:
    gap = " gp-gap" if idle else ""
    return _WHEN(gap=gap, url=address_of(view, to), icon=icon_html(view.icon), words=view.text)


def _next(views: Sequence[NextEntry], words: str, to: Linker) -> Markup:
    rows = [_NEXT_ROW(url=address_of(view.link, to), title=view.link.text, when=view.when) for view in views]
    return _NEXT(words=words, rows=joined(rows))
