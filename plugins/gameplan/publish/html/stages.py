"""An audience along its journeys: what is ahead for it at each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.rows import row
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import Fragment, address_of, joined, relative, render
from gameplan.publish.views.stages import depth
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.stages import StageList, StageMark, StagePanel, StageStrip

_CELL = Fragment('<td><a class="gp-cell gp-cell--{shade}" href="{url}">{what}{more}</a></td>')
_BLANK = Fragment('<td><span class="gp-cell gp-cell--{shade}">{what}<span class="gp-sr">{more}</span></span></td>')
_SR = Fragment('<span class="gp-sr"> {words}</span>')


def stage_strips(views: Sequence[StageStrip]) -> Markup:
    """Draw how much is ahead for an audience at each stage of each journey, on its own page; nothing where it has none."""
    if not views:
        return Markup()
    journeys = [(view.title, [(mark, depth(mark.ahead)) for mark in view.marks]) for view in views]
    return Markup(render("stage_strip.html", journeys=journeys))  # noqa: S704 - a template's HTML


def stage_cells(views: Iterable[StageMark], to: Linker, *, accepted: str) -> Markup:
    """Draw how much is ahead for an audience at the stages of a journey, as cells of a table.

    Args:
        views: the stages, in their order.
        to: makes addresses.
        accepted: where accepted gaps are told of.
    """
    return joined([_cell(view, to, accepted) for view in views])


def _cell(view: StageMark, to: Linker, accepted: str) -> Markup:
    place = address_of(view.link, to)
    if view.ahead:
        return _CELL(shade=depth(view.ahead), url=place, what=view.ahead, more=_SR(words=say("ahead")))
    if view.live:
        return _CELL(shade="live", url=place, what=view.live, more="")
    if view.accepted:
        return _CELL(shade="accepted", url=accepted, what=say("Accepted"), more=_SR(words=view.accepted))
    if view.gap:
        more = _SR(words=say("at {stage}: plan an entry", stage=view.title))
        return _CELL(shade="gap", url=view.begin or place, what=say("Gap"), more=more)
    return _BLANK(shade=0, what="–", more=_away())


def _away() -> str:
    words = say("not this audience's journey")
    return f" {words}"


def stage_panel(view: StagePanel, to: Linker) -> str:
    """Draw what is ahead for an audience, stage by stage."""
    journeys = [
        (relative(journey.link, to), [_stage(stage, to) for stage in journey.stages]) for journey in view.journeys
    ]
    return render("stage_panel.html", journeys=journeys, audience=view.audience)


def _stage(view: StageList, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "title": view.title,
        "question": view.question,
        "count": view.size,
        "rows": [row(each, to) for each in view.rows],
        "more": view.more,
        "live": [row(each, to) for each in view.live],
        "more_live": view.more_live,
        "accepted": view.accepted,
        "gap": view.gap is not None,
        "nothing": sentence_html(view.gap, to) if view.gap else "",
    }
