"""Goals as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, address_of, icon_html, joined
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.goal_list import GoalItem, GoalList

_LIST = Fragment('<ul class="gp-goals">{items}</ul>')
_MORE = Fragment('<p class="gp-quiet">{words}</p>')
_ITEM = Fragment(
    '<li class="gp-area-{hue}"><a class="gp-goals__title" href="{url}">{icon}{title}</a>'
    '<span class="gp-goals__facts">{health}<a class="gp-quiet" href="{url}#when">{count}</a>{more}</span></li>'
)
_BELOW = Fragment('<span class="gp-quiet">{words}</span>')


def goal_list(view: GoalList, to: Linker) -> Markup:
    """Draw goals, each with its health and with a count; nothing where there are none."""
    if not view.items:
        return Markup()
    items = joined([_item(item, to) for item in view.items])
    return _LIST(items=items) + (_MORE(words=say("and {count} more", count=view.more)) if view.more else "")


def _item(view: GoalItem, to: Linker) -> Markup:
    return _ITEM(
        hue=view.hue,
        url=address_of(view.link, to),
        icon=icon_html(view.link.icon),
        title=view.link.text,
        health=state_chip(view.state) if view.state else "",
        count=view.ahead,
        more=_BELOW(words=view.below) if view.below else "",
    )
