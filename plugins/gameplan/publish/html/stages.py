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
_MORE = Fragment(" <small>{words}</small>")
_SR = Fragment('<span class="gp-sr"> {words}</span>')


def stage_strips(views: Sequence[StageStrip]) -> Markup:
    """Draw how much is ahead for an audience at each stage of each journey, on its own page; nothing where it has none."""
    if not views:
        return Markup()
    journeys = [(view.title, [(mark, depth(mark.ahead), _beside(mark)) for mark in view.marks]) for view in views]
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
    beside = _beside(view)
    if view.ahead:
        more = joined([_SR(words=say("ahead")), beside])
        return _CELL(shade=depth(view.ahead), url=place, what=view.ahead, more=more)
    if view.live:
        return _CELL(shade="due" if view.due else "live", url=place, what=view.live, more=beside)
    if view.accepted:
        return _CELL(shade="accepted", url=accepted, what=say("Accepted"), more=_SR(words=view.accepted))
    if view.gap:
        text = say("at {stage}: plan an entry") if view.begin else say("at {stage}")
        more = _SR(words=text.format(stage=view.title))
        return _CELL(shade="gap", url=view.begin or place, what=say("Gap"), more=more)
    return _BLANK(shade=0, what="–", more=_away())


def _beside(view: StageMark) -> Markup:
    """What else serves a stage besides the number in its cell: what is live beside what is ahead, and what of it is due."""
    words = [view.live if view.ahead else "", view.due]
    return joined([_MORE(words=each) for each in words if each])


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
        "due": view.due,
        "accepted": view.accepted,
        "gap": view.gap is not None,
        "nothing": sentence_html(view.gap, to) if view.gap else "",
    }
