"""An audience along its journeys: what is ahead for it at each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.analysis.ahead import coming_key
from gameplan.model.page import sort_key
from gameplan.publish.drafts import Draft
from gameplan.publish.html.rows import row
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import Fragment, link_html, render
from gameplan.publish.views.buttons import plan_an_entry, plan_url
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import entry_row
from gameplan.publish.views.stages import depth, live_words, stage_anchors
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_MOST = 20
_CODE = Fragment("<code>{text}</code>")


def stage_strip(context: Context, audience: Page) -> Markup:
    """Draw how much is ahead for an audience at each stage of each journey; nothing where it has none."""
    anchors = stage_anchors(context.analysis.coverage, audience)
    journeys: dict[Page, list[tuple[StageCell, str, int, str]]] = {}
    for cell in context.analysis.coverage.of(audience):
        item = (cell, anchors[id(cell)], depth(len(cell.entries)), live_words(cell) if cell.live else "")
        journeys.setdefault(cell.journey, []).append(item)
    return Markup(render("stage_strip.html", journeys=list(journeys.items())) if journeys else "")  # noqa: S704 - a template's HTML


_CELL = Fragment('<td><a class="gp-cell gp-cell--{shade}" href="{url}">{what}{more}</a></td>')
_BLANK = Fragment('<td><span class="gp-cell gp-cell--{shade}">{what}<span class="gp-sr">{more}</span></span></td>')
_SR = Fragment('<span class="gp-sr"> {words}</span>')


def stage_cells(context: Context, to: Linker, audience: Page, cells: Iterable[StageCell], *, accepted: str) -> Markup:
    """Draw how much is ahead for an audience at the stages of a journey, as cells of a table.

    Args:
        context: what is published.
        to: makes addresses.
        audience: the audience.
        cells: its cells, in the order of the stages.
        accepted: where accepted gaps are told of.
    """
    anchors = stage_anchors(context.analysis.coverage, audience)
    url = to(context.addresses.uris[audience.path])
    made = []
    for cell in cells:
        place = f"{url}#{anchors[id(cell)]}"
        count = len(cell.entries)
        if count:
            made.append(_CELL(shade=depth(count), url=place, what=count, more=_SR(words=say("ahead"))))
        elif cell.live:
            made.append(_CELL(shade="live", url=place, what=live_words(cell), more=""))
        elif cell.accepted:
            made.append(_CELL(shade="accepted", url=accepted, what=say("Accepted"), more=_SR(words=cell.accepted)))
        elif cell.gap:
            draft = Draft(audience=audience.id, stage=f"{cell.journey.id}/{cell.stage.id}")
            more = _SR(words=say("at {stage}: plan an entry", stage=cell.stage.title or cell.stage.id))
            made.append(_CELL(shade="gap", url=plan_url(context, draft, place), what=say("Gap"), more=more))
        else:
            made.append(_BLANK(shade=0, what="–", more=_away()))
    return Markup().join(made)


def _away() -> str:
    words = say("not this audience's journey")
    return f" {words}"


def stage_panel(context: Context, audience: Page, to: Linker) -> str:
    """Draw what is ahead for an audience, stage by stage."""
    anchors = stage_anchors(context.analysis.coverage, audience)
    journeys: dict[Page, list[dict[str, object]]] = {}
    for cell in context.analysis.coverage.of(audience):
        coming = sorted(((context.analysis.ahead.upcoming(entry), entry) for entry in cell.entries), key=coming_key)
        more = len(coming) - _MOST
        live = () if coming else sorted(cell.live, key=sort_key, reverse=True)
        journeys.setdefault(cell.journey, []).append(
            {
                "id": anchors[id(cell)],
                "title": cell.stage.title or cell.stage.id,
                "question": cell.stage.question,
                "count": plural("{count} ahead", "{count} ahead", len(coming)),
                "rows": [row(entry_row(context, entry, occurrence), to) for occurrence, entry in coming[:_MOST]],
                "more": say("and {count} more", count=more) if more > 0 else "",
                "live": [row(entry_row(context, entry, None), to) for entry in live[:_MOST]],
                "more_live": say("and {count} more", count=len(live) - _MOST) if len(live) > _MOST else "",
                "accepted": cell.accepted,
                "gap": cell.gap,
                "nothing": _gap(context, to, audience, cell) if cell.gap else "",
            }
        )
    shown = [(Link(page.title, to(context.addresses.uris[page.path])), stages) for page, stages in journeys.items()]
    return render("stage_panel.html", journeys=shown, audience=audience.title)


def _gap(context: Context, to: Linker, audience: Page, cell: StageCell) -> str:
    """Say that nothing is ahead at a stage, and what to do: plan an entry, or accept it."""
    where = f"{cell.journey.id}/{cell.stage.id}"
    text = _CODE(text=f"accepted_gaps: [{{audience: {audience.id}, stage: {cell.stage.id}, reason: …}}]")
    return say(
        "Nothing is ahead for {audience} at this stage. {add}, or {accept} with a reason on the journey's page: {code}.",
        audience=audience.title,
        add=sentence_html(plan_an_entry(context, audience, stage=where), to),
        accept=_accept(context, cell.journey),
        code=text,
    )


def _accept(context: Context, journey: Page) -> Markup | str:
    words = say("accept this gap")
    return link_html(Link(words, context.edition.host.edit(journey.path))) if context.edition.host else words
